// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

/** Maps given by where the corners of an image go. */
public final class Corners {
    private Corners() {}

    /**
     * Returns the map that moves the corner centers (0, 0), (w - 1, 0), (w - 1, h - 1), (0, h - 1).
     *
     * @param moves x and y of the move of each corner, eight numbers
     * @throws IllegalArgumentException if there is none, because three corners come to lie on a line
     */
    public static Homography moved(int width, int height, double... moves) {
        double[] xs = {0, width - 1.0, width - 1.0, 0};
        double[] ys = {0, 0, height - 1.0, height - 1.0};
        double[][] rows = new double[8][];
        double[] right = new double[8];
        for (int i = 0; i < xs.length; i++) {
            double x = xs[i];
            double y = ys[i];
            double u = x + moves[2 * i];
            double v = y + moves[2 * i + 1];
            rows[2 * i] = new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y};
            rows[2 * i + 1] = new double[] {0, 0, 0, x, y, 1, -v * x, -v * y};
            right[2 * i] = u;
            right[2 * i + 1] = v;
        }
        double[] h =
                LinearSystem.solve(rows, right).orElseThrow(() -> new IllegalArgumentException("corners on a line"));
        return Homography.of(h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7], 1);
    }
}
