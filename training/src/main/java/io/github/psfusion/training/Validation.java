// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.imaging.Plane;
import io.github.psfusion.metrics.segmentation.ConfusionMatrix;
import io.github.psfusion.metrics.segmentation.SegmentationScores;
import io.github.psfusion.networks.ClassMaps;
import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.psfusion.PsFusionNetwork;
import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.training.losses.ObjectiveValue;
import io.github.psfusion.training.losses.PsFusionLoss;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Looks at whole held-out pairs, in evaluation mode and FLOAT32: the objective, mean IoU, and figures of the fused images. */
final class Validation {
    private final Backend backend;
    private final PsFusionNetwork network;
    private final PsFusionLoss objective;
    private final Dataset source;
    private final int[] members;

    /** Makes a validation on at most this many pairs, spread evenly over the source. */
    Validation(Backend backend, PsFusionNetwork network, PsFusionLoss objective, Dataset source, int mostPairs) {
        this.backend = backend;
        this.network = network;
        this.objective = objective;
        this.source = source;
        int count = Math.min(mostPairs, source.size());
        members = new int[count];
        for (int i = 0; i < count; i++) {
            members[i] = (int) ((long) i * source.size() / count);
        }
    }

    /** Is shown each pair and what the network makes of it, at the pair's size; the tensors live during the call only. */
    interface Viewer {
        void see(TrainingSample sample, PsFusionOutputs outputs);
    }

    /** Returns the number of pairs. */
    int pairs() {
        return members.length;
    }

    /**
     * Evaluates.
     *
     * @param step number of training steps done
     */
    ValidationResult run(long step) throws IOException {
        Map<String, Double> terms = new LinkedHashMap<>();
        double[] total = {0};
        List<ImageStatistics> fused = new ArrayList<>();
        List<ImageStatistics> average = new ArrayList<>();
        ConfusionMatrix confusion = new ConfusionMatrix(network.classes());
        show(members.length, (sample, outputs) -> {
            ObjectiveValue value = objective.value(
                    ImageBatch.whole(sample, 1).on(backend, DataType.FLOAT32).against(outputs));
            total[0] += value.total().toDouble() / members.length;
            value.terms().forEach((name, term) -> terms.merge(name, term.toDouble() / members.length, Double::sum));
            fused.add(ImageStatistics.of(
                    Plane.wrap(sample.width(), sample.height(), outputs.fused().toFloats())));
            average.add(ImageStatistics.of(average(sample)));
            sample.labels().ifPresent(labels -> confusion.add(labels.classes(), ClassMaps.argmax(outputs.semantic())));
        });
        OptionalDouble meanIou = SegmentationScores.of(confusion).meanIou();
        return new ValidationResult(
                step,
                members.length,
                total[0],
                terms,
                meanIou,
                ImageStatistics.mean(fused),
                ImageStatistics.mean(average));
    }

    /** Runs the network on the first pairs and shows what it makes of them. */
    void show(int most, Viewer viewer) throws IOException {
        for (int i = 0; i < Math.min(most, members.length); i++) {
            TrainingSample sample = source.sample(members[i]);
            try (TensorScope scope = backend.openScope();
                    Autograd.Mode mode = backend.autograd().recording(false)) {
                viewer.see(sample, outputs(sample));
            }
        }
    }

    private PsFusionOutputs outputs(TrainingSample sample) {
        Batch batch = ImageBatch.whole(sample, PsFusionNetwork.SIZE_MULTIPLE).on(backend, DataType.FLOAT32);
        PsFusionOutputs all = network.forward(batch.visibleInput(), batch.infraredInput(), ForwardContext.EVALUATION);
        return new PsFusionOutputs(
                cropped(all.semantic(), sample),
                cropped(all.binary(), sample),
                cropped(all.boundary(), sample),
                cropped(all.fused(), sample),
                cropped(all.visible(), sample),
                cropped(all.infrared(), sample));
    }

    private static Tensor cropped(Tensor map, TrainingSample sample) {
        return map.narrow(2, 0, sample.height()).narrow(3, 0, sample.width());
    }

    private static Plane average(TrainingSample sample) {
        float[] infrared = sample.infrared().toArray();
        float[] luminance = sample.visible().luminance().toArray();
        for (int i = 0; i < infrared.length; i++) {
            infrared[i] = (infrared[i] + luminance[i]) / 2;
        }
        return Plane.wrap(sample.width(), sample.height(), infrared);
    }
}
