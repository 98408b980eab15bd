// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

/** How a value between pixels is computed. */
public enum WarpInterpolation {
    /** From the four nearest pixels, linearly. */
    BILINEAR {
        @Override
        double at(float[] samples, int width, int height, double x, double y) {
            int left = Math.min((int) x, Math.max(width - 2, 0));
            int top = Math.min((int) y, Math.max(height - 2, 0));
            double fx = x - left;
            double fy = y - top;
            int i = top * width + left;
            int right = left + 1 < width ? 1 : 0;
            int below = top + 1 < height ? width : 0;
            double upper = samples[i] * (1 - fx) + samples[i + right] * fx;
            double lower = samples[i + below] * (1 - fx) + samples[i + below + right] * fx;
            return upper * (1 - fy) + lower * fy;
        }
    },
    /** From the sixteen nearest pixels, by cubic convolution with a = -0.5; sharper. Beyond the border the edge is repeated. */
    BICUBIC {
        @Override
        double at(float[] samples, int width, int height, double x, double y) {
            int left = (int) x;
            int top = (int) y;
            double[] across = cubic(x - left);
            double[] down = cubic(y - top);
            double sum = 0;
            for (int j = 0; j < down.length; j++) {
                int row = Math.min(Math.max(top + j - 1, 0), height - 1) * width;
                double line = 0;
                for (int i = 0; i < across.length; i++) {
                    line += across[i] * samples[row + Math.min(Math.max(left + i - 1, 0), width - 1)];
                }
                sum += down[j] * line;
            }
            return sum;
        }
    };

    /**
     * Returns the value at a point.
     *
     * @param x 0 to width - 1
     * @param y 0 to height - 1
     */
    abstract double at(float[] samples, int width, int height, double x, double y);

    /** Keys, "Cubic convolution interpolation for digital image processing", 1981. */
    private static double[] cubic(double t) {
        double t2 = t * t;
        double t3 = t2 * t;
        return new double[] {
            (-t3 + 2 * t2 - t) / 2, (3 * t3 - 5 * t2 + 2) / 2, (-3 * t3 + 4 * t2 + t) / 2, (t3 - t2) / 2
        };
    }
}
