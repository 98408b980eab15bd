// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.platform.ProcessMemory;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.BatchNormState;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.ShapeException;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batch norms in training, in the layout that training uses, against plain loops in double precision. */
class BatchNormTrainingTest {
    private static final double EPSILON = 1e-5;

    private static final Backend BACKEND = Backends.open(BackendOptions.defaults());
    private final long liveBefore = BACKEND.liveTensors();

    @AfterEach
    void nothingLeaks() {
        assertThat(BACKEND.liveTensors()).isEqualTo(liveBefore);
    }

    /** Random feature maps whose channels lie around 1 to 8; and what the loss weighs each value with. */
    private static final class Case {
        private final int n;
        private final int c;
        private final int h;
        private final int w;
        private final float[] x;
        private final float[] factors;
        private final float[] weight;
        private final float[] bias;

        private Case(int n, int c, int h, int w, float[] x, float[] factors, float[] weight, float[] bias) {
            this.n = n;
            this.c = c;
            this.h = h;
            this.w = w;
            this.x = x;
            this.factors = factors;
            this.weight = weight;
            this.bias = bias;
        }

        static Case of(int n, int c, int h, int w) {
            SplittableRandom random = new SplittableRandom(7);
            float[] x = new float[n * c * h * w];
            float[] factors = new float[x.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = 1 + i / (h * w) % c % 8 + 0.25f * (float) random.nextDouble(-1, 1);
                factors[i] = (float) random.nextDouble(-1, 1);
            }
            float[] weight = new float[c];
            float[] bias = new float[c];
            for (int k = 0; k < c; k++) {
                weight[k] = 0.5f + k % 3;
                bias[k] = 0.1f * k;
            }
            return new Case(n, c, h, w, x, factors, weight, bias);
        }

        Shape shape() {
            return Shape.of(n, c, h, w);
        }

        int pixels() {
            return n * h * w;
        }

        /** Returns index i of pixel p of a channel. */
        int index(int channel, int pixel) {
            return (pixel / (h * w) * c + channel) * h * w + pixel % (h * w);
        }
    }

    /** What should come out for one channel. */
    private static final class Expected {
        double mean;
        double variance;
        final double[] y;
        final double[] gradient;
        double weightGradient;
        double biasGradient;

        /** With a ReLU behind the norm, as in the network. */
        Expected(Case given, int channel) {
            int m = given.pixels();
            y = new double[m];
            gradient = new double[m];
            for (int p = 0; p < m; p++) {
                mean += given.x[given.index(channel, p)] / (double) m;
            }
            for (int p = 0; p < m; p++) {
                double d = given.x[given.index(channel, p)] - mean;
                variance += d * d / m;
            }
            double root = Math.sqrt(variance + EPSILON);
            double[] g = new double[m];
            for (int p = 0; p < m; p++) {
                double normal = (given.x[given.index(channel, p)] - mean) / root;
                y[p] = normal * given.weight[channel] + given.bias[channel];
                g[p] = y[p] > 0 ? given.factors[given.index(channel, p)] : 0;
                weightGradient += g[p] * normal;
                biasGradient += g[p];
                y[p] = Math.max(y[p], 0);
            }
            for (int p = 0; p < m; p++) {
                double normal = (given.x[given.index(channel, p)] - mean) / root;
                gradient[p] = given.weight[channel] / root * (g[p] - biasGradient / m - normal * weightGradient / m);
            }
        }
    }

    /** Makes the layout that convolutions leave: a convolution of 3 x 3 by the identity. */
    private static Tensor channelsLast(Tensor x) {
        int c = (int) x.shape().size(1);
        float[] identity = new float[c * c * 9];
        for (int i = 0; i < c; i++) {
            identity[(i * c + i) * 9 + 4] = 1;
        }
        Tensor weight = BACKEND.persist(BACKEND.floats(Shape.of(c, c, 3, 3), identity));
        Tensor result = x.conv2d(weight, null, Conv2dOptions.padded(1));
        BACKEND.release(weight);
        assertThat(LibtorchTensor.handle(result).is_contiguous()).as("planes").isFalse();
        return result;
    }

    /** Sizes with few and many pixels, even and odd numbers of them, and more channels than partial sums fit. */
    @ParameterizedTest
    @CsvSource({
        "2, 3, 5, 7",
        "4, 8, 64, 96",
        "2, 16, 33, 31",
        "3, 2, 256, 128",
        "2, 600, 3, 2",
        "8, 9, 32, 40",
        "2, 30, 32, 48",
        "2, 30, 64, 80",
        "2, 28, 64, 96",
        "1, 52, 6, 5",
        "3, 30, 7, 9"
    })
    void valuesStatisticsAndGradientsAreThoseOfPlainLoops(int n, int c, int h, int w) {
        Case given = Case.of(n, c, h, w);
        try (TensorScope scope = BACKEND.openScope()) {
            Tensor x = BACKEND.floats(given.shape(), given.x).requireGradient();
            Tensor weight = BACKEND.floats(Shape.of(c), given.weight).requireGradient();
            Tensor bias = BACKEND.floats(Shape.of(c), given.bias).requireGradient();
            Tensor runningMean = BACKEND.full(weight.dataType(), Shape.of(c), 10);
            Tensor runningVariance = BACKEND.full(weight.dataType(), Shape.of(c), 20);
            BatchNormState state = new BatchNormState(weight, bias, runningMean, runningVariance, 0.1, EPSILON);
            Tensor y =
                    BACKEND.inScope(() -> channelsLast(x).batchNorm(state, true).reluInPlace());
            y.multiply(BACKEND.floats(given.shape(), given.factors)).sum().backward();
            float[] found = y.toFloats();
            float[] gradient = x.gradient().orElseThrow().toFloats();
            for (int k = 0; k < c; k++) {
                Expected expected = new Expected(given, k);
                double m = given.pixels();
                assertThat((double) runningMean.toFloats()[k]).isCloseTo(9 + 0.1 * expected.mean, within(2e-6));
                assertThat((double) runningVariance.toFloats()[k])
                        .isCloseTo(18 + 0.1 * expected.variance * m / (m - 1), within(4e-6));
                double size = Math.sqrt(m);
                assertThat((double) weight.gradient().orElseThrow().toFloats()[k])
                        .isCloseTo(expected.weightGradient, within(3e-6 * size * 10));
                assertThat((double) bias.gradient().orElseThrow().toFloats()[k])
                        .isCloseTo(expected.biasGradient, within(3e-6 * size * 10));
                for (int p = 0; p < m; p++) {
                    int i = given.index(k, p);
                    assertThat(Math.abs(found[i] - expected.y[p])).as("value").isLessThan(5e-5);
                    assertThat(Math.abs(gradient[i] - expected.gradient[p]))
                            .as("gradient")
                            .isLessThan(1e-4);
                }
            }
        }
    }

    /** A quarter of a million pixels around 100: added up one by one in single precision, the mean is off by more than this. */
    @Test
    void statisticsOfManyPixelsAreExact() {
        int c = 4;
        int side = 512;
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[c * side * side];
        double[] mean = new double[c];
        for (int i = 0; i < values.length; i++) {
            values[i] = 100 + (float) random.nextDouble();
            mean[i / (side * side)] += values[i] / (double) (side * side);
        }
        double[] variance = new double[c];
        for (int i = 0; i < values.length; i++) {
            double d = values[i] - mean[i / (side * side)];
            variance[i / (side * side)] += d * d / (side * side - 1);
        }
        try (TensorScope scope = BACKEND.openScope();
                Autograd.Mode mode = BACKEND.autograd().recording(false)) {
            Tensor one = BACKEND.full(DataType.FLOAT32, Shape.of(c), 1);
            Tensor runningMean = BACKEND.full(one.dataType(), Shape.of(c), 0);
            Tensor runningVariance = BACKEND.full(one.dataType(), Shape.of(c), 0);
            Tensor unused = channelsLast(BACKEND.floats(Shape.of(1, c, side, side), values))
                    .batchNorm(new BatchNormState(one, one, runningMean, runningVariance, 1, EPSILON), true);
            for (int k = 0; k < c; k++) {
                assertThat(runningMean.toFloats()[k] / mean[k]).isCloseTo(1, within(1.5e-7));
                assertThat(runningVariance.toFloats()[k] / variance[k]).isCloseTo(1, within(1e-6));
            }
            assertThat(unused.shape()).isEqualTo(Shape.of(1, c, side, side));
        }
    }

    /** Two passes backward add their gradients, as accumulation needs it. */
    @Test
    void gradientsOfTwoPassesAreAdded() {
        Case given = Case.of(2, 4, 9, 11);
        try (TensorScope scope = BACKEND.openScope()) {
            Tensor weight = BACKEND.floats(Shape.of(4), given.weight).requireGradient();
            Tensor bias = BACKEND.floats(Shape.of(4), given.bias).requireGradient();
            BatchNormState state = new BatchNormState(
                    weight,
                    bias,
                    BACKEND.full(weight.dataType(), Shape.of(4), 0),
                    BACKEND.full(weight.dataType(), Shape.of(4), 1),
                    0.1,
                    EPSILON);
            float[][] sums = new float[2][];
            for (int pass = 0; pass < 2; pass++) {
                Tensor x = BACKEND.floats(given.shape(), given.x).requireGradient();
                channelsLast(x)
                        .batchNorm(state, true)
                        .multiply(BACKEND.floats(given.shape(), given.factors))
                        .sum()
                        .backward();
                sums[pass] = weight.gradient().orElseThrow().toFloats();
            }
            for (int k = 0; k < 4; k++) {
                assertThat(sums[1][k]).isCloseTo(2 * sums[0][k], within(1e-5f));
            }
        }
    }

    /** Two norms at once against one after the other, in double precision, which libtorch computes itself. */
    @ParameterizedTest
    @CsvSource({"2, 3, 5, 7", "4, 8, 64, 96", "2, 600, 3, 2"})
    void twoNormsInARowAreThoseOfEach(int n, int c, int h, int w) {
        Case given = Case.of(n, c, h, w);
        TwoNorms expected = TwoNorms.of(given, false);
        TwoNorms found = TwoNorms.of(given, true);
        assertThat(largestDifference(found.values, expected.values))
                .as("values")
                .isLessThan(1e-4);
        assertThat(largestDifference(found.gradient, expected.gradient))
                .as("gradient")
                .isLessThan(1e-4);
        for (int k = 0; k < found.parameters.size(); k++) {
            double size = Math.sqrt(given.pixels());
            assertThat(found.parameters.get(k))
                    .as("parameter " + k)
                    .containsExactly(expected.parameters.get(k), within(3e-5 * size));
        }
        for (int k = 0; k < found.running.size(); k++) {
            assertThat(found.running.get(k)).as("running " + k).containsExactly(expected.running.get(k), within(1e-5));
        }
    }

    /** What two norms in a row leave: results, gradients of the input and of four parameters, four running statistics. */
    private static final class TwoNorms {
        private final List<double[]> parameters = new ArrayList<>();
        private final List<double[]> running = new ArrayList<>();
        private double[] values = {};
        private double[] gradient = {};

        static TwoNorms of(Case given, boolean atOnce) {
            TwoNorms found = new TwoNorms();
            DataType type = atOnce ? DataType.FLOAT32 : DataType.FLOAT64;
            try (TensorScope scope = BACKEND.openScope()) {
                Shape channels = Shape.of(given.c);
                Tensor x = BACKEND.floats(given.shape(), given.x).to(type).requireGradient();
                List<Tensor> leaves = new ArrayList<>();
                List<Tensor> statistics = new ArrayList<>();
                List<BatchNormState> states = new ArrayList<>();
                for (int norm = 0; norm < 2; norm++) {
                    Tensor weight = BACKEND.floats(channels, given.weight)
                            .to(type)
                            .add(0.25 * norm)
                            .requireGradient();
                    Tensor bias = BACKEND.floats(channels, given.bias).to(type).requireGradient();
                    Tensor mean = BACKEND.full(type, channels, 1);
                    Tensor variance = BACKEND.full(type, channels, 2);
                    states.add(new BatchNormState(weight, bias, mean, variance, 0.1, EPSILON));
                    leaves.addAll(List.of(weight, bias));
                    statistics.addAll(List.of(mean, variance));
                }
                Tensor y = atOnce
                        ? channelsLast(x).batchNormTwice(states.get(0), states.get(1))
                        : x.batchNorm(states.get(0), true).batchNorm(states.get(1), true);
                y.multiply(BACKEND.floats(given.shape(), given.factors).to(type))
                        .sum()
                        .backward();
                found.values = y.toDoubles();
                found.gradient = x.gradient().orElseThrow().toDoubles();
                leaves.forEach(leaf ->
                        found.parameters.add(leaf.gradient().orElseThrow().toDoubles()));
                statistics.forEach(statistic -> found.running.add(statistic.toDoubles()));
            }
            return found;
        }
    }

    @Test
    void twoNormsOfOneValuePerChannelAreRefused() {
        try (TensorScope scope = BACKEND.openScope()) {
            Tensor one = BACKEND.full(DataType.FLOAT32, Shape.of(3), 1);
            BatchNormState state = new BatchNormState(one, one, one.copy(), one.copy(), 0.1, EPSILON);
            Tensor x = BACKEND.full(DataType.FLOAT32, Shape.of(1, 3, 1, 1), 1);
            assertThatThrownBy(() -> x.batchNormTwice(state, state))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("at least 2 pairs");
        }
    }

    /** Instance norm and global mean of a channels-last feature map against those of double precision. */
    @ParameterizedTest
    @CsvSource({"2, 3, 5, 7", "3, 8, 64, 96"})
    void instanceNormAndMeanHaveTheGradientsOfDoublePrecision(int n, int c, int h, int w) {
        Case given = Case.of(n, c, h, w);
        double[][] norm = new double[2][];
        double[][] mean = new double[2][];
        for (int precise = 0; precise < 2; precise++) {
            try (TensorScope scope = BACKEND.openScope()) {
                DataType type = precise == 1 ? DataType.FLOAT64 : DataType.FLOAT32;
                Tensor leaf = BACKEND.floats(given.shape(), given.x).to(type).requireGradient();
                Tensor x = precise == 1 ? leaf : channelsLast(leaf);
                Tensor factors = BACKEND.floats(given.shape(), given.factors).to(type);
                Tensor y = x.instanceNorm(EPSILON);
                y.multiply(factors).sum().backward();
                norm[precise] = leaf.gradient().orElseThrow().toDoubles();
                leaf.clearGradient();
                Tensor again = precise == 1 ? leaf : channelsLast(leaf);
                Tensor pooled = again.globalAveragePool();
                again.multiply(pooled).multiply(factors).sum().backward();
                mean[precise] = leaf.gradient().orElseThrow().toDoubles();
            }
        }
        assertThat(largestDifference(norm[0], norm[1])).as("norm").isLessThan(1e-4);
        assertThat(largestDifference(mean[0], mean[1])).as("mean").isLessThan(1e-5);
    }

    /** AssertJ's comparison of arrays with a tolerance takes ten seconds for 200,000 values. */
    private static double largestDifference(double[] found, double[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        double largest = 0;
        for (int i = 0; i < found.length; i++) {
            double difference = Math.abs(found[i] - expected[i]);
            largest = difference <= largest ? largest : difference; // not a number stays
        }
        return largest;
    }

    /** Passes without a backward one, and those with one, give their native memory back. */
    @Test
    void nativeMemoryIsFreed() {
        Case given = Case.of(2, 16, 128, 128);
        long before = 0;
        for (int round = 0; round < 60; round++) {
            if (round == 20) {
                before = ProcessMemory.resident().orElse(0);
            }
            try (TensorScope scope = BACKEND.openScope()) {
                Tensor one = BACKEND.full(DataType.FLOAT32, Shape.of(16), 1).requireGradient();
                BatchNormState state = new BatchNormState(
                        one, one, one.detach().copy(), one.detach().copy(), 0.1, EPSILON);
                Tensor x = BACKEND.floats(given.shape(), given.x).requireGradient();
                Tensor y = channelsLast(x).batchNorm(state, true);
                if (round % 2 == 0) {
                    y.sum().backward();
                }
            }
        }
        assertThat(ProcessMemory.resident().orElse(0) - before).isLessThan(60_000_000L);
    }
}
