// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.compare;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.methods.OutputSet;
import io.github.psfusion.pipeline.MemoryLimit;
import java.io.IOException;

/**
 * A method among others: named as the user asked for it, so that one method with two options makes two rows, and refusing pairs
 * for which memory cannot suffice.
 */
final class CompetingMethod implements FusionMethod {
    private final FusionMethod method;
    private final MethodDescription description;

    CompetingMethod(String key, FusionMethod method) {
        this.method = method;
        MethodDescription own = method.description();
        description = new MethodDescription(key, own.name(), own.citation(), own.settings());
    }

    @Override
    public MethodDescription description() {
        return description;
    }

    @Override
    public Plane fuseLuminance(ImagePair pair) throws IOException {
        checkMemory(pair);
        return method.fuseLuminance(pair);
    }

    @Override
    public Image fuse(ImagePair pair) throws IOException {
        checkMemory(pair);
        return method.fuse(pair);
    }

    private void checkMemory(ImagePair pair) {
        MemoryLimit.ofMachine().check(method, pair, OutputSet.IMAGE);
    }

    @Override
    public void close() {
        method.close();
    }
}
