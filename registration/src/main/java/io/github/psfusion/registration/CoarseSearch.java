// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.registration.GradientField.Smoothing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Looks for where two images may lie on each other: for each rotation and scale of a range, Fourier transforms give the correlation of
 * the two gradient fields at all shifts at once, normalized over the part in which both overlap (masked correlation,
 * D. Padfield, "Masked object registration in the Fourier domain", 2012).
 */
final class CoarseSearch {
    private static final int MARGIN = 3;
    private static final double MIN_OVERLAP = 0.4;
    private static final double MIN_POWER = 1e-4;

    private final Level fixed;
    private final Level moving;
    private final SearchRange range;
    private final int shift; // the largest one, in pixels of the level
    private final FourierTransform transform;
    private final double[] fixedField; // spectrum
    private final double[] fixedPowerAndArea; // spectrum of power + i area
    private final int fixedCount;

    /**
     * A map that may be right.
     *
     * @param map from points of the full fixed image to points of the full moving one
     * @param score correlation
     */
    record Start(Homography map, double score) {}

    CoarseSearch(Level fixed, Level moving, SearchRange range) {
        this.fixed = fixed;
        this.moving = moving;
        this.range = range;
        shift = (int) Math.round(range.shiftShare() * Math.max(fixed.width(), fixed.height()));
        transform = new FourierTransform(
                FourierTransform.fastLength(fixed.width() + 2 * shift),
                FourierTransform.fastLength(fixed.height() + 2 * shift));
        ValidArea area = fixed.area().eroded(MARGIN);
        GradientField field = GradientField.of(fixed.image(), area, Smoothing.COARSE_SEARCH);
        fixedField = transform.forward(complex(field.real(), field.imaginary(), shift));
        fixedPowerAndArea = transform.forward(powerAndArea(field, area, shift));
        fixedCount = area.count();
    }

    /**
     * Returns the best map of each rotation and scale, the best first.
     *
     * @param nominal the map from which rotations and scales are counted, from points of the full fixed image
     */
    List<Start> starts(Homography nominal) {
        int scales = range.scales();
        List<Optional<Start>> found = IntStream.range(0, range.rotations() * scales)
                .parallel()
                .mapToObj(i -> start(nominal, range.rotation(i / scales), range.scale(i % scales)))
                .toList();
        List<Start> starts = new ArrayList<>();
        found.forEach(start -> start.ifPresent(starts::add));
        starts.sort(Comparator.comparingDouble(Start::score).reversed());
        return starts;
    }

    private Optional<Start> start(Homography nominal, double angle, double scale) {
        double centerX = (fixed.width() - 1) / 2.0;
        double centerY = (fixed.height() - 1) / 2.0;
        Homography map = moving.toFull()
                .inverse()
                .after(nominal)
                .after(fixed.toFull())
                .after(Homography.similarity(angle, scale, centerX, centerY, centerX, centerY));
        // The canvas is wider than the fixed image by the largest shift on each side.
        Warped warped = Warped.of(
                moving.image(),
                moving.area(),
                map.after(Homography.shift(-shift, -shift)),
                fixed.width() + 2 * shift,
                fixed.height() + 2 * shift);
        ValidArea area = warped.area().eroded(MARGIN);
        GradientField field = GradientField.of(warped.image(), area, Smoothing.COARSE_SEARCH);
        double[] spectrum = transform.forward(complex(field.real(), field.imaginary(), 0));
        double[] powerAndArea = transform.forward(powerAndArea(field, area, 0));
        double[] correlations = new double[spectrum.length]; // real: of the fields, imaginary: of the areas
        double[] powers = new double[spectrum.length]; // real: of the fixed field, imaginary: of the moving one
        correlate(spectrum, powerAndArea, correlations, powers);
        double minCount = MIN_OVERLAP * Math.min(fixedCount, area.count());
        return best(transform.inverse(correlations), transform.inverse(powers), Math.max(minCount, 1))
                .map(peak -> new Start(
                        moving.toFull()
                                .after(map)
                                .after(Homography.shift(-peak.dx, -peak.dy))
                                .after(fixed.toFull().inverse()),
                        peak.score));
    }

    private record Peak(int dx, int dy, double score) {}

    private double[] complex(DoubleImage real, DoubleImage imaginary, int offset) {
        double[] values = new double[2 * transform.width() * transform.height()];
        for (int y = 0; y < real.height(); y++) {
            int to = 2 * ((y + offset) * transform.width() + offset);
            for (int x = 0; x < real.width(); x++) {
                values[to + 2 * x] = real.at(x, y);
                values[to + 2 * x + 1] = imaginary.at(x, y);
            }
        }
        return values;
    }

    private double[] powerAndArea(GradientField field, ValidArea area, int offset) {
        double[] values = complex(field.real(), field.imaginary(), offset);
        for (int y = 0; y < area.height(); y++) {
            int to = 2 * ((y + offset) * transform.width() + offset);
            for (int x = 0; x < area.width(); x++) {
                double re = values[to + 2 * x];
                double im = values[to + 2 * x + 1];
                // Where the last smoothing has reached over the border, the power is not counted.
                values[to + 2 * x] = area.at(x, y) ? re * re + im * im : 0;
                values[to + 2 * x + 1] = area.at(x, y) ? 1 : 0;
            }
        }
        return values;
    }

    /**
     * Multiplies spectra. Two real results share a transform, one as its real and one as its imaginary part, which needs spectra of
     * real values: those are the parts with the symmetry {@code F(-k) = conj F(k)}.
     */
    private void correlate(double[] field, double[] powerAndArea, double[] correlations, double[] powers) {
        for (int i = 0; i < field.length / 2; i++) {
            int j = transform.opposite(i);
            // The fixed field times the conjugate of the moving one, at k and at -k.
            double re = fixedField[2 * i] * field[2 * i] + fixedField[2 * i + 1] * field[2 * i + 1];
            double im = fixedField[2 * i + 1] * field[2 * i] - fixedField[2 * i] * field[2 * i + 1];
            double reOpposite = fixedField[2 * j] * field[2 * j] + fixedField[2 * j + 1] * field[2 * j + 1];
            double imOpposite = fixedField[2 * j + 1] * field[2 * j] - fixedField[2 * j] * field[2 * j + 1];
            double[] f = fixedPowerAndArea;
            double[] m = powerAndArea;
            double fixedPowerRe = (f[2 * i] + f[2 * j]) / 2;
            double fixedPowerIm = (f[2 * i + 1] - f[2 * j + 1]) / 2;
            double fixedAreaRe = (f[2 * i + 1] + f[2 * j + 1]) / 2;
            double fixedAreaIm = (f[2 * j] - f[2 * i]) / 2;
            double powerRe = (m[2 * i] + m[2 * j]) / 2;
            double powerIm = (m[2 * i + 1] - m[2 * j + 1]) / 2;
            double areaRe = (m[2 * i + 1] + m[2 * j + 1]) / 2;
            double areaIm = (m[2 * j] - m[2 * i]) / 2;
            double overlapRe = fixedAreaRe * areaRe + fixedAreaIm * areaIm;
            double overlapIm = fixedAreaIm * areaRe - fixedAreaRe * areaIm;
            correlations[2 * i] = (re + reOpposite) / 2 - overlapIm;
            correlations[2 * i + 1] = (im - imOpposite) / 2 + overlapRe;
            double firstRe = fixedPowerRe * areaRe + fixedPowerIm * areaIm;
            double firstIm = fixedPowerIm * areaRe - fixedPowerRe * areaIm;
            double secondRe = fixedAreaRe * powerRe + fixedAreaIm * powerIm;
            double secondIm = fixedAreaIm * powerRe - fixedAreaRe * powerIm;
            powers[2 * i] = firstRe - secondIm;
            powers[2 * i + 1] = firstIm + secondRe;
        }
    }

    private Optional<Peak> best(double[] correlations, double[] powers, double minCount) {
        Peak best = new Peak(0, 0, Double.NEGATIVE_INFINITY);
        for (int dy = -shift; dy <= shift; dy++) {
            int row = Math.floorMod(dy, transform.height()) * transform.width();
            for (int dx = -shift; dx <= shift; dx++) {
                int i = 2 * (row + Math.floorMod(dx, transform.width()));
                double count = correlations[i + 1];
                double power = Math.min(powers[i], powers[i + 1]);
                if (count < minCount || power < MIN_POWER * count) {
                    continue;
                }
                double score = correlations[i] / Math.sqrt(powers[i] * powers[i + 1]);
                if (score > best.score) {
                    best = new Peak(dx, dy, score);
                }
            }
        }
        return best.score == Double.NEGATIVE_INFINITY ? Optional.empty() : Optional.of(best);
    }
}
