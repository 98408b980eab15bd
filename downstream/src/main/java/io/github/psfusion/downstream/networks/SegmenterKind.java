// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.networks;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.graph.CostTable;
import io.github.psfusion.tensors.graph.Tracer;
import java.util.Map;

/** The segmentation networks. */
public enum SegmenterKind {
    /** {@link MfNet}. */
    MFNET {
        @Override
        public Segmenter create(InputForm form, boolean equalBudget, int classes) {
            return form == InputForm.FEATURES
                    ? MfNet.ofFeatures(classes)
                    : MfNet.ofImage(form.channels(), classes, equalBudget);
        }
    },
    /** {@link SmallUnet}. */
    UNET_SMALL {
        @Override
        public Segmenter create(InputForm form, boolean equalBudget, int classes) {
            return form == InputForm.FEATURES
                    ? SmallUnet.ofFeatures(classes)
                    : SmallUnet.ofImage(form.channels(), classes, equalBudget);
        }
    };

    /**
     * Declares a network; it has no values yet.
     *
     * @param equalBudget whether a network for one image gets as many parameters as that for features, or the same widths
     */
    public abstract Segmenter create(InputForm form, boolean equalBudget, int classes);

    /**
     * The cost of a segmenter.
     *
     * @param parameters that are learned
     * @param multiplyAccumulates for one image
     */
    public record Cost(long parameters, long multiplyAccumulates) {}

    /** Counts from the network's definition; no backend is needed. */
    public Cost cost(InputForm form, boolean equalBudget, int classes, int width, int height) {
        Tracer tracer = new Tracer(Map.of());
        try (Segmenter network = create(form, equalBudget, classes)) {
            for (Parameter parameter : network.parameters().all()) {
                if (parameter.kind() != Parameter.Kind.COUNTER) {
                    Tensor value = tracer.input(parameter.name(), parameter.shape(), DataType.FLOAT32);
                    network.parameters().set(tracer, parameter, value);
                }
            }
            int rows = padded(height);
            int columns = padded(width);
            Tensor image = tracer.input("image", Shape.of(1, form.channels(), rows, columns), DataType.FLOAT32);
            Tensor infrared = form == InputForm.FEATURES
                    ? tracer.input("infrared", Shape.of(1, 1, rows, columns), DataType.FLOAT32)
                    : null;
            Tensor logits = network.logits(image, infrared, ForwardContext.EVALUATION);
            CostTable costs = CostTable.of(tracer.graph(Map.of("logits", logits)), name -> name);
            return new Cost(
                    network.parameters().learnedElements(), costs.total().multiplyAccumulates());
        }
    }

    private static int padded(int side) {
        return (side + Segmenter.SIZE_MULTIPLE - 1) / Segmenter.SIZE_MULTIPLE * Segmenter.SIZE_MULTIPLE;
    }
}
