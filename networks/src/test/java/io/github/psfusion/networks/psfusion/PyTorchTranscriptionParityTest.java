// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.testing.GoldenTensors;
import io.github.psfusion.testing.RuleImages;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every output and named feature against values of a PyTorch transcription of the authors' network, in double precision. */
class PyTorchTranscriptionParityTest {
    private final Backend backend = Backends.open(BackendOptions.defaults());

    @Test
    void declaresTheNamesShapesAndOrderOfTheAuthorsStateDict() {
        List<RuleNetwork.Key> keys = RuleNetwork.keys();
        List<Parameter> declared = new PsFusionNetwork(9).parameters().all();

        assertThat(declared.stream().map(Parameter::name))
                .containsExactlyElementsOf(
                        keys.stream().map(RuleNetwork.Key::name).toList());
        for (int i = 0; i < keys.size(); i++) {
            RuleNetwork.Key key = keys.get(i);
            Parameter parameter = declared.get(i);
            String shape = LongStream.of(parameter.shape().sizes())
                    .mapToObj(Long::toString)
                    .collect(Collectors.joining("x"));
            assertThat(shape.isEmpty() ? "scalar" : shape).as(key.name()).isEqualTo(key.shape());
            boolean learned = parameter.kind() == Parameter.Kind.TRAINABLE || parameter.kind() == Parameter.Kind.UNUSED;
            assertThat(learned).as(key.name()).isEqualTo(key.kind().equals("parameter"));
            if (learned) {
                assertThat(parameter.kind() == Parameter.Kind.TRAINABLE)
                        .as(key.name())
                        .isEqualTo(key.used());
            }
        }
    }

    @Test
    void hasThePublishedNumberOfParameters() {
        assertThat(new PsFusionNetwork(9).parameters().learnedElements()).isEqualTo(45_908_840);
    }

    @ParameterizedTest
    @CsvSource({"eval_64x64,9", "eval_2x32x64,9", "eval_64x64_c20,20"})
    void evaluatesAsPublishedInDoublePrecision(String golden, int classes) {
        compareEvaluation(golden, classes, DataType.FLOAT64, name -> new Tolerance(1e-9, 1e-9));
    }

    @ParameterizedTest
    @CsvSource({"eval_64x64,9", "eval_2x32x64,9", "eval_96x160,9", "eval_64x64_c20,20"})
    void evaluatesAsPublishedInSinglePrecision(String golden, int classes) {
        compareEvaluation(golden, classes, DataType.FLOAT32, PyTorchTranscriptionParityTest::singlePrecisionEvaluation);
    }

    @Test
    @Tag("slow")
    @Tag("long")
    void evaluatesAsPublishedAt480x640() {
        compareEvaluation(
                "eval_480x640", 9, DataType.FLOAT32, PyTorchTranscriptionParityTest::singlePrecisionEvaluation);
    }

    @Test
    @Tag("slow")
    void trainsForwardAsPublishedInSinglePrecision() {
        compareTraining(DataType.FLOAT32);
    }

    @Test
    @Tag("slow")
    void trainsForwardAsPublishedInDoublePrecision() {
        compareTraining(DataType.FLOAT64);
    }

    @Test
    void fusesTheSameImageAsAllOutputsTogether() {
        long before = backend.liveTensors();
        try (PsFusionNetwork network = RuleNetwork.load(backend, 9, DataType.FLOAT32);
                TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            Tensor visible = backend.floats(Shape.of(1, 3, 64, 96), RuleImages.batch("f.vi", 1, 3, 64, 96));
            Tensor infrared = backend.floats(Shape.of(1, 1, 64, 96), RuleImages.batch("f.ir", 1, 1, 64, 96));
            float[] alone = network.fuse(visible, infrared).toFloats();
            float[] among = network.forward(visible, infrared, ForwardContext.EVALUATION)
                    .fused()
                    .toFloats();
            assertThat(alone).isEqualTo(among);
        }
        assertThat(backend.liveTensors()).as("tensors left behind").isEqualTo(before);
    }

    @Test
    @Tag("slow")
    void importedCheckpointEvaluatesAsPublished(@TempDir Path folder) throws IOException {
        Path checkpoint = folder.resolve("checkpoint.pth");
        RuleCheckpoint.write(checkpoint);
        try (WeightFile file = WeightFiles.open(checkpoint);
                PsFusionNetwork network = RuleNetwork.read(file, backend, DataType.FLOAT32)) {
            assertThat(file.format()).isEqualTo("PyTorch (zip)");
            assertThat(file.remarks()).containsExactly("ep: 2499", "total_it: 677500", "best_mIou: 0.7");
            assertThat(network.classes()).isEqualTo(9);
            compareEvaluation(
                    "eval_64x64", network, DataType.FLOAT32, PyTorchTranscriptionParityTest::singlePrecisionEvaluation);
        }
    }

    @Test
    @Tag("slow")
    void writtenWeightsOfTwentyClassesEvaluateAsPublished(@TempDir Path folder) throws IOException {
        Path written = folder.resolve("twenty.safetensors");
        try (PsFusionNetwork network = RuleNetwork.load(backend, 20, DataType.FLOAT32)) {
            RuleNetwork.write(written, network, DataType.FLOAT32, Map.of());
        }
        try (WeightFile file = WeightFiles.open(written);
                PsFusionNetwork network = RuleNetwork.read(file, backend, DataType.FLOAT32)) {
            assertThat(network.classes()).isEqualTo(20);
            compareEvaluation(
                    "eval_64x64_c20",
                    network,
                    DataType.FLOAT32,
                    PyTorchTranscriptionParityTest::singlePrecisionEvaluation);
        }
    }

    /** Allowed differences: a share of the tensor's standard deviation, or absolute. */
    private record Tolerance(double ofDeviation, double absolute) {
        static Tolerance deviations(double share) {
            return new Tolerance(share, 0);
        }

        static Tolerance absolute(double difference) {
            return new Tolerance(0, difference);
        }

        double allowed(double deviation) {
            return Math.max(absolute, ofDeviation * (deviation == 0 ? 1e-3 : deviation));
        }
    }

    private interface Tolerances {
        Tolerance of(String name);
    }

    /** The bounds that the golden files state for float32. */
    private static Tolerance singlePrecisionEvaluation(String name) {
        return switch (name) {
            case "psim.1", "psim.2", "rec.dsrm1", "rec.dsrm2", "rec.sim3" -> Tolerance.deviations(1e-3);
            case "rec.vi_masked", "rec.ir_masked" -> Tolerance.deviations(7e-3);
            case "out.semantic", "out.binary", "out.boundary", "out.fused" -> Tolerance.absolute(2e-4);
            case "seg.semantic_low", "seg.binary_low", "seg.boundary_low" -> Tolerance.absolute(2e-4);
            case "out.vi", "out.ir" -> Tolerance.absolute(5e-4);
            default -> Tolerance.deviations(4e-4);
        };
    }

    private static Tolerance singlePrecisionTraining(String name) {
        return switch (name) {
            case "rec.vi_masked", "rec.ir_masked" -> Tolerance.deviations(3e-2);
            case "out.semantic", "out.binary", "out.boundary" -> Tolerance.absolute(3e-2);
            case "seg.semantic_low", "seg.binary_low", "seg.boundary_low" -> Tolerance.absolute(3e-2);
            case "out.fused", "out.vi", "out.ir" -> Tolerance.absolute(3e-3);
            default -> Tolerance.deviations(1e-2);
        };
    }

    private void compareEvaluation(String golden, int classes, DataType type, Tolerances tolerances) {
        try (PsFusionNetwork network = RuleNetwork.load(backend, classes, type)) {
            compareEvaluation(golden, network, type, tolerances);
        }
    }

    private void compareEvaluation(String golden, PsFusionNetwork network, DataType type, Tolerances tolerances) {
        GoldenTensors expected = GoldenTensors.resource(getClass(), golden + ".safetensors");
        String tag = Map.of("eval_96x160", "b", "eval_480x640", "c", "eval_2x32x64", "e")
                .getOrDefault(golden, "a");
        int[] size = Arrays.stream(golden.replaceAll("eval_|_c20", "").split("x"))
                .mapToInt(Integer::parseInt)
                .toArray();
        int samples = size.length == 3 ? size[0] : 1;
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            compare(
                    expected,
                    run(network, tag, samples, size[size.length - 2], size[size.length - 1], type, false),
                    type,
                    tolerances);
        }
    }

    private void compareTraining(DataType type) {
        GoldenTensors expected = GoldenTensors.resource(getClass(), "train_4x64x96.safetensors");
        try (PsFusionNetwork network = RuleNetwork.load(backend, 9, type);
                TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            Map<String, double[]> found = run(network, "t13", 4, 64, 96, type, true);
            Tolerances tolerances = type == DataType.FLOAT64
                    ? name -> new Tolerance(1e-7, 1e-9)
                    : PyTorchTranscriptionParityTest::singlePrecisionTraining;
            compare(expected, found, type, tolerances);
            compareStatistics(expected, network, type);
        }
    }

    private static void compareStatistics(GoldenTensors expected, PsFusionNetwork network, DataType type) {
        SoftAssertions softly = new SoftAssertions();
        for (Parameter parameter : network.parameters().all()) {
            if (parameter.kind() == Parameter.Kind.COUNTER) {
                softly.assertThat(parameter.count())
                        .as(parameter.name())
                        .isEqualTo(parameter.name().startsWith("classfier.boundary_conv1") ? 0 : 1);
            } else if (parameter.kind() == Parameter.Kind.BUFFER) {
                double[] values = parameter.value().toDoubles();
                String name = "buffer/" + parameter.name();
                double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
                double allowed = (type == DataType.FLOAT64 ? 1e-7 : 5e-4) * largest;
                if (expected.has(name)) {
                    double[] golden = expected.doubles(name);
                    for (int i = 0; i < golden.length; i++) {
                        softly.assertThat(values[i]).as(name + " " + i).isCloseTo(golden[i], within(allowed));
                    }
                }
                double[] statistics = expected.doubles(name + "#stats");
                softly.assertThat(Arrays.stream(values).average().orElse(0))
                        .as(name + " mean")
                        .isCloseTo(statistics[0], within(allowed));
            }
        }
        softly.assertAll();
    }

    private Map<String, double[]> run(
            PsFusionNetwork network, String tag, int n, int height, int width, DataType type, boolean training) {
        Map<String, double[]> features = new HashMap<>();
        ForwardContext pass = (training ? ForwardContext.TRAINING : ForwardContext.EVALUATION)
                .observedBy((name, feature) -> features.put(name, feature.toDoubles()));
        Tensor visible = backend.floats(
                        Shape.of(n, 3, height, width), RuleImages.batch(tag + ".vi", n, 3, height, width))
                .to(type);
        Tensor infrared = backend.floats(
                        Shape.of(n, 1, height, width), RuleImages.batch(tag + ".ir", n, 1, height, width))
                .to(type);
        features.put("in.vi", visible.toDoubles());
        features.put("in.ir", infrared.toDoubles());
        PsFusionOutputs outputs = network.forward(visible, infrared, pass);
        assertThat(outputs.fused().shape()).isEqualTo(Shape.of(n, 1, height, width));
        return features;
    }

    private static void compare(
            GoldenTensors expected, Map<String, double[]> found, DataType type, Tolerances tolerances) {
        SoftAssertions softly = new SoftAssertions();
        int compared = 0;
        for (String golden : expected.names()) {
            String name = golden.replaceAll("#.*", "");
            if (golden.startsWith("buffer/") || golden.endsWith("#shape")) {
                continue;
            }
            double[] values = found.get(name);
            softly.assertThat(values).as("feature " + name).isNotNull();
            if (values == null) {
                continue;
            }
            double allowed =
                    name.startsWith("in.") ? 1e-7 : tolerances.of(name).allowed(expected.doubles(name + "#stats")[1]);
            double[] wanted = expected.doubles(golden);
            double[] seen = golden.endsWith("#stats")
                    ? statistics(values)
                    : golden.endsWith("#sub") ? GoldenTensors.picked(values, wanted.length) : values;
            if (type == DataType.FLOAT64 && golden.equals(name)) {
                allowed = Math.max(
                        allowed,
                        6e-8 * Arrays.stream(wanted).map(Math::abs).max().orElse(0));
            }
            double worst = 0;
            for (int i = 0; i < wanted.length; i++) {
                worst = Math.max(worst, Math.abs(wanted[i] - seen[i]));
            }
            softly.assertThat(seen).as(golden).hasSameSizeAs(wanted);
            softly.assertThat(worst).as("largest difference of " + golden).isLessThanOrEqualTo(allowed);
            compared++;
        }
        assertThat(compared).as("tensors compared").isGreaterThan(1);
        softly.assertAll();
    }

    /** Mean, population standard deviation, smallest, largest. */
    private static double[] statistics(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double variance = Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(0);
        return new double[] {
            mean,
            Math.sqrt(variance),
            Arrays.stream(values).min().orElse(0),
            Arrays.stream(values).max().orElse(0)
        };
    }
}
