// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.losses.LabeledPairs;
import java.util.random.RandomGenerator;

/** Random numbers in the place of outputs, images and labels of two pairs; a test changes what it is about. */
final class TinyBatch {
    static final int PAIRS = 2;
    static final int CLASSES = 3;
    static final int HEIGHT = 5;
    static final int WIDTH = 6;
    static final int PIXELS = PAIRS * HEIGHT * WIDTH;

    final double[] semantic;
    final double[] binary;
    final double[] boundary;
    final double[] fused;
    final double[] visible;
    final double[] infrared;
    final double[] infraredInput;
    final double[] luminanceInput;
    final double[] mask;
    final long[] classes;
    final long[] binaryLabels;
    final long[] boundaryLabels;
    long[] labeledSamples = {0, 1};

    TinyBatch(RandomGenerator random) {
        semantic = random.doubles((long) PIXELS * CLASSES, -3, 3).toArray();
        binary = random.doubles(PIXELS * 2L, -3, 3).toArray();
        boundary = random.doubles(PIXELS * 2L, -3, 3).toArray();
        fused = random.doubles(PIXELS).toArray();
        visible = random.doubles(PIXELS).toArray();
        infrared = random.doubles(PIXELS).toArray();
        infraredInput = random.doubles(PIXELS).toArray();
        luminanceInput = random.doubles(PIXELS).toArray();
        mask = random.doubles(PIXELS, -2, 1).map(u -> Math.max(u, 0)).toArray();
        classes = random.longs(PIXELS, 0, CLASSES + 1)
                .map(label -> label == CLASSES ? LabeledPairs.IGNORED : label)
                .toArray();
        binaryLabels = random.longs(PIXELS, 0, 2).toArray();
        boundaryLabels = random.longs(PIXELS, 0, 2).toArray();
    }

    /** Returns tensors of these numbers; the outputs are leaves. */
    LossInputs inputs(Backend backend, DataType type) {
        Shape planes = Shape.of(PAIRS, 1, HEIGHT, WIDTH);
        Shape logits = Shape.of(PAIRS, 2, HEIGHT, WIDTH);
        Shape labels = Shape.of(PAIRS, HEIGHT, WIDTH);
        return new LossInputs(
                new PsFusionOutputs(
                        leaf(backend, type, Shape.of(PAIRS, CLASSES, HEIGHT, WIDTH), semantic),
                        leaf(backend, type, logits, binary),
                        leaf(backend, type, logits, boundary),
                        leaf(backend, type, planes, fused),
                        leaf(backend, type, planes, visible),
                        leaf(backend, type, planes, infrared)),
                backend.doubles(planes, infraredInput).to(type),
                backend.doubles(planes, luminanceInput).to(type),
                backend.doubles(planes, mask).to(type),
                new LabeledPairs(
                        backend.longs(labels, classes),
                        backend.longs(labels, binaryLabels),
                        backend.longs(labels, boundaryLabels),
                        labeledSamples));
    }

    private static Tensor leaf(Backend backend, DataType type, Shape shape, double[] values) {
        return backend.doubles(shape, values).to(type).requireGradient();
    }
}
