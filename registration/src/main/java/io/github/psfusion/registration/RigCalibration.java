// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.platform.Counted;
import io.github.psfusion.registration.FieldMatch.Comparison;
import io.github.psfusion.registration.GradientField.Smoothing;
import io.github.psfusion.registration.NormalEquations.Moments;
import io.github.psfusion.registration.PartFit.Solution;
import io.github.psfusion.registration.PartMatch.PartShift;
import io.github.psfusion.registration.Refinement.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Calibrates a rig from several pairs: one map, and one radial distortion, for all of them. Each pair is first registered by itself;
 * then the normal equations of all pairs are summed up and solved for the common map, and pairs whose own map still differs from it
 * by more than 4 pixels are dropped, until none does. If parts of the images are shifted along a line, as parallax does, the map is
 * fitted anew by {@link PartFit}.
 */
public final class RigCalibration {
    /** Number of pairs below which there is no calibration. */
    public static final int MIN_PAIRS = 3;

    private static final double MAX_DIFFERENCE = 4; // in pixels of an image of nominal size
    private static final double NOMINAL_SIZE = 640;
    private static final double COARSE_SIZE = 160;
    private static final int STEPS = 12;
    private static final int OWN_STEPS = 8;
    private static final int ROUNDS = 4;
    private static final int PARALLAX_ROUNDS = 3;
    private static final double STOP = 0.01;
    private static final double PARTS_STOP = 0.1;
    private static final int GRID = 9;
    /** A first coefficient below which the center of a distortion cannot be seen. */
    private static final double MIN_K1 = 0.01;
    /** The farthest that the center may move in a step, as a part of half the long side. */
    private static final double MAX_CENTER_STEP = 0.1;

    private final List<CalibrationPair> pairs;
    private final CalibrationOptions options;
    private final int width; // of the visible images
    private final int height;
    private final double unit;

    /**
     * A calibrated rig.
     *
     * @param rig the rig
     * @param dropped names of the pairs that were left out, each with the reason
     */
    public record Result(Rig rig, List<String> dropped) {}

    private RigCalibration(List<CalibrationPair> pairs, CalibrationOptions options) {
        this.pairs = pairs;
        this.options = options;
        width = pairs.get(0).visible().plane().width();
        height = pairs.get(0).visible().plane().height();
        unit = Math.max(Math.max(width, height) / NOMINAL_SIZE, 1);
    }

    /**
     * Calibrates a rig.
     *
     * @param pairs of one rig and about one distance; 8 to 20 are a good number, 12 or more where distortion is fitted
     * @throws CalibrationException if the sizes differ or too few pairs agree
     */
    public static Result calibrate(List<CalibrationPair> pairs, CalibrationOptions options)
            throws CalibrationException {
        return calibrate(pairs, options, count -> {});
    }

    /**
     * Calibrates a rig as {@link #calibrate(List, CalibrationOptions)} does.
     *
     * @param registered receives how many pairs have been registered, which takes most of the time; an exception ends the calibration
     */
    public static Result calibrate(List<CalibrationPair> pairs, CalibrationOptions options, IntConsumer registered)
            throws CalibrationException {
        int needed = options.radialTerms() > 0 ? CalibrationOptions.MIN_RADIAL_PAIRS : MIN_PAIRS;
        if (pairs.size() < needed) {
            throw new CalibrationException("A calibration " + (options.radialTerms() > 0 ? "with distortion " : "")
                    + "needs at least " + needed + " pairs, but there are " + pairs.size()
                    + ". Add pairs of other scenes of the same rig.");
        }
        for (CalibrationPair pair : pairs) {
            requireSizes(pair, pairs.get(0));
        }
        return new RigCalibration(pairs, options).run(needed, registered);
    }

    private static void requireSizes(CalibrationPair pair, CalibrationPair first) throws CalibrationException {
        if (!size(pair.infrared()).equals(size(first.infrared()))
                || !size(pair.visible()).equals(size(first.visible()))) {
            throw new CalibrationException(pair.source().name() + ": infrared and visible image have "
                    + size(pair.infrared()) + " and " + size(pair.visible()) + " pixels, those of "
                    + first.source().name() + " " + size(first.infrared()) + " and " + size(first.visible())
                    + ". Calibrate from pairs of one rig.");
        }
    }

    private static ImageSize size(SourceImage image) {
        return new ImageSize(image.plane().width(), image.plane().height());
    }

    private Result run(int needed, IntConsumer registered) throws CalibrationException {
        List<String> dropped = new ArrayList<>();
        List<Integer> used = new ArrayList<>();
        List<Homography> own = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            CalibrationPair pair = pairs.get(i);
            Registration registration =
                    ImageRegistration.register(pair.infrared(), pair.visible(), RegistrationOptions.defaults());
            if (registration.isAccepted()) {
                used.add(i);
                own.add(registration.map());
            } else {
                dropped.add(pair.source().name() + ": " + registration.confidence());
            }
            registered.accept(i + 1);
        }
        requireEnough(used, needed, dropped);
        Homography first = medoid(own);
        if (options.model() == WarpModel.CAMERA) {
            first = withoutShear(first);
        }
        LensMap map = new LensMap(options.visibleLens(), first, options.infraredLens());
        if (options.radialTerms() > 0 && map.to().isNone()) {
            ImageSize infrared = size(pairs.get(0).infrared());
            map = new LensMap(map.from(), map.map(), LensDistortion.ofImage(infrared.width(), infrared.height(), 0, 0));
        }
        double scale = scale(map);
        double factor = Math.max(Math.round(Math.max(width, height) / COARSE_SIZE), 1);
        List<Refinement> coarse = refinements(used, factor, scale, Smoothing.COARSE);
        List<Refinement> fine = refinements(used, Math.min(2, factor), scale, Smoothing.FINE);
        map = joint(coarse, map, options.radialTerms(), Center.FIXED);
        List<Estimate> residuals = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            map = joint(fine, map, options.radialTerms(), Center.FIXED);
            residuals = own(fine, map);
            boolean settled = true;
            for (int i = used.size() - 1; i >= 0; i--) {
                double difference = difference(residuals.get(i));
                if (difference > MAX_DIFFERENCE * unit && round < ROUNDS - 1) {
                    dropped.add(pairs.get(used.get(i)).source().name()
                            + String.format(Locale.ROOT, ": differs from the others by %.1f pixels", difference));
                    used.remove(i);
                    fine.remove(i);
                    settled = false;
                }
            }
            requireEnough(used, needed, dropped);
            if (settled) {
                break;
            }
        }
        PartsMap parallax = withParallax(used, map, scale);
        if (parallax.line.isPresent()) {
            map = parallax.map;
        } else if (options.radialTerms() > 0) {
            // Not beside parallax: walls on both sides that are nearer than the middle look like another center.
            map = joint(fine, map, options.radialTerms(), Center.FITTED);
        }
        return new Result(rig(used, map, fine, own(fine, map), parallax.line), List.copyOf(dropped));
    }

    /** Returns the similarity that is nearest to a map at the center of the visible image. */
    private Homography withoutShear(Homography map) {
        double x = (width - 1) / 2.0;
        double y = (height - 1) / 2.0;
        double[] center = new double[2];
        double[] right = new double[2];
        double[] below = new double[2];
        map.map(x, y, center);
        map.map(x + 1, y, right);
        map.map(x, y + 1, below);
        double cosine = (right[0] - center[0] + below[1] - center[1]) / 2;
        double sine = (right[1] - center[1] - below[0] + center[0]) / 2;
        return Homography.similarity(Math.atan2(sine, cosine), Math.hypot(sine, cosine), x, y, center[0], center[1]);
    }

    /**
     * A map that was fitted to parts.
     *
     * @param line direction of the parallax in the visible image; empty if there is none, and the map is the one before
     */
    private record PartsMap(LensMap map, Optional<double[]> line) {}

    /** Fits the map to parts, if these show parallax. */
    private PartsMap withParallax(List<Integer> used, LensMap start, double scale) {
        double factor = Math.max(Math.max(width, height) / PartMatch.SIZE, 1);
        List<PartMatch> matches = new ArrayList<>();
        for (int index : used) {
            CalibrationPair pair = pairs.get(index);
            matches.add(new PartMatch(
                    Level.of(pair.visible().plane(), pair.visible().area(), factor),
                    Level.of(pair.infrared().plane(), pair.infrared().area(), factor * scale)));
        }
        LensMap map = start;
        Optional<double[]> line = Optional.empty();
        for (int round = 0; round < PARALLAX_ROUNDS; round++) {
            List<PartShift> shifts = new ArrayList<>();
            for (PartMatch match : matches) {
                shifts.addAll(match.shifts(map));
            }
            Optional<Solution> solution =
                    new PartFit(shifts, half() / factor).solve(basis(map, options.radialTerms(), Center.FIXED));
            if (solution.isEmpty()) {
                break;
            }
            line = solution.map(Solution::line);
            LensMap before = map;
            map = moved(map, solution.get().weights(), options.radialTerms(), Center.FIXED);
            if (gridDistance(map, before) < PARTS_STOP * unit) {
                break;
            }
        }
        return new PartsMap(map, line);
    }

    private static void requireEnough(List<Integer> used, int needed, List<String> dropped)
            throws CalibrationException {
        if (used.size() < needed) {
            throw new CalibrationException(
                    "Only " + Counted.of(used.size(), "pair") + " with one and the same map, " + needed
                            + " are needed. Left out: " + String.join("; ", dropped)
                            + ". Add pairs of scenes with many edges, by day and at one distance.");
        }
    }

    /** Returns the map whose median distance to the others is the smallest. */
    private Homography medoid(List<Homography> maps) {
        return maps.stream()
                .min(Comparator.comparingDouble(map -> median(maps.stream()
                        .mapToDouble(other -> map.meanDistance(other, width, height))
                        .toArray())))
                .orElseThrow();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    private double scale(LensMap map) {
        return Math.sqrt(map.map().areaScale((width - 1) / 2.0, (height - 1) / 2.0));
    }

    private List<Refinement> refinements(List<Integer> used, double factor, double scale, Smoothing smoothing) {
        List<Refinement> refinements = new ArrayList<>();
        for (int index : used) {
            CalibrationPair pair = pairs.get(index);
            refinements.add(new Refinement(
                    Level.of(pair.visible().plane(), pair.visible().area(), factor),
                    Level.of(pair.infrared().plane(), pair.infrared().area(), factor * scale),
                    smoothing));
        }
        return refinements;
    }

    private enum Center {
        FIXED,
        FITTED
    }

    /** Takes steps of the summed normal equations until the map rests. */
    private LensMap joint(List<Refinement> refinements, LensMap start, int terms, Center center) {
        LensMap map = start;
        LensMap best = start;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int step = 0; step <= STEPS; step++) {
            DisplacementBasis basis = basis(map, terms, center);
            LensMap current = map;
            List<Part> parts = IntStream.range(0, refinements.size())
                    .parallel()
                    .mapToObj(i -> part(refinements.get(i).compare(current), basis))
                    .toList();
            double score = 0;
            NormalEquations equations = new NormalEquations(basis);
            for (Part part : parts) {
                score += part.score;
                part.moments.ifPresent(equations::add);
            }
            if (score > bestScore) {
                bestScore = score;
                best = map;
            }
            Optional<double[]> weights = equations.solve();
            if (step == STEPS || weights.isEmpty()) {
                break;
            }
            map = moved(map, weights.get(), terms, center);
            if (gridDistance(map, current) < STOP) {
                break;
            }
        }
        return best;
    }

    /** What a pair adds to a step. */
    private record Part(double score, Optional<Moments> moments) {}

    private static Part part(Comparison comparison, DisplacementBasis basis) {
        return comparison.score() == Double.NEGATIVE_INFINITY
                ? new Part(-1, Optional.empty())
                : new Part(comparison.score(), Optional.of(comparison.moments(basis)));
    }

    private double gridDistance(LensMap first, LensMap second) {
        double[] here = new double[2];
        double[] there = new double[2];
        double sum = 0;
        for (int j = 0; j < GRID; j++) {
            for (int i = 0; i < GRID; i++) {
                double x = i * (width - 1) / (GRID - 1.0);
                double y = j * (height - 1) / (GRID - 1.0);
                first.map(x, y, here);
                second.map(x, y, there);
                sum += Math.hypot(here[0] - there[0], here[1] - there[1]);
            }
        }
        return sum / (GRID * GRID) / scale(first);
    }

    /**
     * The displacements of visible points that the model and the distortion of the infrared lens allow, to first order: the distortion
     * is small, so that a change of it is nearly the same before the map as after it.
     */
    private DisplacementBasis basis(LensMap map, int terms, Center center) {
        DisplacementBasis basis = options.model().basis();
        if (terms == 0) {
            return basis;
        }
        LensDistortion lens = map.to();
        double[] middle = {lens.centerX(), lens.centerY()};
        map.inverse().map(middle[0], middle[1], middle);
        double half = half();
        Polynomial x = Polynomial.X.plus(Polynomial.ONE.times(-(middle[0] - (width - 1) / 2.0) / half));
        Polynomial y = Polynomial.Y.plus(Polynomial.ONE.times(-(middle[1] - (height - 1) / 2.0) / half));
        double ratio = scale(map) * half / lens.unit();
        Polynomial square = x.times(x).plus(y.times(y)).times(ratio * ratio);
        Polynomial power = square;
        for (int term = 0; term < terms; term++) {
            basis.with(x.times(power), y.times(power));
            power = power.times(square);
        }
        if (center == Center.FITTED) {
            double factor = -ratio * ratio;
            Polynomial xx = x.times(x).times(factor);
            Polynomial yy = y.times(y).times(factor);
            Polynomial xy = x.times(y).times(2 * factor);
            basis.with(xx.times(3).plus(yy), xy).with(xy, yy.times(3).plus(xx));
        }
        return basis;
    }

    private double half() {
        return Math.max(width, height) / 2.0;
    }

    private LensMap moved(LensMap map, double[] weights, int terms, Center center) {
        double half = half();
        Homography normalization =
                Homography.scaling(1 / half, 1 / half, -(width - 1) / 2.0 / half, -(height - 1) / 2.0 / half);
        Homography own = normalization
                .inverse()
                .after(options.model().increment(weights))
                .after(normalization);
        int next = options.model().basis().size();
        LensDistortion lens = map.to();
        double k1 = terms > 0 ? lens.k1() + weights[next] : lens.k1();
        double k2 = terms > 1 ? lens.k2() + weights[next + 1] : lens.k2();
        double moveX = 0;
        double moveY = 0;
        if (center == Center.FITTED && Math.abs(k1) > MIN_K1) {
            // The weights are those of k1 times the move of the center, in units of half the long side.
            moveX = limited(weights[next + terms] / k1) * half * scale(map);
            moveY = limited(weights[next + terms + 1] / k1) * half * scale(map);
        }
        return new LensMap(
                map.from(),
                map.map().after(own),
                new LensDistortion(k1, k2, lens.centerX() + moveX, lens.centerY() + moveY, lens.unit()));
    }

    private static double limited(double step) {
        return Math.min(Math.max(step, -MAX_CENTER_STEP), MAX_CENTER_STEP);
    }

    /** Returns for each pair the map of the visible image onto itself that would make it fit best by itself. */
    private List<Estimate> own(List<Refinement> refinements, LensMap map) {
        return IntStream.range(0, refinements.size())
                .parallel()
                .mapToObj(i -> refinements.get(i).refinedBefore(map, WarpModel.AFFINE, OWN_STEPS))
                .toList();
    }

    private double difference(Estimate own) {
        return own.map().meanDistance(Homography.IDENTITY, width, height);
    }

    private Rig rig(
            List<Integer> used,
            LensMap map,
            List<Refinement> fine,
            List<Estimate> residuals,
            Optional<double[]> parallax) {
        double score = 0;
        double[] differences = new double[used.size()];
        List<double[]> shifts = new ArrayList<>();
        List<Rig.Source> sources = new ArrayList<>();
        double[] matrix = map.map().toArray();
        double[] center = new double[2];
        for (int i = 0; i < used.size(); i++) {
            score += fine.get(i).compare(map).score() / used.size();
            differences[i] = difference(residuals.get(i));
            residuals.get(i).map().map((width - 1) / 2.0, (height - 1) / 2.0, center);
            double dx = center[0] - (width - 1) / 2.0;
            double dy = center[1] - (height - 1) / 2.0;
            shifts.add(new double[] {matrix[0] * dx + matrix[1] * dy, matrix[3] * dx + matrix[4] * dy});
            sources.add(pairs.get(used.get(i)).source());
        }
        CalibrationPair first = pairs.get(0);
        return new Rig(
                size(first.visible()),
                size(first.infrared()),
                map,
                parallax.map(line -> infraredLine(matrix, line)).or(() -> ParallaxLine.fit(shifts)),
                new Rig.Origin(used.size(), score, median(differences), options.distance(), sources));
    }

    private static ParallaxLine infraredLine(double[] matrix, double[] line) {
        double x = matrix[0] * line[0] + matrix[1] * line[1];
        double y = matrix[3] * line[0] + matrix[4] * line[1];
        return new ParallaxLine(x / Math.hypot(x, y), y / Math.hypot(x, y));
    }
}
