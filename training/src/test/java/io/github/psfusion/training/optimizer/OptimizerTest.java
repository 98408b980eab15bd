// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with the formulas on single numbers, over parameters that get their first gradient at different steps. */
final class OptimizerTest {
    private static final double[] START = {0.5, -1.25, 2};
    private static final double[] CURVATURE = {1, 3, 0.25};
    private static final double[] RATES = {0.1, 0.05, 0.02, 0.3};
    private static final SgdOptions SGD = SgdOptions.PUBLISHED;
    private static final AdamWOptions ADAM_W = AdamWOptions.withWeightDecay(0.01);

    private static Backend backend;
    private final List<NamedTensor> parameters = new ArrayList<>();

    @BeforeAll
    static void open() {
        backend = Backends.open(BackendOptions.defaults().withThreads(1));
    }

    @AfterAll
    static void close() {
        backend.close();
    }

    @BeforeEach
    void makeParameters() {
        for (String name : List.of("early", "late", "never")) {
            parameters.add(new NamedTensor(name, leaf(START)));
        }
    }

    @AfterEach
    void freeParameters() {
        parameters.forEach(parameter -> backend.release(parameter.value()));
        assertThat(backend.liveTensors()).isZero();
    }

    private static Tensor leaf(double... values) {
        try (TensorScope scope = backend.openScope()) {
            return backend.persist(backend.doubles(Shape.of(values.length), values))
                    .requireGradient();
        }
    }

    static Stream<Function<List<NamedTensor>, Optimizer>> optimizers() {
        return Stream.of(
                parameters -> new Sgd(backend, parameters, SGD), parameters -> new AdamW(backend, parameters, ADAM_W));
    }

    @Test
    void sgdFollowsItsFormula() {
        try (Optimizer optimizer = new Sgd(backend, parameters, SGD)) {
            train(optimizer, 0, RATES.length);
        }
        assertThat(values(0)).containsExactly(naiveSgd(0), within(1e-14));
        assertThat(values(1)).containsExactly(naiveSgd(1), within(1e-14));
        assertThat(values(2)).containsExactly(START);
    }

    private static double[] naiveSgd(int firstStep) {
        double[] p = START.clone();
        double[] m = new double[p.length];
        for (int step = firstStep; step < RATES.length; step++) {
            for (int i = 0; i < p.length; i++) {
                double g = 2 * CURVATURE[i] * p[i] + SGD.weightDecay() * p[i];
                m[i] = step == firstStep ? g : SGD.momentum() * m[i] + g;
                p[i] -= RATES[step] * m[i];
            }
        }
        return p;
    }

    @Test
    void adamWFollowsItsFormula() {
        try (Optimizer optimizer = new AdamW(backend, parameters, ADAM_W)) {
            train(optimizer, 0, RATES.length);
        }
        assertThat(values(0)).containsExactly(naiveAdamW(0), within(1e-13));
        assertThat(values(1)).containsExactly(naiveAdamW(1), within(1e-13));
        assertThat(values(2)).containsExactly(START);
    }

    private static double[] naiveAdamW(int firstStep) {
        double[] p = START.clone();
        double[] m = new double[p.length];
        double[] v = new double[p.length];
        for (int step = firstStep; step < RATES.length; step++) {
            int t = step - firstStep + 1;
            for (int i = 0; i < p.length; i++) {
                double g = 2 * CURVATURE[i] * p[i];
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.999 * v[i] + 0.001 * g * g;
                double direction = m[i] / (1 - Math.pow(0.9, t));
                double size = Math.sqrt(v[i] / (1 - Math.pow(0.999, t))) + 1e-8;
                p[i] -= RATES[step] * 0.01 * p[i];
                p[i] -= RATES[step] * direction / size;
            }
        }
        return p;
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void restoredTrainingGoesOnAsIfUninterrupted(Function<List<NamedTensor>, Optimizer> make) {
        try (Optimizer resumed = make.apply(parameters)) {
            try (Optimizer first = make.apply(parameters);
                    TensorScope scope = backend.openScope()) {
                train(first, 0, 1); // before "late" has any state
                resumed.restore(first.state());
            }
            train(resumed, 1, 2);
            try (TensorScope scope = backend.openScope()) {
                resumed.restore(resumed.state()); // over a state of its own
            }
            train(resumed, 2, RATES.length);
        }
        double[] early = values(0);
        double[] late = values(1);
        restart();
        try (Optimizer uninterrupted = make.apply(parameters)) {
            train(uninterrupted, 0, RATES.length);
        }
        assertThat(values(0)).containsExactly(early);
        assertThat(values(1)).containsExactly(late);
    }

    private void restart() {
        try (TensorScope scope = backend.openScope();
                var mode = backend.autograd().recording(false)) {
            for (NamedTensor parameter : parameters) {
                parameter.value().clearGradient();
                Tensor value = parameter.value().multiplyInPlace(0);
                value.addInPlace(backend.doubles(Shape.of(START.length), START), 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void stateOfAnotherTrainingIsRefusedAndChangesNothing(Function<List<NamedTensor>, Optimizer> make) {
        try (Optimizer optimizer = make.apply(parameters);
                TensorScope scope = backend.openScope()) {
            train(optimizer, 0, 1);
            List<NamedTensor> good = optimizer.state();
            NamedTensor first = good.get(0);

            List<NamedTensor> foreign = new ArrayList<>(good);
            foreign.add(new NamedTensor("momentum/other", first.value()));
            assertThatThrownBy(() -> optimizer.restore(foreign))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"momentum/other\"");

            List<NamedTensor> twice = new ArrayList<>(good);
            twice.add(first);
            assertThatThrownBy(() -> optimizer.restore(twice)).hasMessageContaining("twice");

            List<NamedTensor> shapeMismatch = new ArrayList<>(good);
            shapeMismatch.set(0, new NamedTensor(first.name(), backend.doubles(Shape.of(2), 1, 2)));
            assertThatThrownBy(() -> optimizer.restore(shapeMismatch))
                    .hasMessageContaining("[2]")
                    .hasMessageContaining("[3]");

            assertThat(optimizer.state().get(0).value().toDoubles())
                    .containsExactly(first.value().toDoubles());
        }
    }

    @Test
    void adamWWithoutItsStepsIsRefused() {
        try (Optimizer optimizer = new AdamW(backend, parameters, ADAM_W)) {
            assertThatThrownBy(() -> optimizer.restore(List.of())).hasMessageContaining("\"steps\"");
        }
    }

    @Test
    void twoParametersOfOneNameAreRefused() {
        List<NamedTensor> twice = List.of(parameters.get(0), parameters.get(0));
        assertThatThrownBy(() -> new Sgd(backend, twice, SGD)).hasMessageContaining("early");
    }

    /** Minimizes {@code sum c p^2} of "early", and of "late" from the second step on. */
    private void train(Optimizer optimizer, int from, int to) {
        for (int step = from; step < to; step++) {
            try (TensorScope scope = backend.openScope()) {
                Tensor curvature = backend.doubles(Shape.of(CURVATURE.length), CURVATURE);
                for (NamedTensor parameter : parameters.subList(0, step == 0 ? 1 : 2)) {
                    Tensor p = parameter.value();
                    p.clearGradient();
                    p.multiply(p).multiply(curvature).sum().backward();
                }
                optimizer.step(RATES[step]);
            }
        }
    }

    private double[] values(int parameter) {
        return parameters.get(parameter).value().toDoubles();
    }
}
