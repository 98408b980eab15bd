// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.color.ColorRecomposition;
import io.github.psfusion.imaging.color.YCbCr;
import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes one image of a registered pair. Thread-safe; the same pair gives the same image.
 *
 * <p>A method that computes luminance only, as nearly all do, implements {@link #description} and {@link #fuseLuminance}; the colors
 * of the visible image are joined to it by {@link #fuse}. A method that can do more overrides {@link #capabilities} and {@link
 * #fuse(ImagePair, OutputSet)}; callers ask for its capabilities and need not know its class.
 */
public interface FusionMethod extends AutoCloseable {
    /** Returns the description, with the options in use. May read files, for the digests of weights. */
    MethodDescription description();

    /** Returns what the method can do. */
    default MethodCapabilities capabilities() {
        return MethodCapabilities.DEFAULT;
    }

    /**
     * Returns the pairs on which the weights of the method were trained, as far as its weight file lists them; empty for a method
     * without weights.
     */
    default Optional<TrainingPairs> trainingPairs() {
        return Optional.empty();
    }

    /**
     * Returns how much memory a pair of a size takes at most, beside what is loaded: an estimate.
     *
     * @param width of the pair in pixels
     * @param height of the pair in pixels
     * @param outputs what is asked for
     * @return bytes; empty if the method does not know
     */
    default OptionalLong memoryNeeded(int width, int height, OutputSet outputs) {
        return OptionalLong.empty();
    }

    /**
     * Returns the blocks of the method's network and what they cost for a pair of a size.
     *
     * @return in the order in which the network declares them; empty if the method is no network
     */
    default List<BlockCost> blocks(int width, int height) {
        return List.of();
    }

    /**
     * Fuses the luminance of a pair.
     *
     * @return an image of the size of the pair, [0, 1]
     * @throws ImageSizeException if the method does not take the size
     * @throws IOException if the method reads its images from files, and this pair's cannot be read
     */
    Plane fuseLuminance(ImagePair pair) throws IOException;

    /**
     * Fuses a pair.
     *
     * @return an image of the size of the pair: a {@link ColorImage} with the chrominance of the visible image if that is
     *     one, else a {@link Plane}
     * @throws ImageSizeException if the method does not take the size
     * @throws IOException if the method reads its images from files, and this pair's cannot be read
     */
    default Image fuse(ImagePair pair) throws IOException {
        Plane luminance = fuseLuminance(pair);
        return pair.visible() instanceof ColorImage color
                ? ColorRecomposition.recompose(luminance, YCbCr.chroma(color))
                : luminance;
    }

    /**
     * Fuses a pair and returns all outputs that are asked for.
     *
     * @param outputs of the method's {@link #capabilities}
     * @throws IllegalArgumentException if an output is not among them
     * @throws ImageSizeException if the method does not take the size
     * @throws IOException if the method reads its images from files, and this pair's cannot be read
     */
    default FusionResult fuse(ImagePair pair, OutputSet outputs) throws IOException {
        if (!outputs.extra().isEmpty()) {
            throw new IllegalArgumentException(
                    description().key() + " makes the fused image alone, not " + String.join(", ", outputs.extra()));
        }
        return FusionResult.of(outputs.color() == OutputSet.Color.NONE ? fuseLuminance(pair) : fuse(pair));
    }

    /**
     * Fuses a pair as {@link #fuse(ImagePair)} and reports what the parts of the work take; measuring may cost some time itself.
     *
     * @param timer called on this thread
     */
    default Image fuse(ImagePair pair, FusionTimer timer) throws IOException {
        long start = System.nanoTime();
        Image fused = fuse(pair);
        timer.stage("fuse", System.nanoTime() - start);
        return fused;
    }

    /** Frees the resources of the method; most have none. */
    @Override
    default void close() {}
}
