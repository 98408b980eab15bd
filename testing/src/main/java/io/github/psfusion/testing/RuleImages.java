// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing;

/** Test images that are a pure function of a name: a slope, waves, a disc and noise, in 8-bit levels. */
public final class RuleImages {
    private RuleImages() {}

    /**
     * Returns one channel, row by row, as {@code level / 255}.
     *
     * @param name such as {@code a.vi}
     * @param sample index in the batch
     * @param channel index of the channel
     */
    public static float[] channel(String name, int sample, int channel, int height, int width) {
        float[] values = new float[height * width];
        double[] exact = exact(name, sample, channel, height, width);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.floor(255 * Math.min(Math.max(exact[i], 0), 1) + 0.5) / 255f;
        }
        return values;
    }

    /** Returns a batch [N, C, H, W] of such channels. */
    public static float[] batch(String name, int samples, int channels, int height, int width) {
        float[] values = new float[samples * channels * height * width];
        for (int b = 0; b < samples; b++) {
            for (int c = 0; c < channels; c++) {
                float[] plane = channel(name, b, c, height, width);
                System.arraycopy(plane, 0, values, (b * channels + c) * plane.length, plane.length);
            }
        }
        return values;
    }

    private static double[] exact(String name, int sample, int channel, int height, int width) {
        double[] u = RuleNumbers.uniform("input/" + name + "/" + sample + "/" + channel, 8 + height * width);
        double disc = u[5] >= 0 ? 0.35 : -0.35;
        double[] values = new double[height * width];
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                double x = 2 * (j + 0.5) / width - 1;
                double y = 2 * (i + 0.5) / height - 1;
                double dx = x - u[6] / 2;
                double dy = y - u[7] / 2;
                double v = 0.45 + 0.15 * u[0] + 0.2 * u[1] * x + 0.2 * u[2] * y;
                v += 0.12 * u[3] * Math.sin(Math.PI * (1 + 2 * Math.abs(u[4])) * (x + y));
                if (dx * dx + dy * dy < 0.09) {
                    v += disc;
                }
                values[i * width + j] = v + 0.06 * u[8 + i * width + j];
            }
        }
        return values;
    }
}
