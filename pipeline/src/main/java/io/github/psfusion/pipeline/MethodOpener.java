// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.imaging.codec.Rounding;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.Sizing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens fusion methods with their weights.
 *
 * @param locator finds weights
 * @param context how to compute, and the weights that the user names for the method
 */
public record MethodOpener(WeightsLocator locator, MethodContext context) {
    /**
     * An open method.
     *
     * @param method the caller closes it
     * @param weights its weight file, if it has one
     */
    public record Opened(FusionMethod method, Optional<Path> weights) implements AutoCloseable {
        @Override
        public void close() {
            method.close();
        }
    }

    /**
     * Opens a method. A weight file is opened and checked once, before native code is loaded.
     *
     * @throws MethodOptionException if an option has a value that cannot be
     * @throws PipelineException if the method needs weights and there are none
     * @throws IOException if a file that it needs cannot be read
     */
    public Opened open(Request request) throws MethodOptionException, IOException {
        Optional<Path> weights = weights(request);
        MethodContext complete = context;
        if (weights.isPresent()) {
            complete = complete.withWeights(weights.get());
        }
        if (!request.has(MethodContext.DEVICE) && complete.threads() == 0) {
            // A backend chooses the number of its threads; methods in Java use all CPUs.
            complete = complete.withThreads(Runtime.getRuntime().availableProcessors());
        }
        return new Opened(request.open(complete), weights);
    }

    /**
     * Returns the weights with which a method is opened, if it has any.
     *
     * @throws PipelineException if it needs some and there are none
     */
    public Optional<Path> weights(Request request) {
        if (!request.has(MethodContext.WEIGHTS)) {
            return Optional.empty();
        }
        Optional<Path> named =
                request.options().text(MethodContext.WEIGHTS).map(Path::of).or(context::weights);
        return Optional.of(locator.find(request.provider().key(), named));
    }

    /**
     * Returns how samples become levels: a published program that {@link Sizing#AS_PUBLISHED} repeats truncates.
     *
     * @throws MethodOptionException if an option of the method has a value that cannot be
     */
    public static Rounding rounding(Request request, MethodContext context) throws MethodOptionException {
        boolean published = request.has(MethodContext.SIZING)
                && context.with(request.options()).sizing() == Sizing.AS_PUBLISHED;
        return published ? Rounding.TRUNCATE : Rounding.NEAREST;
    }
}
