// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.tensors.AdamWUpdate;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.SgdUpdate;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares with the formulas on parameters of several shapes, whose memory is channels-last, and with gradients in either layout. */
final class FusedUpdatesTest {
    private static final List<Shape> SHAPES =
            List.of(Shape.of(5), Shape.of(4, 3, 3, 3), Shape.of(6, 5, 1, 1), Shape.of(7, 1, 3, 3), Shape.of(1));

    private final Backend backend = Backends.open(BackendOptions.defaults());
    private final SplittableRandom random = new SplittableRandom(5);
    private final List<Tensor> persistent = new ArrayList<>();
    private TensorScope scope;
    private Autograd.Mode mode;

    @BeforeEach
    void open() {
        scope = backend.openScope();
        mode = backend.autograd().recording(false);
    }

    @AfterEach
    void close() {
        persistent.forEach(backend::release);
        mode.close();
        scope.close();
        assertThat(backend.liveTensors()).isZero();
    }

    private Tensor noise(Shape shape, double lowest) {
        float[] values = new float[(int) shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(lowest, 1);
        }
        return backend.floats(shape, values);
    }

    /** In the memory layout of weights. */
    private Tensor weight(Shape shape, double lowest) {
        Tensor tensor = backend.persist(noise(shape, lowest));
        persistent.add(tensor);
        return tensor;
    }

    @Test
    void adamWIsThatOfTheFormula() {
        List<AdamWUpdate.Entry> entries = new ArrayList<>();
        List<double[]> expected = new ArrayList<>();
        for (Shape shape : SHAPES) {
            for (boolean contiguous : new boolean[] {true, false}) {
                Tensor p = weight(shape, -1);
                Tensor g = contiguous ? noise(shape, -1) : weight(shape, -1);
                Tensor m = weight(shape, -1);
                Tensor v = weight(shape, 0);
                int t = 1 + entries.size() % 3;
                entries.add(new AdamWUpdate.Entry(p, g, m, v, t));
                double[] formula = p.toDoubles();
                for (int i = 0; i < formula.length; i++) {
                    double newM = 0.9 * m.toDoubles()[i] + 0.1 * g.toDoubles()[i];
                    double newV = 0.99 * v.toDoubles()[i] + 0.01 * g.toDoubles()[i] * g.toDoubles()[i];
                    double root = Math.sqrt(newV / (1 - Math.pow(0.99, t))) + 1e-8;
                    formula[i] -= 0.1 * 0.02 * formula[i] + 0.1 * newM / (1 - Math.pow(0.9, t)) / root;
                }
                expected.add(formula);
            }
        }
        backend.update(new AdamWUpdate(0.1, 0.9, 0.99, 1e-8, 0.02, entries));
        for (int k = 0; k < expected.size(); k++) {
            assertThat(entries.get(k).parameter().toDoubles()).containsExactly(expected.get(k), within(1e-5));
        }
    }

    @Test
    void sgdIsThatOfTheFormula() {
        List<SgdUpdate.Entry> entries = new ArrayList<>();
        List<double[]> expected = new ArrayList<>();
        for (Shape shape : SHAPES) {
            for (boolean contiguous : new boolean[] {true, false}) {
                Tensor p = weight(shape, -1);
                Tensor g = contiguous ? noise(shape, -1) : weight(shape, -1);
                Tensor m = weight(shape, -1);
                entries.add(new SgdUpdate.Entry(p, g, m));
                double[] formula = p.toDoubles();
                for (int i = 0; i < formula.length; i++) {
                    formula[i] -= 0.1 * (0.9 * m.toDoubles()[i] + g.toDoubles()[i] + 0.02 * formula[i]);
                }
                expected.add(formula);
            }
        }
        backend.update(new SgdUpdate(0.1, 0.9, 0.02, entries));
        for (int k = 0; k < expected.size(); k++) {
            assertThat(entries.get(k).parameter().toDoubles()).containsExactly(expected.get(k), within(1e-6));
        }
    }

    /** libtorch's kernel refuses to go without momentum where there are momenta. */
    @Test
    void sgdWithoutMomentumMovesAgainstTheGradient() {
        Tensor p = weight(Shape.of(4, 3, 3, 3), -1);
        Tensor g = weight(p.shape(), -1);
        double[] expected = p.toDoubles();
        for (int i = 0; i < expected.length; i++) {
            expected[i] -= 0.5 * g.toDoubles()[i];
        }
        backend.update(new SgdUpdate(0.5, 0, 0, List.of(new SgdUpdate.Entry(p, g, weight(p.shape(), -1)))));
        assertThat(p.toDoubles()).containsExactly(expected, within(1e-6));
    }

    @Test
    void normIsThatOfAllElementsTogether() {
        double sum = 0;
        List<Tensor> tensors = new ArrayList<>();
        for (Shape shape : SHAPES) {
            Tensor tensor = weight(shape, -1);
            tensors.add(tensor);
            for (double value : tensor.toDoubles()) {
                sum += value * value;
            }
        }
        assertThat(backend.norm(tensors)).isCloseTo(Math.sqrt(sum), within(1e-6));
    }
}
