// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.downstream.networks.InputForm;
import io.github.psfusion.downstream.networks.Segmenter;
import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.Batch;
import io.github.psfusion.training.TrainableNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A segmenter as the trainer sees it: takes the images of a batch in the form of its row, normalizes them, gives logits. */
final class RowNetwork implements TrainableNetwork<Tensor> {
    private final Segmenter segmenter;
    private final InputForm form;
    private final InputNormalization normalization;
    private final Map<String, String> facts;
    private final List<Double> seconds = new ArrayList<>();

    /**
     * Makes the network.
     *
     * @param facts about it for weight files
     */
    RowNetwork(Segmenter segmenter, InputForm form, InputNormalization normalization, Map<String, String> facts) {
        this.segmenter = segmenter;
        this.form = form;
        this.normalization = normalization;
        this.facts = new LinkedHashMap<>(facts);
    }

    @Override
    public Parameters parameters() {
        return segmenter.parameters();
    }

    @Override
    public int sizeMultiple() {
        return Segmenter.SIZE_MULTIPLE;
    }

    @Override
    public Tensor forward(Batch batch, ForwardContext context) {
        long start = System.nanoTime();
        Tensor image = normalized(batch.visibleInput(), 0);
        Tensor logits = switch (form) {
            case IMAGE -> segmenter.logits(image, null, context);
            case CHANNELS ->
                segmenter.logits(
                        image.backend().concatenate(1, List.of(image, normalized(batch.infraredInput(), 3))),
                        null,
                        context);
            case FEATURES -> segmenter.logits(image, normalized(batch.infraredInput(), 3), context);
        };
        if (!context.training()) {
            seconds.add((System.nanoTime() - start) * 1e-9);
        }
        return logits;
    }

    /** Returns how long each evaluation took, in seconds; on a GPU only until it was handed over. */
    List<Double> seconds() {
        return List.copyOf(seconds);
    }

    private Tensor normalized(Tensor x, int first) {
        int channels = Math.toIntExact(x.shape().size(1));
        float[] shift = new float[channels];
        float[] scale = new float[channels];
        for (int c = 0; c < channels; c++) {
            scale[c] = (float) (1 / normalization.deviation().get(first + c));
            shift[c] = (float) -normalization.mean().get(first + c).doubleValue();
        }
        Shape shape = Shape.of(1, channels, 1, 1);
        return x.add(x.backend().floats(shape, shift).to(x.dataType()))
                .multiply(x.backend().floats(shape, scale).to(x.dataType()));
    }

    @Override
    public Tensor crop(Tensor logits, int height, int width) {
        return logits.narrow(2, 0, height).narrow(3, 0, width);
    }

    @Override
    public Map<String, String> metadata(Map<String, String> provenance) {
        Map<String, String> metadata = new LinkedHashMap<>(facts);
        metadata.putAll(provenance);
        return metadata;
    }
}
