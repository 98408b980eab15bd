// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.training.photometric.PhotometricAugmentation;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/**
 * Decodes and augments batches ahead of the training, on threads of its own. A batch depends on the sampler and its number
 * alone, not on timing.
 */
final class BatchLoader implements AutoCloseable {
    /** Batches under way: one that is waited for and one ahead. */
    private static final int AHEAD = 2;

    private static final int THREADS = 2;

    private final Dataset dataset;
    private final BatchSampler sampler;
    private final DataSettings settings;
    private final LongFunction<CropRange.CropSize> crops;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "psfusion-batch-loader");
        thread.setDaemon(true);
        return thread;
    });
    private final Deque<Future<ImageBatch>> queue = new ArrayDeque<>();
    private long next;

    /**
     * Makes a loader.
     *
     * @param crops give the size of the crops of the batch of a number
     * @param first number of the first batch
     */
    BatchLoader(
            Dataset dataset,
            BatchSampler sampler,
            DataSettings settings,
            LongFunction<CropRange.CropSize> crops,
            long first) {
        this.crops = crops;
        this.dataset = dataset;
        this.sampler = sampler;
        this.settings = settings;
        this.next = first;
    }

    /**
     * Returns the next batch.
     *
     * @throws IOException naming the file, if an image cannot be read
     */
    ImageBatch next() throws IOException {
        while (queue.size() < AHEAD) {
            long number = next++;
            queue.add(threads.submit(() -> load(number)));
        }
        try {
            return queue.remove().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("loading of a batch failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while loading a batch");
        }
    }

    private ImageBatch load(long number) throws IOException {
        CropRange.CropSize crop = crops.apply(number);
        int[] members = sampler.members(number);
        List<TrainingSample> samples = new ArrayList<>();
        for (int member : members) {
            samples.add(dataset.sample(member));
        }
        ImageBatch batch = new ImageBatch(members.length, crop.height(), crop.width());
        for (int position = 0; position < members.length; position++) {
            RandomGenerator random = sampler.random(number, position);
            TrainingSample sample =
                    samples.get(position).scaled(settings.scales().draw(random));
            Augmentation geometry = Augmentation.draw(
                    random, settings.augmentation(), sample.width(), sample.height(), crop.width(), crop.height());
            batch.add(
                    sample,
                    geometry,
                    PhotometricAugmentation.draw(sampler.photometricRandom(number, position), settings.photometric()));
        }
        return batch;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
