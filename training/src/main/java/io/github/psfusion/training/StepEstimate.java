// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.platform.ProcessMemory;
import io.github.psfusion.tensors.Backend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * What a step of a training costs on this machine, found by two steps on noise with weights that are thrown away.
 *
 * @param secondsPerStep of the second step; the first prepares kernels and memory
 * @param peakBytes the most memory that this process has held so far, where the system tells
 */
public record StepEstimate(double secondsPerStep, OptionalLong peakBytes) {
    /** Measured: memory for a pair of 256 x 256 pixels in single precision, and for weights, gradients and the rest. */
    private static final double BYTES_PER_PIXEL = 2.2e9 / (256 * 256);

    private static final double FIXED_BYTES = 1.2e9;

    /**
     * Measures.
     *
     * @throws DivergenceException if even noise gives no finite objective
     */
    public static StepEstimate measure(Backend backend, TrainingSettings settings) throws DivergenceException {
        NoiseSamples noise = new NoiseSamples(settings.data());
        double seconds = 0;
        // Noise is not correlated with anything, and the term that looks at correlations would warn of it.
        TrainingSettings quiet = new TrainingSettings(
                settings.data(),
                settings.schedule(),
                settings.objective().withWeights(Map.of("correlation", 0.0)),
                settings.run(),
                settings.precision(),
                settings.seed());
        try (Trainer trainer = new Trainer(backend, quiet, noise, Path.of("unused"), new SilentLog())) {
            trainer.start();
            for (int i = 0; i < 2; i++) {
                List<ImageBatch> batches = new ArrayList<>();
                for (int k = 0; k < settings.data().accumulate(); k++) {
                    batches.add(noise.batch());
                }
                long start = System.nanoTime();
                trainer.tryStep(batches);
                seconds = (System.nanoTime() - start) * 1e-9;
            }
        }
        return new StepEstimate(seconds, ProcessMemory.peak());
    }

    /** Returns about how much memory a training with these settings takes, from measurements elsewhere. */
    public static long expectedBytes(DataSettings data) {
        double pixels = (double) data.cropWidth() * data.cropHeight() * data.batchSize();
        return (long) (FIXED_BYTES + BYTES_PER_PIXEL * pixels);
    }

    private static final class SilentLog implements io.github.psfusion.training.log.RunLog {}

    /** Pairs of noise with labels. */
    private record NoiseSamples(DataSettings settings) implements Dataset {
        @Override
        public int size() {
            return settings.batchSize();
        }

        @Override
        public String name(int index) {
            return "noise " + index;
        }

        @Override
        public TrainingSample sample(int index) {
            SplittableRandom random = new SplittableRandom(index);
            int width = settings.cropWidth();
            int height = settings.cropHeight();
            Plane[] planes = new Plane[4];
            for (int p = 0; p < planes.length; p++) {
                float[] samples = new float[width * height];
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = random.nextFloat();
                }
                planes[p] = Plane.wrap(width, height, samples);
            }
            LabelMap flags = LabelMap.of(width, height, new byte[width * height]);
            return new TrainingSample(
                    name(index),
                    new ColorImage(planes[0], planes[1], planes[2]),
                    planes[3],
                    settings.labels() == DataSettings.LabelUse.NONE
                            ? Optional.empty()
                            : Optional.of(new TrainingSample.Labels(flags, flags, flags)),
                    flags);
        }

        @Override
        public String identity() {
            return "noise";
        }

        ImageBatch batch() {
            ImageBatch batch = new ImageBatch(size(), settings.cropHeight(), settings.cropWidth());
            for (int i = 0; i < size(); i++) {
                batch.add(sample(i), Augmentation.none(settings.cropWidth(), settings.cropHeight()));
            }
            return batch;
        }
    }
}
