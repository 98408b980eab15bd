// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.imaging.numeric.DoubleImage;

/**
 * A window of 3 x 3 features read as a density over nine positions, column by column, with all that its mutual information with another
 * window needs. One object serves all windows of an image in turn.
 */
final class FeatureWindow {
    static final int SIDE = 3;
    static final int POSITIONS = SIDE * SIDE;
    private static final double LOG_2 = Math.log(2);

    private final double[] features = new double[POSITIONS];
    private final double[] density = new double[POSITIONS];
    private final double[] logs = new double[POSITIONS];
    private final double[] cumulative = new double[POSITIONS];
    private boolean flat;
    private double cumulativeSum;
    private double norm;
    private double deviation;
    private double entropy;

    /** Reads the window with this upper left pixel. */
    void read(DoubleImage image, int x, int y) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < POSITIONS; i++) {
            double feature = image.at(x + i / SIDE, y + i % SIDE);
            features[i] = feature;
            least = Math.min(least, feature);
            greatest = Math.max(greatest, feature);
        }
        flat = !(greatest > least);
        double sum = 0;
        for (int i = 0; i < POSITIONS; i++) {
            density[i] = flat ? 1 : (features[i] - least) / (greatest - least);
            sum += density[i];
        }
        double first = 0;
        double second = 0;
        double squares = 0;
        double total = 0;
        cumulativeSum = 0;
        entropy = 0;
        for (int i = 0; i < POSITIONS; i++) {
            double p = density[i] / sum;
            density[i] = p;
            total += p;
            cumulative[i] = total;
            cumulativeSum += total;
            first += (i + 1) * p;
            second += (i + 1) * (i + 1) * p;
            squares += (p - 1.0 / POSITIONS) * (p - 1.0 / POSITIONS);
            logs[i] = p > 0 ? Math.log(p) / LOG_2 : 0;
            entropy -= p * logs[i];
        }
        norm = Math.sqrt(squares);
        deviation = Math.sqrt(Math.max(second - first * first, 0));
    }

    private boolean hasTheFeaturesOf(FeatureWindow other) {
        for (int i = 0; i < POSITIONS; i++) {
            if (features[i] != other.features[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the mutual information of this window and one of a source, over the mean of their entropies; 1 where both are equal.
     *
     * <p>The joint density is {@code phi} times the one of the bound H (all mass on a staircase of at most 17 of the 81 positions) plus
     * {@code 1 - phi} times the product of both densities. The entropy of the product alone is known, so only the positions of the
     * staircase need a logarithm.
     */
    double information(FeatureWindow source) {
        if (hasTheFeaturesOf(source)) {
            return 1;
        }
        double correlation = correlation(source);
        double phi = 0;
        if (correlation != 0 && deviation != 0 && source.deviation != 0) {
            double scale = boundSum(source, correlation >= 0) - cumulativeSum * source.cumulativeSum;
            // Of densities that are all but a single position, rounding can leave a deviation and no scale.
            phi = scale == 0 ? 0 : correlation * source.deviation * deviation / scale;
        }
        double information = entropy + source.entropy - jointEntropy(source, phi, correlation >= 0);
        return information == 0 ? 0 : 2 * information / (entropy + source.entropy);
    }

    private double correlation(FeatureWindow source) {
        if (flat || source.flat) {
            return 0;
        }
        double product = 0;
        for (int i = 0; i < POSITIONS; i++) {
            product += (density[i] - 1.0 / POSITIONS) * (source.density[i] - 1.0 / POSITIONS);
        }
        return product == 0 ? 0 : product / (norm * source.norm);
    }

    /** Returns the bound at two positions; i of this window, j of the source. */
    private double bound(FeatureWindow source, boolean upper, int i, int j) {
        if (i < 0 || j < 0) {
            return 0;
        }
        return upper
                ? Math.min(cumulative[i], source.cumulative[j])
                : Math.max(cumulative[i] + source.cumulative[j] - 1, 0);
    }

    private double boundSum(FeatureWindow source, boolean upper) {
        double sum = 0;
        for (int i = 0; i < POSITIONS; i++) {
            for (int j = 0; j < POSITIONS; j++) {
                sum += bound(source, upper, i, j);
            }
        }
        return sum;
    }

    private double jointEntropy(FeatureWindow source, double phi, boolean upper) {
        double rest = 1 - phi;
        double restLog = rest == 0 ? 0 : Math.log(Math.abs(rest)) / LOG_2;
        // Of the product alone: - sum rest p q (log |rest| + log p + log q).
        double joint = rest * (entropy + source.entropy - restLog);
        if (phi == 0) {
            return joint;
        }
        // Along the staircase: from position to position one of the two cumulative sums is passed.
        int i = 0;
        int j = upper ? 0 : POSITIONS - 1;
        while (i < POSITIONS && j >= 0 && j < POSITIONS) {
            double mass = bound(source, upper, i, j)
                    - bound(source, upper, i - 1, j)
                    - bound(source, upper, i, j - 1)
                    + bound(source, upper, i - 1, j - 1);
            double product = rest * density[i] * source.density[j];
            double value = phi * mass + product;
            if (product != 0) {
                joint += product * (restLog + logs[i] + source.logs[j]);
            }
            if (value != 0) {
                joint -= value * Math.log(Math.abs(value)) / LOG_2;
            }
            if (upper) {
                if (cumulative[i] <= source.cumulative[j]) {
                    i++;
                } else {
                    j++;
                }
            } else if (cumulative[i] <= 1 - (j > 0 ? source.cumulative[j - 1] : 0)) {
                i++;
            } else {
                j--;
            }
        }
        return joint;
    }
}
