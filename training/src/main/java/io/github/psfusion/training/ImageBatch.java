// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.losses.LabeledPairs;
import java.util.ArrayList;
import java.util.List;

/** A batch of N crops of H x W pixels in Java memory, decoded and augmented; filled by one thread, then read by another. */
final class ImageBatch {
    private final int height;
    private final int width;
    private final List<String> names = new ArrayList<>();
    private final List<Long> labeled = new ArrayList<>();
    private final float[] visible;
    private final float[] infrared;
    private final float[] mask;
    private final long[] classes;
    private final float[] binary;
    private final float[] boundary;

    ImageBatch(int samples, int height, int width) {
        this.height = height;
        this.width = width;
        int pixels = Math.multiplyExact(samples, Math.multiplyExact(height, width));
        visible = new float[Math.multiplyExact(3, pixels)];
        infrared = new float[pixels];
        mask = new float[pixels];
        classes = new long[pixels];
        binary = new float[pixels];
        boundary = new float[pixels];
    }

    /** Returns a batch of one whole sample, continued below and to the right by reflection up to multiples of a number. */
    static ImageBatch whole(TrainingSample sample, int multiple) {
        int width = (sample.width() + multiple - 1) / multiple * multiple;
        int height = (sample.height() + multiple - 1) / multiple * multiple;
        ImageBatch batch = new ImageBatch(1, height, width);
        batch.add(sample, Augmentation.none(width, height));
        return batch;
    }

    /** Appends the crop of a sample. */
    void add(TrainingSample sample, Augmentation augmentation) {
        int position = names.size();
        int pixels = height * width;
        int offset = position * pixels;
        int[] sources = augmentation.sources(sample.width(), sample.height());
        copy(sample.visible().red(), sources, visible, 3 * offset);
        copy(sample.visible().green(), sources, visible, 3 * offset + pixels);
        copy(sample.visible().blue(), sources, visible, 3 * offset + 2 * pixels);
        copy(sample.infrared(), sources, infrared, offset);
        copy(sample.mask(), sources, mask, offset);
        sample.labels().ifPresent(labels -> {
            labeled.add((long) position);
            copy(labels.binary(), sources, binary, offset);
            copy(labels.boundary(), sources, boundary, offset);
            byte[] all = labels.classes().toArray();
            for (int i = 0; i < sources.length; i++) {
                classes[offset + i] = all[sources[i]] & 0xFF;
            }
        });
        names.add(sample.name());
    }

    private static void copy(Plane plane, int[] sources, float[] target, int offset) {
        float[] all = plane.toArray();
        for (int i = 0; i < sources.length; i++) {
            target[offset + i] = all[sources[i]];
        }
    }

    private static void copy(LabelMap map, int[] sources, float[] target, int offset) {
        byte[] all = map.toArray();
        for (int i = 0; i < sources.length; i++) {
            target[offset + i] = all[sources[i]] & 0xFF;
        }
    }

    /** Returns the names of the pairs, for messages. */
    List<String> names() {
        return List.copyOf(names);
    }

    /**
     * Copies the batch to a backend.
     *
     * @param precision of the images; FLOAT32 or BFLOAT16; everything else is FLOAT32 or INT64
     * @return tensors of the current scope
     */
    Batch on(Backend backend, DataType precision) {
        long n = names.size();
        Tensor vi = backend.floats(Shape.of(n, 3, height, width), visible);
        Tensor ir = backend.floats(Shape.of(n, 1, height, width), infrared);
        LabeledPairs labels = new LabeledPairs(
                backend.longs(Shape.of(n, height, width), classes),
                backend.floats(Shape.of(n, height, width), binary),
                backend.floats(Shape.of(n, height, width), boundary),
                labeled.stream().mapToLong(Long::longValue).toArray());
        Tensor targets = backend.floats(Shape.of(n, 1, height, width), mask);
        return new Batch(names(), vi.to(precision), ir.to(precision), vi, ir, targets, labels);
    }
}
