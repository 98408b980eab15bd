// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.Plane;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.GainTask.Expected;
import io.github.psfusion.training.optimizer.NamedTensor;
import io.github.psfusion.training.optimizer.Optimizer;
import io.github.psfusion.training.optimizer.Sgd;
import io.github.psfusion.training.optimizer.SgdOptions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One step against losses, gradients and weights that the test computes with plain loops: see {@link GainTask}. */
class TrainingStepTest {
    private static final int WIDTH = 8;
    private static final int HEIGHT = 6;
    private static final double RATE = 0.125;
    private static final List<TrainingSample> PAIRS = pairs(8);

    private final Backend backend = Backends.open(BackendOptions.defaults());
    private final long liveBefore = backend.liveTensors();

    @AfterEach
    void nothingLeaks() {
        assertThat(backend.liveTensors()).isEqualTo(liveBefore);
    }

    private static List<TrainingSample> pairs(int count) {
        NoiseDataset noise = new NoiseDataset(WIDTH, HEIGHT, count, 11);
        return IntStream.range(0, count).mapToObj(noise::sample).toList();
    }

    private static ImageBatch batch(TrainingSample... pairs) {
        ImageBatch batch = new ImageBatch(pairs.length, HEIGHT, WIDTH);
        for (TrainingSample pair : pairs) {
            batch.add(pair, Augmentation.none(WIDTH, HEIGHT));
        }
        return batch;
    }

    /** What a step gave and where it left the weights. */
    private record Done(TrainingStep.Values values, double gain, double offset) {}

    private Done step(ImageBatch... batches) throws DivergenceException {
        try (GainTask task = new GainTask(0.75f, -0.25f);
                Optimizer sgd = sgd(task)) {
            TrainingStep<Tensor> step = new TrainingStep<>(backend, task, sgd, DataType.FLOAT32, FrozenStatistics.NONE);
            TrainingStep.Values values = step.apply(1, Arrays.asList(batches), RATE);
            task.network()
                    .parameters()
                    .trained()
                    .forEach(parameter -> assertThat(parameter.value().gradient())
                            .as("gradients are cleared")
                            .isEmpty());
            return new Done(values, task.gain(), task.offset());
        }
    }

    /** Returns plain descent, p - rate * gradient, for parameters that have just got their values. */
    private Optimizer sgd(GainTask task) {
        task.network().parameters().initialize(backend, 1);
        task.network().parameters().requireGradients();
        List<NamedTensor> named = task.network().parameters().trained().stream()
                .map(parameter -> new NamedTensor(parameter.name(), parameter.value()))
                .toList();
        return new Sgd(backend, named, new SgdOptions(0, 0));
    }

    private static void assertStep(Done done, Expected... batches) {
        double total = 0;
        double square = 0;
        double product = 0;
        double gain = 0;
        double offset = 0;
        for (Expected batch : batches) {
            total += batch.total() / batches.length;
            square += batch.square() / batches.length;
            product += batch.product() / batches.length;
            gain += batch.gainGradient() / batches.length;
            offset += batch.offsetGradient() / batches.length;
        }
        assertThat(done.values.total()).as("total").isCloseTo(total, within(1e-6));
        assertThat(done.values.terms().keySet()).containsExactly("square", "product");
        assertThat(done.values.terms().get("square")).as("square").isCloseTo(square, within(1e-6));
        assertThat(done.values.terms().get("product")).as("product").isCloseTo(product, within(1e-6));
        assertThat(done.values.gradientNorm()).as("gradient norm").isCloseTo(Math.hypot(gain, offset), within(1e-6));
        assertThat(done.gain).as("gain").isCloseTo(0.75 - RATE * gain, within(1e-6));
        assertThat(done.offset).as("offset").isCloseTo(-0.25 - RATE * offset, within(1e-6));
    }

    private static Expected expected(TrainingSample... pairs) {
        return Expected.of(0.75, -0.25, List.of(pairs));
    }

    @Test
    void weightsMoveAgainstTheGradientOfTheBatch() throws Exception {
        Expected expected = expected(PAIRS.get(0), PAIRS.get(1));
        assertThat(Math.abs(expected.gainGradient())).isGreaterThan(0.1);
        assertStep(step(batch(PAIRS.get(0), PAIRS.get(1))), expected);
    }

    @Test
    void accumulatedGradientsAreAveraged() throws Exception {
        Done done = step(
                batch(PAIRS.get(0), PAIRS.get(1)),
                batch(PAIRS.get(2), PAIRS.get(3)),
                batch(PAIRS.get(4), PAIRS.get(5), PAIRS.get(6)));
        assertStep(
                done,
                expected(PAIRS.get(0), PAIRS.get(1)),
                expected(PAIRS.get(2), PAIRS.get(3)),
                expected(PAIRS.get(4), PAIRS.get(5), PAIRS.get(6)));
    }

    @Test
    void equalBatchesAccumulatedAreOneBatch() throws Exception {
        Done once = step(batch(PAIRS.get(0), PAIRS.get(1)));
        Done twice = step(batch(PAIRS.get(0), PAIRS.get(1)), batch(PAIRS.get(0), PAIRS.get(1)));
        assertThat(twice.values.gradientNorm()).isEqualTo(once.values.gradientNorm());
        assertThat(twice.values.total()).isEqualTo(once.values.total());
        assertThat(twice.gain).isEqualTo(once.gain);
        assertThat(twice.offset).isEqualTo(once.offset);
    }

    @Test
    void infiniteGradientOfAFiniteLossMovesNoWeight() throws Exception {
        try (GainTask task = GainTask.ofRoot(0);
                Optimizer sgd = sgd(task)) {
            TrainingStep<Tensor> step = new TrainingStep<>(backend, task, sgd, DataType.FLOAT32, FrozenStatistics.NONE);
            List<ImageBatch> batches = List.of(batch(PAIRS.get(0), PAIRS.get(1)));
            assertThatThrownBy(() -> step.apply(7, batches, RATE))
                    .isInstanceOf(DivergenceException.class)
                    .hasMessageContaining("gradient")
                    .hasMessageContaining("step 7")
                    .hasMessageContaining("noise 0")
                    .hasMessageContaining("noise 1");
            assertThat(task.gain()).isZero();
            assertThat(task.offset()).isZero();
        }
    }

    /** The second of two accumulated batches has a sample that is not a number. */
    @Test
    void lossThatIsNotFiniteMovesNoWeight() throws Exception {
        TrainingSample spoilt = new TrainingSample(
                "spoilt",
                PAIRS.get(3).visible(),
                Plane.constant(WIDTH, HEIGHT, Float.NaN),
                PAIRS.get(3).labels(),
                PAIRS.get(3).mask());
        try (GainTask task = new GainTask(0.75f, -0.25f);
                Optimizer sgd = sgd(task)) {
            TrainingStep<Tensor> step = new TrainingStep<>(backend, task, sgd, DataType.FLOAT32, FrozenStatistics.NONE);
            List<ImageBatch> batches = List.of(batch(PAIRS.get(0), PAIRS.get(1)), batch(PAIRS.get(2), spoilt));
            assertThatThrownBy(() -> step.apply(1, batches, RATE))
                    .isInstanceOf(DivergenceException.class)
                    .hasMessageContaining("loss")
                    .hasMessageContaining("spoilt");
            assertThat(task.gain()).isEqualTo(0.75);
            assertThat(task.offset()).isEqualTo(-0.25);
            task.network()
                    .parameters()
                    .trained()
                    .forEach(parameter ->
                            assertThat(parameter.value().gradient()).isEmpty());
        }
    }
}
