// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.gtf;

import java.util.ArrayList;
import java.util.List;

/**
 * The published procedure a second time, written from its description (docs/reference/gtf.md) as plainly as possible: two-dimensional
 * arrays, one thread, each operator as its own loop. Nothing is shared with {@link ReweightedSolver}.
 */
final class PlainPublishedProcedure {
    private static final double LAMBDA = 4;

    private final int width;
    private final int height;
    private final double[][] s;

    /** What the procedure leaves behind. */
    final List<Integer> iterations = new ArrayList<>();

    final List<Double> energies = new ArrayList<>();
    final List<Double> regularizationThresholds = new ArrayList<>();
    final List<Double> fidelityThresholds = new ArrayList<>(); // from the second loop on
    double firstResidual;
    double[][] u;

    /** Runs the procedure on the difference of infrared and visible image, {@code s[row][column]}. */
    PlainPublishedProcedure(double[][] s) {
        this.s = s;
        height = s.length;
        width = s[0].length;
        u = map((y, x) -> s[y][x]);
        for (int loop = 1; loop <= 5; loop++) {
            loop(loop == 1);
        }
    }

    private interface Value {
        double at(int y, int x);
    }

    private double[][] map(Value value) {
        double[][] image = new double[height][width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image[y][x] = value.at(y, x);
            }
        }
        return image;
    }

    private double sum(Value value) {
        double sum = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                sum += value.at(y, x);
            }
        }
        return sum;
    }

    private double[][] right(double[][] a) {
        return map((y, x) -> x < width - 1 ? a[y][x + 1] - a[y][x] : 0);
    }

    private double[][] down(double[][] a) {
        return map((y, x) -> y < height - 1 ? a[y + 1][x] - a[y][x] : 0);
    }

    /** The transposes of both differences, added. */
    private double[][] back(double[][] horizontal, double[][] vertical) {
        double[][] result = new double[height][width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (x < width - 1) {
                    result[y][x] -= horizontal[y][x];
                    result[y][x + 1] += horizontal[y][x];
                }
                if (y < height - 1) {
                    result[y][x] -= vertical[y][x];
                    result[y + 1][x] += vertical[y][x];
                }
            }
        }
        return result;
    }

    private void loop(boolean first) {
        double[][] start = u;
        double[][] distance = map((y, x) -> Math.abs(start[y][x] - s[y][x]));
        double[][] f;
        if (first) { // u = s
            f = map((y, x) -> 2 * Math.sqrt(0.1));
        } else {
            double threshold = center(distance, 0.05, true);
            fidelityThresholds.add(threshold);
            f = map((y, x) -> Math.sqrt(0.5) * Math.sqrt(Math.max(distance[y][x], threshold)));
        }
        double[][] dx = right(start);
        double[][] dy = down(start);
        double[][] g = map((y, x) -> dx[y][x] * dx[y][x] + dy[y][x] * dy[y][x]);
        double threshold = center(g, 0.01, false);
        regularizationThresholds.add(threshold);
        double[][] r = map((y, x) -> 2 / Math.sqrt(Math.max(g[y][x], threshold)));
        double[][] z = conjugateGradients(f, r, map((y, x) -> start[y][x] / f[y][x]));
        u = map((y, x) -> f[y][x] * z[y][x]);
        energies.add(energy());
    }

    /** Returns the center of the bin in which the cumulative share passes a cut-off, or of the bin after it. */
    private double center(double[][] values, double share, boolean next) {
        double least = Double.MAX_VALUE;
        double greatest = -Double.MAX_VALUE;
        for (double[] row : values) {
            for (double value : row) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        double step = (greatest - least) / 999;
        double passed = 0;
        int bin = -1;
        while (passed / (width * height) <= share) {
            bin++;
            double lower = bin == 0 ? Double.NEGATIVE_INFINITY : least + (bin - 0.5) * step;
            double upper = bin == 999 ? Double.POSITIVE_INFINITY : least + (bin + 0.5) * step;
            for (double[] row : values) {
                for (double value : row) {
                    passed += value > lower && value <= upper ? 1 : 0;
                }
            }
        }
        boolean oneFurther = next || least + bin * step <= 0;
        return least + Math.min(oneFurther ? bin + 1 : bin, 999) * step;
    }

    private double[][] product(double[][] f, double[][] r, double[][] z) {
        double[][] fz = map((y, x) -> f[y][x] * z[y][x]);
        double[][] dx = right(fz);
        double[][] dy = down(fz);
        double[][] back = back(map((y, x) -> r[y][x] * dx[y][x]), map((y, x) -> r[y][x] * dy[y][x]));
        return map((y, x) -> z[y][x] + LAMBDA * f[y][x] * back[y][x]);
    }

    private double[][] conjugateGradients(double[][] f, double[][] r, double[][] start) {
        double[][] b = map((y, x) -> s[y][x] / f[y][x]);
        double[][] az = product(f, r, start);
        double[][] z = start;
        double[][] residual = map((y, x) -> b[y][x] - az[y][x]);
        double norm = Math.sqrt(dot(b, b));
        double relative = Math.sqrt(dot(residual, residual)) / norm;
        if (iterations.isEmpty()) {
            firstResidual = relative;
        }
        double tolerance = Math.min(relative / 5, 1 - Math.pow(2, -52));
        double[][] direction = residual;
        int count = 0;
        while (Math.sqrt(dot(residual, residual)) > tolerance * norm && count < 500) {
            double[][] d = direction;
            double[][] ad = product(f, r, d);
            double[][] before = residual;
            double[][] point = z;
            double squares = dot(before, before);
            double length = squares / dot(d, ad);
            z = map((y, x) -> point[y][x] + length * d[y][x]);
            double[][] after = map((y, x) -> before[y][x] - length * ad[y][x]);
            double factor = dot(after, after) / squares;
            direction = map((y, x) -> after[y][x] + factor * d[y][x]);
            residual = after;
            count++;
        }
        iterations.add(count);
        return z;
    }

    private double dot(double[][] a, double[][] b) {
        return sum((y, x) -> a[y][x] * b[y][x]);
    }

    private double energy() {
        double[][] dx = right(u);
        double[][] dy = down(u);
        return sum(
                (y, x) -> Math.abs(u[y][x] - s[y][x]) + LAMBDA * Math.sqrt(dx[y][x] * dx[y][x] + dy[y][x] * dy[y][x]));
    }
}
