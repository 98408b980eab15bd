// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.imaging.Plane;
import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.BatchNorm2d;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.log.PreviewTile;
import io.github.psfusion.training.losses.LossTerm;
import io.github.psfusion.training.losses.LossValue;
import io.github.psfusion.training.losses.OhemCrossEntropy;
import io.github.psfusion.training.losses.WeightedSum;
import io.github.psfusion.training.losses.WeightedSum.WeightedTerm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Another network than PSFusion: one convolution and one batch norm give an image and class logits. */
final class ToyTask implements TrainingTask<ToyTask.Outputs> {
    static final int CLASSES = 9;

    private final Network network = new Network();

    /**
     * What the toy computes.
     *
     * @param image [N, 1, H, W]
     * @param logits [N, 9, H, W]
     */
    record Outputs(Tensor image, Tensor logits) {}

    private static final class Network implements TrainableNetwork<Outputs> {
        private final Parameters parameters = Parameters.root();
        private final Conv2d convolution = Conv2d.withBias(parameters.child("conv"), 3, 3, 1 + CLASSES);
        private final BatchNorm2d norm = new BatchNorm2d(parameters.child("bn"), 1 + CLASSES);

        @Override
        public Parameters parameters() {
            return parameters;
        }

        @Override
        public int sizeMultiple() {
            return 4;
        }

        @Override
        public Outputs forward(Batch batch, ForwardContext context) {
            Shape shape = batch.visibleInput().shape();
            if (shape.size(2) % 4 != 0 || shape.size(3) % 4 != 0) {
                throw new IllegalArgumentException("the toy needs multiples of 4, not " + shape);
            }
            Tensor features = norm.forward(convolution.forward(batch.visibleInput()), context);
            return new Outputs(features.narrow(1, 0, 1), features.narrow(1, 1, CLASSES));
        }

        @Override
        public Outputs crop(Outputs outputs, int height, int width) {
            return new Outputs(
                    outputs.image().narrow(2, 0, height).narrow(3, 0, width),
                    outputs.logits().narrow(2, 0, height).narrow(3, 0, width));
        }

        @Override
        public Map<String, String> metadata(Map<String, String> provenance) {
            Map<String, String> metadata = new LinkedHashMap<>(Map.of("network", "toy"));
            metadata.putAll(provenance);
            return metadata;
        }
    }

    /** {@code 2 mean|F - I| + OHEM(logits)}. */
    private static final class ToyLoss implements Loss<Outputs> {
        private record Compared(Outputs outputs, Batch batch) {}

        private final WeightedSum<Compared> sum = new WeightedSum<>(List.of(
                new WeightedTerm<>(
                        2,
                        LossTerm.of(
                                "image",
                                compared -> compared.outputs()
                                        .image()
                                        .to(DataType.FLOAT32)
                                        .subtract(compared.batch().infrared())
                                        .abs()
                                        .mean())),
                new WeightedTerm<>(
                        1,
                        LossTerm.of(
                                "classes",
                                compared -> new OhemCrossEntropy(100)
                                        .value(
                                                compared.outputs().logits().to(DataType.FLOAT32),
                                                compared.batch().labels())))));

        @Override
        public Map<String, Double> weights() {
            return sum.weights();
        }

        @Override
        public LossValue value(Outputs outputs, Batch batch) {
            Tensor zero = batch.infrared().backend().full(DataType.FLOAT32, Shape.SCALAR, 0);
            return sum.value(new Compared(outputs, batch), zero);
        }

        @Override
        public Map<String, String> metadata() {
            return Map.of("toy_loss", "absolute");
        }
    }

    private static final class Metrics implements OutputMetrics<Outputs> {
        private int pairs;
        private double largest;

        @Override
        public void add(TrainingSample sample, Outputs outputs) {
            pairs++;
            float[] image = outputs.image().toFloats();
            if (image.length != sample.width() * sample.height()) {
                throw new IllegalStateException("outputs of " + image.length + " pixels are not of the pair's size");
            }
            for (float value : image) {
                largest = Math.max(largest, Math.abs(value));
            }
        }

        @Override
        public Map<String, OptionalDouble> values() {
            Map<String, OptionalDouble> values = new LinkedHashMap<>();
            values.put("pairsSeen", OptionalDouble.of(pairs));
            values.put("image.largest", OptionalDouble.of(largest));
            values.put("image.smallest", OptionalDouble.empty());
            return values;
        }

        @Override
        public String summary() {
            return pairs + " pairs seen";
        }
    }

    @Override
    public TrainableNetwork<Outputs> network() {
        return network;
    }

    @Override
    public Loss<Outputs> loss() {
        return new ToyLoss();
    }

    @Override
    public OutputMetrics<Outputs> newMetrics() {
        return new Metrics();
    }

    @Override
    public List<PreviewTile> previewTiles(TrainingSample sample, Outputs outputs) {
        return List.of(
                new PreviewTile("visible", sample.visible()),
                new PreviewTile(
                        "image",
                        Plane.wrap(
                                sample.width(),
                                sample.height(),
                                outputs.image().clamp(0, 1).toFloats())));
    }

    @Override
    public long expectedBytes(DataSettings data) {
        return 0;
    }

    @Override
    public void close() {
        network.parameters.close();
    }
}
