// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.compare;

import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.evaluation.MethodSource;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.OutputSet;
import io.github.psfusion.methods.Precision;
import io.github.psfusion.pipeline.MemoryLimit;
import java.io.IOException;

/** A method that {@code --method} names. Networks compute in FLOAT32 unless an option of the method names another precision. */
record RequestedMethod(Request request, Session session) implements MethodSource {
    @Override
    public String key() {
        return request.options().key();
    }

    @Override
    public int threads() {
        return request.has(MethodContext.THREADS) ? MethodOpening.threads(session) : 1;
    }

    @Override
    public FusionMethod open() throws IOException {
        MethodContext context = MethodOpening.context(session)
                .withThreads(threads())
                // Not the faster type of this machine: a measurement of time must not change scores.
                .withPrecision(Precision.FLOAT32);
        return MethodOpening.open(request, context, session).method();
    }

    @Override
    public void check(FusionMethod opened, ImagePair pair) {
        MemoryLimit.ofMachine().check(opened, pair, OutputSet.IMAGE);
    }
}
