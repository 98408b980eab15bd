// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.ShapeException;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The semantic branch alone: the same logits as those of the whole network, and nothing else is computed or changed. */
class SemanticBranchTest {
    private static final int SIDE = 32;
    private static final List<String> IMAGES_ONLY =
            List.of("low_fuse1.", "low_fuse2.", "SIM1.", "SIM2.", "SIM3.", "rec_decoder.", "seg_rec_decoder.", "pred_");

    private final Backend backend = Backends.open(BackendOptions.defaults());
    private final long liveBefore = backend.liveTensors();
    private final PsFusionNetwork network = new PsFusionNetwork(3);

    @BeforeEach
    void initialize() {
        network.parameters().initialize(backend, 7);
    }

    @AfterEach
    void nothingLeaks() {
        network.close();
        assertThat(backend.liveTensors()).isEqualTo(liveBefore);
    }

    private Tensor noise(int channels) {
        SplittableRandom random = new SplittableRandom(channels);
        double[] values = random.doubles(2L * channels * SIDE * SIDE).toArray();
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return backend.floats(Shape.of(2, channels, SIDE, SIDE), floats);
    }

    @Test
    void logitsAreThoseOfTheWholeNetwork() {
        try (TensorScope scope = backend.openScope()) {
            SemanticLogits alone = network.perceive(noise(3), noise(1), ForwardContext.EVALUATION);
            PsFusionOutputs whole = network.forward(noise(3), noise(1), ForwardContext.EVALUATION);
            assertThat(alone.semantic().toFloats())
                    .hasSize(2 * 3 * SIDE * SIDE)
                    .isEqualTo(whole.semantic().toFloats());
            assertThat(alone.binary().toFloats()).isEqualTo(whole.binary().toFloats());
            assertThat(alone.boundary().toFloats()).isEqualTo(whole.boundary().toFloats());
        }
    }

    @Test
    void featuresOfTheImagesAloneAreNotComputed() {
        List<String> observed = new ArrayList<>();
        try (TensorScope scope = backend.openScope()) {
            SemanticLogits logits = network.perceive(
                    noise(3), noise(1), ForwardContext.EVALUATION.observedBy((name, feature) -> observed.add(name)));
            assertThat(logits.binary().shape()).isEqualTo(Shape.of(2, 2, SIDE, SIDE));
        }
        assertThat(observed).contains("fused.f3", "fused.f6", "seg.feat", "out.semantic", "out.binary", "out.boundary");
        assertThat(observed)
                .noneMatch(name -> name.equals("fused.f1")
                        || name.equals("fused.f2")
                        || name.startsWith("psim")
                        || name.startsWith("rec.")
                        || name.startsWith("sdfm1")
                        || name.startsWith("sdfm2"));
    }

    @Test
    void trainingPassChangesTheStatisticsOfTheBranchAlone() {
        Map<String, float[]> before = statistics();
        try (TensorScope scope = backend.openScope()) {
            SemanticLogits logits = network.perceive(noise(3), noise(1), ForwardContext.TRAINING);
            assertThat(logits.semantic().shape()).isEqualTo(Shape.of(2, 3, SIDE, SIDE));
        }
        Map<String, float[]> after = statistics();
        int changed = 0;
        for (String name : before.keySet()) {
            if (IMAGES_ONLY.stream().anyMatch(name::startsWith)) {
                assertThat(after.get(name)).as(name).isEqualTo(before.get(name));
            } else if (!name.startsWith("classfier.boundary_conv1")) { // never run
                assertThat(after.get(name)).as(name).isNotEqualTo(before.get(name));
                changed++;
            }
        }
        assertThat(changed).isGreaterThan(100);
        for (Parameter parameter : network.parameters().all()) {
            if (parameter.kind() == Parameter.Kind.COUNTER) {
                boolean imagesOnly = IMAGES_ONLY.stream().anyMatch(parameter.name()::startsWith);
                boolean unused = parameter.name().startsWith("classfier.boundary_conv1");
                assertThat(parameter.count()).as(parameter.name()).isEqualTo(imagesOnly || unused ? 0 : 1);
            }
        }
    }

    private Map<String, float[]> statistics() {
        Map<String, float[]> statistics = new LinkedHashMap<>();
        for (Parameter parameter : network.parameters().all()) {
            if (parameter.kind() == Parameter.Kind.BUFFER) {
                statistics.put(parameter.name(), parameter.value().toFloats());
            }
        }
        return statistics;
    }

    @Test
    void sizesThatDoNotHalveFiveTimesAreRefused() {
        try (TensorScope scope = backend.openScope()) {
            Tensor visible = backend.full(DataType.FLOAT32, Shape.of(2, 3, 48, 32), 0);
            Tensor infrared = backend.full(DataType.FLOAT32, Shape.of(2, 1, 48, 32), 0);
            assertThatThrownBy(() -> network.perceive(visible, infrared, ForwardContext.EVALUATION))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("multiples of 32");
        }
    }
}
