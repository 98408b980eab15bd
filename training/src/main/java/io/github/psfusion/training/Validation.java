// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.training.log.ValidationResult;
import io.github.psfusion.training.losses.LossValue;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Loss and metrics of whole held-out pairs, in evaluation mode and FLOAT32.
 *
 * @param <O> the outputs of the network
 */
public final class Validation<O> {
    private final Backend backend;
    private final TrainingTask<O> task;
    private final Dataset dataset;
    private final int[] members;

    /** Makes a validation on at most this many pairs, spread evenly over the data set. */
    public Validation(Backend backend, TrainingTask<O> task, Dataset dataset, int maxPairs) {
        this.backend = backend;
        this.task = task;
        this.dataset = dataset;
        int count = Math.min(maxPairs, dataset.size());
        members = new int[count];
        for (int i = 0; i < count; i++) {
            members[i] = (int) ((long) i * dataset.size() / count);
        }
    }

    /** Receives each pair with the outputs of the network, at the pair's size; the tensors live during the call only. */
    public interface Viewer<O> {
        /** Receives a pair. */
        void view(TrainingSample sample, O outputs) throws IOException;
    }

    /** Returns the number of pairs. */
    public int pairs() {
        return members.length;
    }

    /**
     * Evaluates.
     *
     * @param step number of training steps done
     */
    ValidationResult run(long step) throws IOException {
        return run(step, members.length, number -> {});
    }

    /**
     * Evaluates the first pairs.
     *
     * @param step number of training steps done
     * @param pairs at most so many
     * @param before receives the number of each pair, from 1 on, before its turn; may throw, to leave early
     */
    public ValidationResult run(long step, int pairs, IntConsumer before) throws IOException {
        int count = Math.min(pairs, members.length);
        Map<String, Double> terms = new LinkedHashMap<>();
        double[] total = {0};
        OutputMetrics<O> metrics = task.newMetrics();
        int[] number = {0};
        before.accept(1);
        forEach(count, (sample, outputs) -> {
            number[0]++;
            LossValue value =
                    task.loss().value(outputs, ImageBatch.whole(sample, 1).on(backend, DataType.FLOAT32));
            total[0] += value.total().toDouble() / count;
            value.terms().forEach((name, term) -> terms.merge(name, term.toDouble() / count, Double::sum));
            metrics.add(sample, outputs);
            if (number[0] < count) {
                before.accept(number[0] + 1);
            }
        });
        return new ValidationResult(step, count, total[0], terms, metrics.values(), metrics.summary());
    }

    /** Runs the network on the first pairs and hands each to the viewer. */
    public void forEach(int maxPairs, Viewer<O> viewer) throws IOException {
        for (int i = 0; i < Math.min(maxPairs, members.length); i++) {
            TrainingSample sample = dataset.sample(members[i]);
            try (TensorScope scope = backend.openScope();
                    Autograd.Mode mode = backend.autograd().recording(false)) {
                viewer.view(sample, outputs(sample));
            }
        }
    }

    private O outputs(TrainingSample sample) {
        TrainableNetwork<O> network = task.network();
        Batch batch = ImageBatch.whole(sample, network.sizeMultiple()).on(backend, DataType.FLOAT32);
        return network.crop(network.forward(batch, ForwardContext.EVALUATION), sample.height(), sample.width());
    }
}
