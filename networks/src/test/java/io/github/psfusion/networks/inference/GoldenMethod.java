// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.Precision;
import io.github.psfusion.methods.Sizing;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.tensors.graph.WeightStore;
import io.github.psfusion.testing.Goldens;
import io.github.psfusion.testing.NpyFile;
import io.github.psfusion.testing.RuleNumbers;
import io.github.psfusion.weights.WeightFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Published networks against the golden files of their authors' programs: the network's output before its output step, and the images of
 * the method.
 */
public final class GoldenMethod {
    private static final int LEVELS = 255;

    private GoldenMethod() {}

    /** Writes a weight file of a network by the rule, which is for published keys; variances get those of PyTorch, since they are positive. */
    public static Path ruleWeights(
            Path file, NetworkSpec spec, ToDoubleFunction<String> gain, Map<String, Float> shifts) throws IOException {
        Architecture architecture = Architecture.published(spec);
        try (Backend backend = Backends.open(BackendOptions.defaults());
                Network network = spec.build(architecture)) {
            for (Parameter parameter : network.parameters().all()) {
                if (parameter.kind() == Parameter.Kind.COUNTER) {
                    continue;
                }
                String name = parameter.name();
                String key =
                        parameter.least() < 0 ? spec.publishedKeys().key(name).name() : name;
                float[] values = RuleNumbers.weights(key, parameter.shape().sizes(), gain.applyAsDouble(name));
                for (int i = 0; i < values.length; i++) {
                    values[i] += shifts.getOrDefault(name, 0f);
                }
                try (TensorScope scope = backend.openScope()) {
                    network.parameters().set(backend, parameter, backend.floats(parameter.shape(), values));
                }
            }
            NetworkWeights.write(file, spec, architecture, network, DataType.FLOAT32, Map.of());
        }
        return file;
    }

    /** Returns an array of the golden folder of published networks; small ones are here. */
    public static NpyFile golden(String path) throws IOException {
        try (InputStream in = GoldenMethod.class.getResourceAsStream("/goldens/baselines/" + path)) {
            return in == null
                    ? NpyFile.read(Goldens.require("golden/baselines/" + path))
                    : NpyFile.of(in.readAllBytes());
        }
    }

    /** Returns an array of levels, [H, W] or [H, W, 3], as an image. */
    public static Image image(NpyFile levels) {
        int height = levels.shape()[0];
        int width = levels.shape()[1];
        int channels = levels.shape().length == 2 ? 1 : 3;
        Plane[] planes = new Plane[channels];
        for (int c = 0; c < channels; c++) {
            float[] samples = new float[width * height];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (float) levels.values()[i * channels + c] / LEVELS;
            }
            planes[c] = Plane.wrap(width, height, samples);
        }
        return channels == 1 ? planes[0] : new ColorImage(planes[0], planes[1], planes[2]);
    }

    /** Returns a pair of golden arrays. */
    public static ImagePair pair(String infrared, String visible) throws IOException {
        return new ImagePair("golden", image(golden(infrared)).luminance(), image(golden(visible)));
    }

    /** Returns a pair of images by the rule, 8 bits. */
    public static ImagePair rulePair(int height, int width) {
        return new ImagePair("rule", rulePlane("ir", height, width), rulePlane("vi", height, width));
    }

    private static Plane rulePlane(String source, int height, int width) {
        double[] uniform = RuleNumbers.uniform("baseline." + source + "." + height + "x" + width, height * width);
        float[] samples = new float[uniform.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) Math.min(Math.floor((uniform[i] + 1) * 128), LEVELS) / LEVELS;
        }
        return Plane.wrap(width, height, samples);
    }

    /** Returns a pair of the TNO set, gray. */
    public static ImagePair tno(String number) throws IOException {
        return new ImagePair(number, tnoPlane("ir", number), tnoPlane("vi", number));
    }

    private static Plane tnoPlane(String source, String number) throws IOException {
        return read("data/tno/" + source + "/" + number + ".png").luminance();
    }

    /** Reads an image below the golden folder. */
    public static Image read(String path) throws IOException {
        return ImageFiles.read(Goldens.require(path), DecodeLimits.defaults()).image();
    }

    /** Opens a method in FLOAT32. */
    public static FusionMethod open(String method, Path weights) throws IOException {
        MethodContext context = MethodContext.defaults().withWeights(weights).withPrecision(Precision.FLOAT32);
        try {
            return FusionMethods.parse(method).open(context);
        } catch (MethodOptionException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns what a network computes for a pair, at the size of the pair, before its output step. */
    public static float[] raw(NetworkSpec spec, Map<String, String> options, Path weights, ImagePair pair)
            throws IOException {
        SizeAdapter sizes = spec.sizeAdapter(Sizing.PAD);
        ImagePair prepared = sizes.prepare(pair);
        Shape shape = Shape.of(1, 1, prepared.height(), prepared.width());
        try (WeightFile file = NetworkWeightFiles.open(weights, spec);
                Backend backend = Backends.open(BackendOptions.defaults());
                Network network = NetworkWeights.load(
                        spec,
                        NetworkWeights.architecture(spec, file).withOptions(options),
                        file,
                        backend,
                        DataType.FLOAT32);
                WeightStore store = new WeightStore(backend);
                TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            GraphRunner runner = new GraphRunner(
                    new NetworkGraphs(spec, network).optimized(shape, DataType.FLOAT32, Set.of(NetworkOutput.FUSED)),
                    store);
            Map<String, Tensor> inputs = ImageTensors.inputs(spec.inputs(), prepared, backend, DataType.FLOAT32);
            Tensor fused = requireNonNull(runner.run(inputs).get(NetworkOutput.FUSED));
            return sizes.restore(ImageTensors.plane(fused), pair).luminance().toArray();
        }
    }

    /** Returns the largest difference. */
    public static double difference(float[] actual, NpyFile expected) {
        assertThat(actual).hasSize(expected.values().length);
        double largest = 0;
        for (int i = 0; i < actual.length; i++) {
            largest = Math.max(largest, Math.abs(actual[i] - expected.values()[i]));
        }
        return largest;
    }

    /** Returns every fourth row and column. */
    public static float[] everyFourth(float[] samples, int width) {
        int height = samples.length / width;
        int columns = (width + 3) / 4;
        float[] some = new float[columns * ((height + 3) / 4)];
        for (int i = 0; i < some.length; i++) {
            some[i] = samples[4 * (i / columns) * width + 4 * (i % columns)];
        }
        return some;
    }

    /** How many samples of 8 bits differ, and by how many levels at most. */
    public record Levels(int differing, int largest, int samples) {}

    /** Compares two images of 8 bits, channel by channel. */
    public static Levels levels(Image actual, Image expected) {
        boolean gray = actual instanceof Plane && expected instanceof Plane;
        float[][] a = channels(actual, gray);
        float[][] b = channels(expected, gray);
        int differing = 0;
        int largest = 0;
        for (int c = 0; c < a.length; c++) {
            assertThat(a[c]).hasSameSizeAs(b[c]);
            for (int i = 0; i < a[c].length; i++) {
                int difference = Math.abs(level(a[c][i]) - level(b[c][i]));
                differing += difference > 0 ? 1 : 0;
                largest = Math.max(largest, difference);
            }
        }
        return new Levels(differing, largest, a.length * a[0].length);
    }

    private static int level(float sample) {
        return (int) (LEVELS * Math.min(Math.max(sample, 0f), 1f) + 0.5f);
    }

    private static float[][] channels(Image image, boolean gray) {
        if (gray) {
            return new float[][] {image.luminance().toArray()};
        }
        ColorImage color = image.toColor();
        return new float[][] {
            color.red().toArray(), color.green().toArray(), color.blue().toArray()
        };
    }
}
