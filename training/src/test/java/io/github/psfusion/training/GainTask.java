// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Initializer;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.log.PreviewTile;
import io.github.psfusion.training.losses.LossValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The smallest network that trains, so that a test computes each value itself: {@code output = gain * infrared + offset}, loss
 * {@code 3 mean (output - red)^2 + mean (output * green)}.
 */
final class GainTask implements TrainingTask<Tensor> {
    static final double SQUARE_WEIGHT = 3;

    private final Parameters parameters = Parameters.root();
    private final Parameter gain;
    private final Parameter offset;
    private final boolean root;

    GainTask(float initialGain, float initialOffset) {
        this(initialGain, initialOffset, false);
    }

    private GainTask(float initialGain, float initialOffset, boolean root) {
        gain = parameters.trained("gain", Shape.of(1), Initializer.constant(initialGain));
        offset = parameters.trained("offset", Shape.of(1), Initializer.constant(initialOffset));
        this.root = root;
    }

    /** Returns a task whose loss is the root of the gain: at gain 0 the loss is 0 and its gradient infinite. */
    static GainTask ofRoot(float initialGain) {
        return new GainTask(initialGain, 0, true);
    }

    double gain() {
        return gain.value().toDoubles()[0];
    }

    double offset() {
        return offset.value().toDoubles()[0];
    }

    @Override
    public TrainableNetwork<Tensor> network() {
        return new TrainableNetwork<>() {
            @Override
            public Parameters parameters() {
                return parameters;
            }

            @Override
            public int sizeMultiple() {
                return 4;
            }

            @Override
            public Tensor forward(Batch batch, ForwardContext context) {
                return batch.infraredInput().multiply(gain.value()).add(offset.value());
            }

            @Override
            public Tensor crop(Tensor outputs, int height, int width) {
                return outputs.narrow(2, 0, height).narrow(3, 0, width);
            }

            @Override
            public Map<String, String> metadata(Map<String, String> provenance) {
                return provenance;
            }
        };
    }

    @Override
    public Loss<Tensor> loss() {
        return new Loss<>() {
            @Override
            public Map<String, Double> weights() {
                return Map.of("square", SQUARE_WEIGHT, "product", 1.0);
            }

            @Override
            public LossValue value(Tensor outputs, Batch batch) {
                if (root) {
                    Tensor value = gain.value().sqrt().sum();
                    return new LossValue(value, Map.of("root", value));
                }
                Tensor difference = outputs.subtract(batch.visible().narrow(1, 0, 1));
                Map<String, Tensor> terms = new LinkedHashMap<>();
                Tensor square = difference.multiply(difference).mean();
                Tensor product =
                        outputs.multiply(batch.visible().narrow(1, 1, 1)).mean();
                terms.put("square", square);
                terms.put("product", product);
                return new LossValue(square.multiply(SQUARE_WEIGHT).add(product), terms);
            }
        };
    }

    /** Records the names of the pairs and the outputs' sizes. */
    @Override
    public OutputMetrics<Tensor> newMetrics() {
        List<String> pairs = new ArrayList<>();
        return new OutputMetrics<>() {
            @Override
            public void add(TrainingSample sample, Tensor outputs) {
                pairs.add(sample.name() + " " + outputs.shape());
            }

            @Override
            public Map<String, OptionalDouble> values() {
                return Map.of("pairs", OptionalDouble.of(pairs.size()));
            }

            @Override
            public String summary() {
                return String.join("; ", pairs);
            }
        };
    }

    @Override
    public List<PreviewTile> previewTiles(TrainingSample sample, Tensor outputs) {
        return List.of();
    }

    @Override
    public long expectedBytes(DataSettings data) {
        return 0;
    }

    @Override
    public void close() {
        parameters.close();
    }

    /** What the loss and its gradient are at a gain and an offset, with plain loops in double precision. */
    record Expected(double square, double product, double gainGradient, double offsetGradient) {
        static Expected of(double gain, double offset, List<TrainingSample> batch) {
            double square = 0;
            double product = 0;
            double gainGradient = 0;
            double offsetGradient = 0;
            int count = 0;
            for (TrainingSample sample : batch) {
                float[] infrared = sample.infrared().toArray();
                float[] red = sample.visible().red().toArray();
                float[] green = sample.visible().green().toArray();
                for (int i = 0; i < infrared.length; i++) {
                    double output = gain * infrared[i] + offset;
                    square += (output - red[i]) * (output - red[i]);
                    product += output * green[i];
                    double slope = SQUARE_WEIGHT * 2 * (output - red[i]) + green[i];
                    gainGradient += slope * infrared[i];
                    offsetGradient += slope;
                    count++;
                }
            }
            return new Expected(square / count, product / count, gainGradient / count, offsetGradient / count);
        }

        double total() {
            return SQUARE_WEIGHT * square + product;
        }
    }
}
