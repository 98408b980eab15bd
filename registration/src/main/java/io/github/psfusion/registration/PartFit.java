// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.registration.PartMatch.PartShift;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Fits a map of a rig to the shifts of parts at different distances. Parallax shifts each part along one line, that of the baseline; what
 * lies across that line does not depend on the distance. So the map is fitted to the shifts across the line, and with a small weight
 * to those along it.
 *
 * <p>Iteratively reweighted least squares with the weights of A. Beaton and J. Tukey, "The fitting of power series", 1974. For the geometry
 * see R. Hartley and A. Zisserman, "Multiple View Geometry in Computer Vision", 2004, section 13.3 (plane and parallax).
 */
final class PartFit {
    // Lengths are in pixels of the images on which parts are matched.
    /** How far across the line a part may be to count as one that lies on it. */
    private static final double ON_LINE = 1.5;
    /** Spread along the line below which there is no parallax to speak of, and as a multiple of that across it. */
    private static final double MIN_SPREAD = 0.5;

    private static final double MIN_SPREAD_RATIO = 1.4;
    private static final int MIN_PARTS = 100;
    private static final int ANGLES = 60;

    /** Weight of the shifts along the line: parallax is no noise, its mean depends on the place in the image. */
    private static final double ALONG = 0.1;
    /** The largest distance along the line that still counts. */
    private static final double MAX_ALONG = 10;
    /** The largest distances across the line that still count, round after round. */
    private static final double[] MAX_ACROSS = {6, 6, 6, 4, 4, 4, 2.5, 2.5, 2.5, 2.5};

    private final List<PartShift> shifts;
    private final double unit; // the length of a pixel

    /**
     * Takes shifts.
     *
     * @param half half the long side of the images on which they were measured, in pixels
     */
    PartFit(List<PartShift> shifts, double half) {
        this.shifts = shifts;
        unit = 1 / half;
    }

    /**
     * The displacements that fit best.
     *
     * @param line direction of the parallax, of length 1, in the fixed image
     * @param weights of the displacements
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Solution(double[] line, double[] weights) {}

    /**
     * Fits displacements, and the line: of all directions the one after whose fit most parts lie on their place across it.
     *
     * @return empty if the shifts along the line hardly differ more than those across it, or if the parts do not determine a map
     */
    Optional<Solution> solve(DisplacementBasis basis) {
        if (shifts.size() < MIN_PARTS) {
            return Optional.empty();
        }
        double[][] across = new double[shifts.size()][];
        double[][] down = new double[shifts.size()][];
        for (int k = 0; k < across.length; k++) {
            across[k] = new double[basis.size()];
            down[k] = new double[basis.size()];
            for (int i = 0; i < basis.size(); i++) {
                across[k][i] =
                        basis.across(i).at(shifts.get(k).x(), shifts.get(k).y());
                down[k][i] = basis.down(i).at(shifts.get(k).x(), shifts.get(k).y());
            }
        }
        Optional<Trial> best = IntStream.range(0, ANGLES)
                .parallel()
                .mapToObj(i -> trial(across, down, i * Math.PI / ANGLES))
                .flatMap(Optional::stream)
                .max(Comparator.comparingDouble(Trial::onLine));
        return best.filter(Trial::hasParallax).map(trial -> new Solution(trial.line, trial.weights));
    }

    /** A fit for one direction of the line. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Trial(double[] line, double[] weights, double onLine, double spreadAlong, double spreadAcross) {
        boolean hasParallax() {
            return spreadAlong >= MIN_SPREAD_RATIO * spreadAcross;
        }
    }

    /** Returns Tukey's weight of a distance: 1 at 0, none from the limit, which is in pixels, on. */
    private double weight(double distance, double limit) {
        double part = distance / (limit * unit);
        double weight = Math.abs(part) < 1 ? 1 - part * part : 0;
        return weight * weight;
    }

    private Optional<Trial> trial(double[][] basisAcross, double[][] basisDown, double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        int n = basisAcross[0].length;
        double[][] along = new double[shifts.size()][n];
        double[][] across = new double[shifts.size()][n];
        double[] shiftAlong = new double[along.length];
        double[] shiftAcross = new double[along.length];
        for (int k = 0; k < along.length; k++) {
            for (int i = 0; i < n; i++) {
                along[k][i] = c * basisAcross[k][i] + s * basisDown[k][i];
                across[k][i] = c * basisDown[k][i] - s * basisAcross[k][i];
            }
            shiftAlong[k] = c * shifts.get(k).dx() + s * shifts.get(k).dy();
            shiftAcross[k] = c * shifts.get(k).dy() - s * shifts.get(k).dx();
        }
        double[] weights = new double[n];
        for (double limit : MAX_ACROSS) {
            double[][] matrix = new double[n][n];
            double[] right = new double[n];
            for (int k = 0; k < along.length; k++) {
                double weight = shifts.get(k).score() * weight(shiftAcross[k] - dot(across[k], weights), limit);
                add(matrix, right, across[k], shiftAcross[k], weight);
                double weightAlong = ALONG * weight(shiftAlong[k] - dot(along[k], weights), MAX_ALONG);
                add(matrix, right, along[k], shiftAlong[k], weight * weightAlong);
            }
            Optional<double[]> next = LinearSystem.solve(matrix, right);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            weights = next.get();
        }
        double[] restAlong = new double[along.length];
        double[] restAcross = new double[along.length];
        double onLine = 0;
        for (int k = 0; k < along.length; k++) {
            restAlong[k] = Math.abs(shiftAlong[k] - dot(along[k], weights));
            restAcross[k] = Math.abs(shiftAcross[k] - dot(across[k], weights));
            onLine += shifts.get(k).score() * weight(restAcross[k], ON_LINE);
        }
        double spreadAlong = median(restAlong);
        return spreadAlong < MIN_SPREAD * unit
                ? Optional.of(new Trial(new double[] {c, s}, weights, onLine, 0, 1))
                : Optional.of(new Trial(new double[] {c, s}, weights, onLine, spreadAlong, median(restAcross)));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static double dot(double[] row, double[] weights) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += row[i] * weights[i];
        }
        return sum;
    }

    private static void add(double[][] matrix, double[] right, double[] row, double value, double weight) {
        for (int i = 0; i < row.length; i++) {
            right[i] += weight * row[i] * value;
            for (int j = 0; j < row.length; j++) {
                matrix[i][j] += weight * row[i] * row[j];
            }
        }
    }
}
