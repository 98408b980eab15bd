// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.methods;

import io.github.psfusion.methods.FusionMethodProvider;
import io.github.psfusion.methods.FusionMethods;
import java.util.Iterator;

/** The names of all methods, for the completion of the shell. */
public final class MethodNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return FusionMethods.all().stream().map(FusionMethodProvider::key).iterator();
    }
}
