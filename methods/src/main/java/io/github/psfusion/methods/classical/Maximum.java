// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import io.github.psfusion.methods.MethodOptions;
import java.util.Map;

/** {@code max(infrared, visible)}. */
public final class Maximum extends ClassicalMethod {
    /** For {@link java.util.ServiceLoader}. */
    public Maximum() {
        super("maximum", "the brighter of both images", "");
    }

    @Override
    FusionRule rule(MethodOptions options, Map<String, String> effective) {
        return (infrared, visible) -> infrared.combine(visible, Math::max);
    }
}
