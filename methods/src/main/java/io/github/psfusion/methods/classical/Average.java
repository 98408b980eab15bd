// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.methods.MethodOptions;
import java.util.Map;

/** {@code (infrared + visible) / 2}: what every method must beat. */
public final class Average extends ClassicalMethod {
    /** For {@link java.util.ServiceLoader}. */
    public Average() {
        super("average", "mean of both images", "");
    }

    @Override
    FusionRule rule(MethodOptions options, Map<String, String> effective) {
        return DoubleImage::average;
    }
}
