// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.losses.LabeledPairs;
import io.github.psfusion.training.photometric.PhotometricAugmentation;
import io.github.psfusion.training.photometric.PhotometricPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A batch of N crops of H x W pixels in Java memory, decoded and augmented; filled by one thread, then read by another. */
final class ImageBatch {
    private final int height;
    private final int width;
    private final List<String> names = new ArrayList<>();
    private final List<Long> labeled = new ArrayList<>();
    private final float[] visible;
    private final float[] infrared;
    /** What the network sees: the images themselves, or arrays of their own once a pair is degraded. */
    private float[] visibleInput;

    private float[] infraredInput;
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
        visibleInput = visible;
        infraredInput = infrared;
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
        add(sample, augmentation, PhotometricAugmentation.NONE);
    }

    /** Appends the crop of a sample, then changed photometrically. */
    void add(TrainingSample sample, Augmentation augmentation, PhotometricAugmentation photometric) {
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
        change(position, photometric);
    }

    private void change(int position, PhotometricAugmentation photometric) {
        if (photometric.isNone() && visibleInput == visible) {
            return;
        }
        int offset = position * height * width;
        ColorImage visibleCrop = visibleAt(3 * offset);
        Plane infraredCrop = plane(infrared, offset);
        PhotometricPair changed = photometric.apply(visibleCrop, infraredCrop, hasTargets(offset));
        if (photometric.degradesInput() && visibleInput == visible) {
            visibleInput = visible.clone();
            infraredInput = infrared.clone();
        }
        store(changed.visibleInput(), changed.infraredInput(), visibleInput, infraredInput, offset);
        store(changed.visible(), changed.infrared(), visible, infrared, offset);
    }

    private ColorImage visibleAt(int offset) {
        int pixels = height * width;
        return new ColorImage(
                plane(visible, offset), plane(visible, offset + pixels), plane(visible, offset + 2 * pixels));
    }

    private Plane plane(float[] images, int offset) {
        return Plane.wrap(width, height, Arrays.copyOfRange(images, offset, offset + height * width));
    }

    private boolean hasTargets(int offset) {
        for (int i = offset; i < offset + height * width; i++) {
            if (mask[i] > 0) {
                return true;
            }
        }
        return false;
    }

    private void store(ColorImage color, Plane gray, float[] colors, float[] grays, int offset) {
        int pixels = height * width;
        color.red().copyInto(colors, 3 * offset);
        color.green().copyInto(colors, 3 * offset + pixels);
        color.blue().copyInto(colors, 3 * offset + 2 * pixels);
        gray.copyInto(grays, offset);
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
        boolean clean = visibleInput == visible;
        Tensor viInput = clean ? vi : backend.floats(Shape.of(n, 3, height, width), visibleInput);
        Tensor irInput = clean ? ir : backend.floats(Shape.of(n, 1, height, width), infraredInput);
        return new Batch(names(), viInput.to(precision), irInput.to(precision), vi, ir, targets, labels);
    }
}
