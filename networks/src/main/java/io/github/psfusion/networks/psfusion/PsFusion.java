// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.imaging.ColourImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.colour.ColourRecomposition;
import io.github.psfusion.imaging.colour.YCbCr;
<<<<<<< HEAD
=======
import io.github.psfusion.imaging.geometry.Padding;
>>>>>>> refs/heads/cli
import io.github.psfusion.networks.Pass;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.ElementType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.file.Path;

<<<<<<< HEAD
/**
 * Fuses pairs of pictures: the entry for Java programs.
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
public final class PsFusion implements AutoCloseable {
    private final Backend backend;
    private final PsFusionNetwork network;
    private final ElementType precision;
    private final Sizing sizing;

    private PsFusion(Backend backend, PsFusionNetwork network, ElementType precision, Sizing sizing) {
        this.backend = backend;
        this.network = network;
        this.precision = precision;
        this.sizing = sizing;
    }

    /**
     * Loads weights with the default options.
     *
     * @param weights a safetensors file, or the authors' checkpoint
     * @throws IOException if the file cannot be read, is damaged or holds another network
     * @throws io.github.psfusion.tensors.EngineException if the engine cannot be loaded
     */
    public static PsFusion load(Path weights) throws IOException {
        return load(weights, PsFusionOptions.defaults());
    }

    /**
     * Loads weights.
     *
     * @param weights a safetensors file, or the authors' checkpoint
     * @throws IOException if the file cannot be read, is damaged or holds another network
     * @throws io.github.psfusion.tensors.EngineException if the engine cannot be loaded, or the device is not there
     */
    public static PsFusion load(Path weights, PsFusionOptions options) throws IOException {
        try (WeightFile file = WeightFiles.open(weights)) {
            int unused = PsFusionWeights.classes(file); // a wrong file is told before the engine is loaded
            Backend backend = Backends.open(
                    BackendOptions.defaults().withDevice(options.device()).withThreads(options.threads()));
            ElementType precision = switch (options.precision()) {
=======
/** Stand-in until the library entry of another branch arrives. */
public final class PsFusion implements AutoCloseable {
    private final Backend backend;
    private final PsFusionNetwork network;
    private final ElementType type;

    private PsFusion(Backend backend, PsFusionNetwork network, ElementType type) {
        this.backend = backend;
        this.network = network;
        this.type = type;
    }

    public static PsFusion load(Path weights, PsFusionOptions options) throws IOException {
        try (WeightFile file = WeightFiles.open(weights)) {
            int unused = PsFusionWeights.classes(file);
            Backend backend = Backends.open(
                    BackendOptions.defaults().withDevice(options.device()).withThreads(options.threads()));
            ElementType type = switch (options.precision()) {
>>>>>>> refs/heads/cli
                case AUTO -> backend.fastestFloat();
                case FLOAT32 -> ElementType.FLOAT32;
                case BFLOAT16 -> ElementType.BFLOAT16;
            };
<<<<<<< HEAD
            return new PsFusion(
                    backend, PsFusionWeights.load(file, backend, precision), precision, Sizing.of(options.sizing()));
        }
    }

    /** Returns the number of semantic classes of the loaded weights. */
=======
            return new PsFusion(backend, PsFusionWeights.load(file, backend, type), type);
        }
    }

>>>>>>> refs/heads/cli
    public int classes() {
        return network.classes();
    }

<<<<<<< HEAD
    /** Returns the elements in which the network computes. */
    public ElementType precision() {
        return precision;
    }

    /**
     * Fuses a pair.
     *
     * @return a {@link ColourImage} with the chrominance of the visible picture if that is one, else a {@link Plane}
     */
    public Image fuse(ImagePair pair) {
        ImagePair seen = sizing.before(pair);
        return sizing.after(withColours(luminance(seen), seen.visible()), pair);
    }

    /** Fuses a pair and returns the luminance of the fused picture alone. */
    public Plane fuseLuminance(ImagePair pair) {
        return sizing.after(luminance(sizing.before(pair)), pair).luminance();
    }

    /** Fuses a pair and returns everything else, too, that the network finds out about it. */
    public PsFusionPictures analyse(ImagePair pair) {
        ImagePair seen = sizing.before(pair);
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            PsFusionOutputs all = network.forward(visible(seen), infrared(seen), Pass.EVALUATION);
            Plane fused = plane(all.fused());
            return new PsFusionPictures(
                    sizing.after(withColours(fused, seen.visible()), pair),
                    sizing.after(fused, pair).luminance(),
                    sizing.after(plane(all.infrared()), pair).luminance(),
                    sizing.after(plane(all.visible()), pair).luminance(),
                    sizing.after(likeliest(all.semantic()), pair),
                    sizing.after(likeliest(all.binary()), pair),
                    sizing.after(likeliest(all.boundary()), pair));
        }
    }

    private static Image withColours(Plane fused, Image visible) {
=======
    public Image fuse(ImagePair pair) {
        return withColours(fuseLuminance(pair), pair.visible());
    }

    public Image withColours(Plane fused, Image visible) {
>>>>>>> refs/heads/cli
        return visible instanceof ColourImage colour
                ? ColourRecomposition.recompose(fused, YCbCr.chroma(colour))
                : fused;
    }

<<<<<<< HEAD
    private Plane luminance(ImagePair seen) {
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            return plane(network.fuse(visible(seen), infrared(seen)));
        }
    }

    private Tensor visible(ImagePair seen) {
        ColourImage colour = seen.visible().toColour();
        int pixels = seen.width() * seen.height();
        float[] all = new float[Math.multiplyExact(3, pixels)];
        colour.red().copyInto(all, 0);
        colour.green().copyInto(all, pixels);
        colour.blue().copyInto(all, 2 * pixels);
        return backend.floats(Shape.of(1, 3, seen.height(), seen.width()), all).to(precision);
    }

    private Tensor infrared(ImagePair seen) {
        float[] all = seen.infrared().toArray();
        return backend.floats(Shape.of(1, 1, seen.height(), seen.width()), all).to(precision);
    }

    private static Plane plane(Tensor picture) {
        Shape shape = picture.shape();
        return Plane.wrap((int) shape.size(3), (int) shape.size(2), picture.toFloats());
    }

    private static LabelMap likeliest(Tensor logits) {
        long[] indices = logits.argmax(1).toLongs();
        byte[] classes = new byte[indices.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (byte) indices[i];
        }
        Shape shape = logits.shape();
        return LabelMap.of((int) shape.size(3), (int) shape.size(2), classes);
=======
    public Plane fuseLuminance(ImagePair pair) {
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            return plane(network.fuse(visible(pair), infrared(pair)), pair);
        }
    }

    public PsFusionPictures analyse(ImagePair pair) {
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            PsFusionOutputs all = network.forward(visible(pair), infrared(pair), Pass.EVALUATION);
            return new PsFusionPictures(
                    plane(all.fused(), pair),
                    plane(all.infrared(), pair),
                    plane(all.visible(), pair),
                    map(all.semantic(), pair),
                    map(all.binary(), pair),
                    map(all.boundary(), pair));
        }
    }

    private Tensor visible(ImagePair pair) {
        ColourImage padded = Padding.toMultipleOf(pair.visible(), PsFusionNetwork.SIZE_MULTIPLE)
                .toColour();
        int n = padded.width() * padded.height();
        float[] all = new float[3 * n];
        padded.red().copyInto(all, 0);
        padded.green().copyInto(all, n);
        padded.blue().copyInto(all, 2 * n);
        return backend.floats(Shape.of(1, 3, padded.height(), padded.width()), all)
                .to(type);
    }

    private Tensor infrared(ImagePair pair) {
        Plane padded = Padding.toMultipleOf(pair.infrared(), PsFusionNetwork.SIZE_MULTIPLE);
        return backend.floats(Shape.of(1, 1, padded.height(), padded.width()), padded.toArray())
                .to(type);
    }

    private static Plane plane(Tensor picture, ImagePair pair) {
        long[] sizes = picture.shape().sizes();
        Plane whole = Plane.wrap(
                (int) sizes[3], (int) sizes[2], picture.to(ElementType.FLOAT32).toFloats());
        return Padding.crop(whole, pair.width(), pair.height());
    }

    private static LabelMap map(Tensor logits, ImagePair pair) {
        long[] sizes = logits.shape().sizes();
        long[] classes = logits.argmax(1).toLongs();
        byte[] cropped = new byte[pair.width() * pair.height()];
        for (int y = 0; y < pair.height(); y++) {
            for (int x = 0; x < pair.width(); x++) {
                cropped[y * pair.width() + x] = (byte) classes[(int) (y * sizes[3] + x)];
            }
        }
        return LabelMap.of(pair.width(), pair.height(), cropped);
>>>>>>> refs/heads/cli
    }

    @Override
    public void close() {
        network.close();
        backend.close();
    }
}
