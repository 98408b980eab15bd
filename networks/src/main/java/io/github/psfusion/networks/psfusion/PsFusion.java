// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.color.ColorRecomposition;
import io.github.psfusion.imaging.color.YCbCr;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.networks.ClassMaps;
import io.github.psfusion.platform.Sha256;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.EngineException;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.tensors.graph.ActivationRanges;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Fuses pairs of images: the entry for Java programs.
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
    /** Its name among the fusion methods. */
    static final String KEY = "psfusion";

    private final Path weights;
    private final Backend backend;
    private final PsFusionNetwork network;
    private final PsFusionRunners runners;
    private final DataType precision;
    private final DataType floats; // the type of the images
    private final PsFusionOptions options;
    private final SizeAdapter sizing;

    private PsFusion(
            Path weights,
            Backend backend,
            PsFusionNetwork network,
            PsFusionRunners runners,
            DataType precision,
            PsFusionOptions options) {
        this.weights = weights;
        this.backend = backend;
        this.network = network;
        this.runners = runners;
        this.precision = precision;
        this.floats = precision == DataType.INT8 ? DataType.FLOAT32 : precision;
        this.options = options;
        this.sizing = SizeAdapter.of(options.sizing());
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
     * @throws io.github.psfusion.tensors.EngineException if the engine cannot be loaded, the device is not there, or it is to
     *     compute in bytes and the processor cannot
     */
    public static PsFusion load(Path weights, PsFusionOptions options) throws IOException {
        try (WeightFile file = WeightFiles.open(weights)) {
            int unused = PsFusionWeights.classes(file); // a wrong file is told before the engine is loaded
            Backend backend = Backends.open(
                    BackendOptions.defaults().withDevice(options.device()).withThreads(options.threads()));
            DataType precision = switch (options.precision()) {
                case AUTO -> backend.fastestFloat();
                case FLOAT32 -> DataType.FLOAT32;
                case BFLOAT16 -> DataType.BFLOAT16;
                case INT8 -> DataType.INT8;
            };
            return precision == DataType.INT8
                    ? quantized(file, backend, options)
                    : of(file, backend, precision, options);
        }
    }

    private static PsFusion of(WeightFile file, Backend backend, DataType precision, PsFusionOptions options)
            throws IOException {
        PsFusionNetwork network = PsFusionWeights.load(file, backend, precision);
        PsFusionRunners runners = PsFusionRunners.of(network, backend, precision);
        return new PsFusion(file.path(), backend, network, runners, precision, options);
    }

    private static PsFusion quantized(WeightFile file, Backend backend, PsFusionOptions options) throws IOException {
        if (!backend.supportsInt8()) {
            throw new EngineException("precision int8: the processor has no products of bytes that add up in 32 bits"
                    + " (avx512_vnni, avx_vnni or amx_int8). Use auto, which is fast without.");
        }
        ActivationRanges ranges = PsFusionCalibration.ranges(file)
                .orElseThrow(() -> new WeightFormatException(
                        file.path(),
                        "it holds no ranges for precision int8: make a file that does by `psfusion weights calibrate`"
                                + " with some of your images, or use another precision"));
        PsFusionNetwork network = PsFusionWeights.load(file, backend, DataType.FLOAT32);
        try {
            PsFusionRunners runners = PsFusionRunners.quantized(network, backend, ranges);
            return new PsFusion(file.path(), backend, network, runners, DataType.INT8, options);
        } catch (IllegalArgumentException e) {
            network.close();
            throw new WeightFormatException(file.path(), "its ranges for int8 do not fit: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the declared facts; the settings hold the SHA-256 of the weights, for which the file is read once more.
     *
     * @throws UncheckedIOException if the file of the weights cannot be read any more
     */
    @Override
    public MethodDescription description() {
        try {
            return new MethodDescription(
                    KEY,
                    PsFusionProvider.NAME,
                    PsFusionProvider.CITATION,
                    Map.of(
                            "weights", String.valueOf(weights.getFileName()),
                            "weights-sha256", Sha256.of(weights),
                            "precision", precision.toString().toLowerCase(Locale.ROOT),
                            "sizing", options.sizing().key(),
                            "device", options.device().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the number of semantic classes of the loaded weights. */
    public int classes() {
        return network.classes();
    }

    /** Returns the elements in which the network computes: INT8 where most convolutions work on bytes. */
    public DataType precision() {
        return precision;
    }

    /**
     * Fuses a pair.
     *
     * @return a {@link ColorImage} with the chrominance of the visible image if that is one, else a {@link Plane}
     */
    @Override
    public Image fuse(ImagePair pair) {
        ImagePair seen = sizing.before(pair);
        return sizing.after(withColors(luminance(seen, GraphRunner.Observer.NONE), seen.visible()), pair);
    }

    /** Fuses a pair and returns the luminance of the fused image alone. */
    @Override
    public Plane fuseLuminance(ImagePair pair) {
        return fuseLuminance(pair, GraphRunner.Observer.NONE);
    }

    /** Fuses a pair as {@link #fuseLuminance(ImagePair)} and shows each step of the network, for measuring. */
    public Plane fuseLuminance(ImagePair pair, GraphRunner.Observer observer) {
        return sizing.after(luminance(sizing.before(pair), observer), pair).luminance();
    }

    /**
     * Returns how much memory a pair takes at most, beside what is loaded: an estimate from the plan of the computation.
     *
     * @param everything whether all outputs are wanted and not the fused image alone
     * @return bytes
     */
    public long memoryNeeded(int width, int height, boolean everything) {
        Shape shape = Shape.of(1, 1, PsFusionNetwork.padded(height), PsFusionNetwork.padded(width));
        return runners.peakBytes(shape, everything);
    }

    /** Fuses a pair and returns everything else, too, that the network finds out about it. */
    public PsFusionImages analyze(ImagePair pair) {
        ImagePair seen = sizing.before(pair);
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            PsFusionOutputs all = runners.analyze(PairTensors.of(seen, backend, floats));
            Plane fused = plane(all.fused());
            return new PsFusionImages(
                    sizing.after(withColors(fused, seen.visible()), pair),
                    sizing.after(fused, pair).luminance(),
                    sizing.after(plane(all.infrared()), pair).luminance(),
                    sizing.after(plane(all.visible()), pair).luminance(),
                    sizing.after(ClassMaps.argmax(all.semantic()), pair),
                    sizing.after(ClassMaps.argmax(all.binary()), pair),
                    sizing.after(ClassMaps.argmax(all.boundary()), pair));
        }
    }

    private static Image withColors(Plane fused, Image visible) {
        return visible instanceof ColorImage color ? ColorRecomposition.recompose(fused, YCbCr.chroma(color)) : fused;
    }

    private Plane luminance(ImagePair seen, GraphRunner.Observer observer) {
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            return plane(runners.fuse(PairTensors.of(seen, backend, floats), observer));
        }
    }

    private static Plane plane(Tensor image) {
        Shape shape = image.shape();
        return Plane.wrap((int) shape.size(3), (int) shape.size(2), image.toFloats());
    }

    @Override
    public void close() {
        runners.close();
        network.close();
        backend.close();
    }
}
