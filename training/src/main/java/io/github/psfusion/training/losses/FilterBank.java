// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.losses;

import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;

/** Fixed square kernels of one size, applied to images of one channel. */
public final class FilterBank {
    private final int count;
    private final int size;
    private final double[] weights;

    private FilterBank(int count, int size, double[] weights) {
        this.count = count;
        this.size = size;
        this.weights = weights;
    }

    /** Returns the kernels {@code factor * column row^T}, where the rows run over x. */
    public static FilterBank separable(Separable... kernels) {
        int size = kernels[0].column().length;
        double[] weights = new double[kernels.length * size * size];
        int next = 0;
        for (Separable kernel : kernels) {
            for (double vertical : kernel.column()) {
                for (double horizontal : kernel.row()) {
                    weights[next++] = kernel.factor() * vertical * horizontal;
                }
            }
        }
        return new FilterBank(kernels.length, size, weights);
    }

    /**
     * The kernel {@code factor * column row^T}.
     *
     * @param factor of all weights
     * @param column the weights over y
     * @param row the weights over x, as many as in the column
     */
    @SuppressWarnings("ArrayRecordComponent") // constants, never compared
    public record Separable(double factor, double[] column, double[] row) {}

    /**
     * Returns the cross-correlation with every kernel.
     *
     * @param image [N, 1, H, W]
     * @param padding zeros on each side
     * @return [N, kernels, H + 2 padding - size + 1, likewise W]
     */
    public Tensor apply(Tensor image, int padding) {
        Tensor kernels =
                image.backend().doubles(Shape.of(count, 1, size, size), weights).to(image.dataType());
        return image.conv2d(kernels, null, Conv2dOptions.padded(padding));
    }
}
