// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.networks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.testing.GoldenTensors;
import io.github.psfusion.testing.Goldens;
import io.github.psfusion.testing.RuleImages;
import io.github.psfusion.testing.RuleNumbers;
import io.github.psfusion.training.losses.LabeledPairs;
import io.github.psfusion.training.losses.WeightedCrossEntropy;
import io.github.psfusion.training.optimizer.NamedTensor;
import io.github.psfusion.training.optimizer.Sgd;
import io.github.psfusion.training.optimizer.SgdOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MFNet against the authors' program: evaluation, one training pass, two optimizer steps. */
class MfNetParityTest {
    private static final int CLASSES = 9;
    private static final double GAIN = 1.4;

    private final Backend backend = Backends.open(BackendOptions.defaults());
    private final MfNet network = MfNet.ofFeatures(CLASSES);

    @BeforeEach
    void setRuleWeights() {
        try (TensorScope scope = backend.openScope()) {
            for (Parameter parameter : network.parameters().all()) {
                if (parameter.kind() != Parameter.Kind.COUNTER) {
                    float[] values = RuleNumbers.weights(
                            parameter.name(), parameter.shape().sizes(), GAIN);
                    network.parameters().set(backend, parameter, backend.floats(parameter.shape(), values));
                }
            }
        }
    }

    @AfterEach
    void close() {
        network.close();
        backend.close();
    }

    private static GoldenTensors golden(String name) {
        return GoldenTensors.read(Goldens.require("golden/downstream/mfnet/" + name + ".safetensors"));
    }

    private Tensor logits(String tag, int samples, int height, int width, ForwardContext context) {
        Tensor visible = backend.floats(
                Shape.of(samples, 3, height, width), RuleImages.batch(tag + ".vi", samples, 3, height, width));
        Tensor infrared = backend.floats(
                Shape.of(samples, 1, height, width), RuleImages.batch(tag + ".ir", samples, 1, height, width));
        return network.logits(visible, infrared, context);
    }

    @Test
    void hasTheParametersOfTheSpecification() {
        assertThat(network.parameters().learnedElements()).isEqualTo(736_275);
        assertThat(MfNet.ofImage(3, CLASSES, false).parameters().learnedElements())
                .isEqualTo(598_875);
        assertThat(MfNet.ofImage(4, CLASSES, false).parameters().learnedElements())
                .isEqualTo(599_019);
        assertThat(MfNet.ofImage(3, CLASSES, true).parameters().learnedElements())
                .isEqualTo(736_551);
    }

    @ParameterizedTest
    @CsvSource({"eval_32x32, mf.b, 32, 32", "eval_64x96, mf.a, 64, 96", "eval_480x640, mf.c, 480, 640"})
    void evaluationGivesTheAuthorsLogits(String file, String tag, int height, int width) {
        GoldenTensors expected = golden(file);
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            double[] found =
                    logits(tag, 1, height, width, ForwardContext.EVALUATION).toDoubles();
            boolean whole = expected.has("out.logits");
            double[] values = expected.doubles(whole ? "out.logits" : "out.logits#sub");
            double[] picked = whole ? found : GoldenTensors.picked(found, values.length);
            assertThat(largestDifference(picked, values)).isLessThan(1.5e-4);
        }
    }

    @Test
    void trainingGivesTheAuthorsLossGradientsAndWeights() {
        GoldenTensors expected = golden("train_4x64x96");
        network.parameters().requireGradients();
        Map<String, double[]> start = values();
        List<NamedTensor> trained = network.parameters().trained().stream()
                .map(parameter -> new NamedTensor(parameter.name(), parameter.value()))
                .toList();
        try (Sgd sgd = new Sgd(backend, trained, SgdOptions.PUBLISHED)) {
            assertRelative(lossAndGradients(ForwardContext.TRAINING), expected.doubles("value/loss")[0], 5e-6);
            assertGradients(expected);
            sgd.step(0.01);
            clearGradients();
            assertDeltas(expected, "delta1/", start);
            assertRelative(lossAndGradients(ForwardContext.TRAINING), expected.doubles("value/loss_after_1")[0], 5e-5);
            sgd.step(0.01);
            clearGradients();
            assertDeltas(expected, "delta2/", start);
            assertRelative(
                    lossAndGradients(ForwardContext.EVALUATION), expected.doubles("value/loss_eval_after_2")[0], 5e-5);
            clearGradients();
        }
    }

    private double lossAndGradients(ForwardContext context) {
        try (TensorScope scope = backend.openScope()) {
            Tensor labels = backend.longs(Shape.of(4, 64, 96), labels(4, 64, 96));
            LabeledPairs pairs = new LabeledPairs(labels, labels, labels, new long[] {0, 1, 2, 3});
            Tensor loss = new WeightedCrossEntropy(List.of()).value(logits("mf.t", 4, 64, 96, context), pairs);
            loss.backward();
            return loss.toDouble();
        }
    }

    /** Labels of blocks of 8 x 8 by the rule of the golden files. */
    private static long[] labels(int samples, int height, int width) {
        long[] labels = new long[samples * height * width];
        for (int b = 0; b < samples; b++) {
            double[] u = RuleNumbers.uniform("label/mf.t/" + b, height / 8 * (width / 8));
            for (int i = 0; i < height * width; i++) {
                int block = i / width / 8 * (width / 8) + i % width / 8;
                long label = (long) Math.floor((u[block] + 1) * (CLASSES + 1) / 2);
                labels[b * height * width + i] = label == CLASSES ? LabeledPairs.IGNORED : label;
            }
        }
        return labels;
    }

    private void assertGradients(GoldenTensors expected) {
        try (TensorScope scope = backend.openScope()) {
            assertGradientsInScope(expected);
        }
    }

    private void assertGradientsInScope(GoldenTensors expected) {
        List<String> seen = new ArrayList<>();
        for (Parameter parameter : network.parameters().trained()) {
            double[] gradient = parameter.value().gradient().orElseThrow().toDoubles();
            double[] norms = expected.doubles("grad/" + parameter.name() + "#norm");
            if (parameter.name().endsWith("conv.bias")) {
                assertThat(norm(gradient)).as(parameter.name()).isLessThan(1e-5);
            } else {
                assertRelative(norm(gradient), norms[0], 2e-4);
                double[] values = expected.doubles("grad/" + parameter.name());
                double[] picked =
                        values.length == gradient.length ? gradient : GoldenTensors.picked(gradient, values.length);
                assertThat(norm(difference(picked, values)))
                        .as(parameter.name())
                        .isLessThan(2e-4 * Math.max(norm(values), norms[0] * 1e-2));
            }
            seen.add(parameter.name());
        }
        assertThat(seen)
                .hasSize(expected.names().stream()
                        .filter(name -> name.startsWith("grad/") && name.endsWith("#norm"))
                        .toList()
                        .size());
        for (Parameter parameter : network.parameters().all()) {
            if (parameter.kind() == Parameter.Kind.BUFFER) {
                double[] values = expected.doubles("buffer/" + parameter.name());
                double largest = LongStream.range(0, values.length)
                        .mapToDouble(i -> Math.abs(values[(int) i]))
                        .max()
                        .orElseThrow();
                assertThat(largestDifference(parameter.value().toDoubles(), values))
                        .as(parameter.name())
                        .isLessThan(5e-6 * largest);
            }
        }
    }

    private void assertDeltas(GoldenTensors expected, String prefix, Map<String, double[]> start) {
        values().forEach((name, now) -> {
            double[] delta = difference(now, start.getOrDefault(name, new double[0]));
            assertRelative(norm(delta), expected.doubles(prefix + name + "#norm")[0], 4e-2);
        });
    }

    private Map<String, double[]> values() {
        Map<String, double[]> values = new LinkedHashMap<>();
        network.parameters()
                .trained()
                .forEach(parameter ->
                        values.put(parameter.name(), parameter.value().toDoubles()));
        return values;
    }

    private void clearGradients() {
        network.parameters().trained().forEach(parameter -> parameter.value().clearGradient());
    }

    private static void assertRelative(double found, double expected, double tolerance) {
        assertThat(Math.abs(found - expected) / Math.max(Math.abs(expected), 1e-12))
                .as(found + " for " + expected)
                .isLessThan(tolerance);
    }

    private static double[] difference(double[] first, double[] second) {
        double[] difference = new double[first.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = first[i] - second[i];
        }
        return difference;
    }

    private static double largestDifference(double[] first, double[] second) {
        assertThat(first).hasSameSizeAs(second);
        double largest = 0;
        for (double value : difference(first, second)) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static double norm(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
