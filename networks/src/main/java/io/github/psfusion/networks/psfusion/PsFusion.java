// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import io.github.psfusion.methods.BlockCost;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionResult;
import io.github.psfusion.methods.FusionTimer;
import io.github.psfusion.methods.MethodCapabilities;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.methods.OutputSet;
import io.github.psfusion.networks.inference.NetworkMethod;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Fuses pairs of images by PSFusion: the entry for Java programs.
 *
 * <pre>{@code
 * try (PsFusion psfusion = PsFusion.load(Path.of("psfusion.safetensors"))) {
 *     Image fused = psfusion.fuse(new ImagePair("night", infrared, visible));
 * }
 * }</pre>
 *
 * <p>Pairs may have any size from 1 x 1; the result has the same. Thread-safe: several threads may fuse with one object. Close it
 * when no thread uses it any more.
 */
public final class PsFusion implements FusionMethod {
    private final NetworkMethod method;

    private PsFusion(NetworkMethod method) {
        this.method = method;
    }

    /**
     * Loads weights with the default options.
     *
     * @param weights a safetensors file, or the authors' checkpoint
     * @throws IOException if the file cannot be read, is damaged or holds another network
     * @throws io.github.psfusion.tensors.BackendException if the backend cannot be loaded
     */
    public static PsFusion load(Path weights) throws IOException {
        return load(weights, MethodContext.defaults());
    }

    /**
     * Loads weights.
     *
     * @param weights a safetensors file, or the authors' checkpoint
     * @param context how to compute; the weights that it names are ignored
     * @throws IOException if the file cannot be read, is damaged or holds another network
     * @throws io.github.psfusion.tensors.BackendException if the backend cannot be loaded, the device is not there, or the CPU cannot
     *     compute in the precision
     */
    public static PsFusion load(Path weights, MethodContext context) throws IOException {
        return new PsFusion(NetworkMethod.load(PsFusionSpec.INSTANCE, context.withWeights(weights)));
    }

    /** Returns the number of semantic classes of the loaded weights; 0 of a variant without semantic heads. */
    public int classes() {
        return method.architecture().facts().getOrDefault(PsFusionSpec.CLASSES, 0);
    }

    /** Returns which parts the network of the loaded weights is without. */
    public PsFusionVariant variant() {
        return PsFusionVariant.withoutKeys(method.architecture().without());
    }

    @Override
    public Optional<TrainingPairs> trainingPairs() {
        return method.trainingPairs();
    }

    @Override
    public MethodDescription description() {
        return method.description();
    }

    @Override
    public MethodCapabilities capabilities() {
        return method.capabilities();
    }

    /**
     * Fuses a pair.
     *
     * @return a {@link ColorImage} with the chrominance of the visible image if that is one, else a {@link Plane}
     * @throws UncheckedIOException if what the network computes shows that its weights are unfit
     */
    @Override
    public Image fuse(ImagePair pair) {
        return fuse(pair, OutputSet.IMAGE).image();
    }

    /**
     * Fuses a pair and returns the luminance of the fused image alone.
     *
     * @throws UncheckedIOException as {@link #fuse(ImagePair)}
     */
    @Override
    public Plane fuseLuminance(ImagePair pair) {
        return fuse(pair, OutputSet.LUMINANCE).image().luminance();
    }

    /**
     * Fuses a pair and returns more of what the network finds out about it.
     *
     * @param outputs the extra outputs {@code classes}, {@code binary}, {@code boundary}, and the reconstructed {@code infrared} and
     *     {@code visible}
     * @throws UncheckedIOException as {@link #fuse(ImagePair)}
     */
    @Override
    public FusionResult fuse(ImagePair pair, OutputSet outputs) {
        try {
            return method.fuse(pair, outputs);
        } catch (WeightFormatException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Image fuse(ImagePair pair, FusionTimer timer) throws IOException {
        return method.fuse(pair, timer);
    }

    @Override
    public OptionalLong memoryNeeded(int width, int height, OutputSet outputs) {
        return method.memoryNeeded(width, height, outputs);
    }

    @Override
    public List<BlockCost> blocks(int width, int height) {
        return method.blocks(width, height);
    }

    @Override
    public void close() {
        method.close();
    }
}
