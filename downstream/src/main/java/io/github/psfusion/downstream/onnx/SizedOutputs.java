// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import java.util.List;
import java.util.Optional;

/**
 * The three outputs of a detector that knows the size of the image, recognized by their shapes, and labels and scores by their types.
 *
 * @param labels [1, N], whole numbers
 * @param boxes [1, N, 4]
 * @param scores [1, N]
 */
record SizedOutputs(ModelOutput labels, ModelOutput boxes, ModelOutput scores) {
    static Optional<SizedOutputs> of(List<ModelOutput> outputs) {
        Optional<ModelOutput> labels = outputs.stream()
                .filter(output -> output.rank() == 2 && output.whole())
                .findFirst();
        Optional<ModelOutput> boxes = outputs.stream()
                .filter(output -> output.rank() == 3 && output.size(2) == 4)
                .findFirst();
        Optional<ModelOutput> scores = outputs.stream()
                .filter(output -> output.rank() == 2 && !output.whole())
                .findFirst();
        if (labels.isEmpty() || boxes.isEmpty() || scores.isEmpty()) {
            return Optional.empty();
        }
        int count = boxes.get().size(1);
        boolean one = outputs.stream().allMatch(output -> output.size(0) == 1);
        return one && labels.get().size(1) == count && scores.get().size(1) == count
                ? Optional.of(new SizedOutputs(labels.get(), boxes.get(), scores.get()))
                : Optional.empty();
    }
}
