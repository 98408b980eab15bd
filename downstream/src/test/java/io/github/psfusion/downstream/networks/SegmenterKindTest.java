// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Parameters and operations of the segmenters, and the size of what they give. */
class SegmenterKindTest {
    @ParameterizedTest
    @CsvSource({
        "MFNET, FEATURES, true, 736275, 8.296",
        "MFNET, IMAGE, false, 598875, 5.87",
        "MFNET, CHANNELS, false, 599019, 5.92",
        "MFNET, IMAGE, true, 736551, 8.234",
        "UNET_SMALL, IMAGE, false, 488137, 3.14",
        "UNET_SMALL, FEATURES, true, 781849, 4.13"
    })
    void parametersAndOperationsAreThoseOfTheSpecification(
            SegmenterKind kind, InputForm form, boolean equalBudget, long parameters, double giga) {
        SegmenterKind.Cost cost = kind.cost(form, equalBudget, 9, 640, 480);
        assertThat(cost.parameters()).isEqualTo(parameters);
        assertThat(cost.multiplyAccumulates() * 1e-9).isCloseTo(giga, within(0.006));
    }

    @ParameterizedTest
    @EnumSource(SegmenterKind.class)
    void budgetsOfOneAndOfTwoEncodersDifferByLessThanAThousandth(SegmenterKind kind) {
        double features = kind.cost(InputForm.FEATURES, true, 9, 64, 64).parameters();
        double image = kind.cost(InputForm.IMAGE, true, 9, 64, 64).parameters();
        assertThat(image / features).isCloseTo(1, within(1e-3));
    }

    @Test
    void logitsHaveTheSizeOfTheImage() {
        try (Backend backend = Backends.open(BackendOptions.defaults());
                TensorScope scope = backend.openScope()) {
            for (SegmenterKind kind : SegmenterKind.values()) {
                for (InputForm form : InputForm.values()) {
                    try (Segmenter network = kind.create(form, true, 5)) {
                        network.parameters().initialize(backend, 1);
                        Tensor image = backend.floats(
                                Shape.of(2, form.channels(), 32, 48), new float[2 * form.channels() * 32 * 48]);
                        Tensor infrared = form == InputForm.FEATURES
                                ? backend.floats(Shape.of(2, 1, 32, 48), new float[2 * 32 * 48])
                                : null;
                        Tensor logits = network.logits(image, infrared, ForwardContext.EVALUATION);
                        assertThat(logits.shape()).isEqualTo(Shape.of(2, 5, 32, 48));
                        assertThat(logits.isFinite()).isTrue();
                    }
                }
            }
        }
    }
}
