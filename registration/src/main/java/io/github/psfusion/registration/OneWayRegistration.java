// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.registration.CoarseSearch.Start;
import io.github.psfusion.registration.GradientField.Smoothing;
import io.github.psfusion.registration.PartMatch.Parts;
import io.github.psfusion.registration.Refinement.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The registration of a moving image to a fixed one: the steps of {@link ImageRegistration} in one of its two directions. */
final class OneWayRegistration {
    /** Long side of the small images, in pixels. */
    private static final double COARSE_SIZE = 160;
    /** Long side from which on images are not refined at full size. */
    private static final double FINE_SIZE = 1600;
    /** Long side for which distances in pixels are stated; they grow with larger images. */
    private static final double NOMINAL_SIZE = 640;
    /** The shorter side of the small images, in pixels. */
    private static final int MIN_SIZE = 24;

    private static final int STARTS = 8;
    private static final double APART = 8;
    /** Maps that are nearer to each other are one candidate. */
    private static final double SAME = 4;

    private static final int COARSE_STEPS = 20;
    private static final int AFFINE_STEPS = 15;
    private static final int FINE_STEPS = 12;
    private static final int CANDIDATE_STEPS = 8;

    private final SourceImage fixed;
    private final SourceImage moving;
    private final RegistrationOptions options;
    private final double scale; // pixels of the moving image for one of the fixed image
    private final double factor; // how much shorter the sides of the small images are
    private final Level coarseFixed;
    private final Level coarseMoving;
    private final Level middleFixed;
    private final Level middleMoving;
    private final PartMatch partMatch;

    /**
     * A map that may be right.
     *
     * @param estimate the map, refined on images of middle size
     * @param parts how many parts of the images agree with it
     */
    record Candidate(Estimate estimate, Parts parts) {}

    OneWayRegistration(SourceImage fixed, SourceImage moving, RegistrationOptions options) {
        this.fixed = fixed;
        this.moving = moving;
        this.options = options;
        scale = Math.sqrt((double) moving.plane().width()
                / fixed.plane().width()
                * moving.plane().height()
                / fixed.plane().height());
        factor = Math.max(Math.round(longSide(fixed) / COARSE_SIZE), 1);
        coarseFixed = Level.of(fixed.plane(), fixed.area(), factor);
        coarseMoving = Level.of(moving.plane(), moving.area(), factor * scale);
        double reduction = Math.min(Math.max(longSide(fixed) / PartMatch.SIZE, 1), factor);
        middleFixed = Level.of(fixed.plane(), fixed.area(), reduction);
        middleMoving = Level.of(moving.plane(), moving.area(), reduction * scale);
        partMatch = new PartMatch(middleFixed, middleMoving);
    }

    /** Returns how many pixels of the fixed image a pixel of an image of nominal size is, at least 1. */
    double unit() {
        return Math.max(longSide(fixed) / NOMINAL_SIZE, 1);
    }

    private static double longSide(SourceImage image) {
        return Math.max(image.plane().width(), image.plane().height());
    }

    /** Returns the map from which rotations and scales are counted: center to center, without a rotation. */
    Homography nominal() {
        return Homography.similarity(
                0,
                scale,
                (fixed.plane().width() - 1) / 2.0,
                (fixed.plane().height() - 1) / 2.0,
                (moving.plane().width() - 1) / 2.0,
                (moving.plane().height() - 1) / 2.0);
    }

    /**
     * Returns the nominal map, from which two cameras that are mounted together differ little, and the best starts of the search, none
     * near to another one, from points of the fixed image; none if the images are too small.
     */
    List<Homography> starts() {
        int side = Math.min(
                Math.min(coarseFixed.width(), coarseFixed.height()),
                Math.min(coarseMoving.width(), coarseMoving.height()));
        List<Homography> distinct = new ArrayList<>();
        if (side < MIN_SIZE) {
            return distinct;
        }
        distinct.add(nominal());
        for (Start start : new CoarseSearch(coarseFixed, coarseMoving, options.range()).starts(nominal())) {
            if (distinct.size() <= STARTS
                    && distinct.stream().allMatch(other -> distance(start.map(), other) >= APART * unit())) {
                distinct.add(start.map());
            }
        }
        return distinct;
    }

    /**
     * Refines starts by a similarity on the small images, then each map that is left as an affine map, and by the model that is
     * wanted on images of middle size.
     *
     * @return the map with which most parts agree, of several the one with the best score
     */
    Optional<Candidate> best(List<Homography> starts) {
        Refinement refinement = new Refinement(coarseFixed, coarseMoving, Smoothing.COARSE);
        List<Estimate> ends = IntStream.range(0, starts.size())
                .parallel()
                .mapToObj(i -> refinement.refined(starts.get(i), WarpModel.SIMILARITY, COARSE_STEPS))
                .filter(estimate -> estimate.score() != Double.NEGATIVE_INFINITY)
                .sorted(Comparator.comparingDouble(Estimate::score).reversed())
                .toList();
        List<Estimate> distinct = new ArrayList<>();
        for (Estimate end : ends) {
            if (distinct.stream().allMatch(other -> distance(end.map(), other.map()) >= SAME * unit())) {
                distinct.add(end);
            }
        }
        Refinement middle = new Refinement(middleFixed, middleMoving, Smoothing.FINE);
        return distinct.stream()
                .map(end -> {
                    Estimate affine = affine(end);
                    Estimate next = middle.refined(affine.map(), options.model(), CANDIDATE_STEPS);
                    Estimate estimate = next.score() == Double.NEGATIVE_INFINITY ? affine : next;
                    return new Candidate(estimate, parts(estimate.map()));
                })
                .reduce((a, b) -> b.parts().agreeing() > a.parts().agreeing() ? b : a);
    }

    /** Returns how many parts of the images agree with a map. */
    Parts parts(Homography map) {
        return partMatch.of(map);
    }

    private Estimate affine(Estimate start) {
        return options.model().compareTo(WarpModel.AFFINE) < 0
                ? start
                : new Refinement(coarseFixed, coarseMoving, Smoothing.COARSE)
                        .refined(start.map(), WarpModel.AFFINE, AFFINE_STEPS);
    }

    private double distance(Homography first, Homography second) {
        return first.meanDistance(second, fixed.plane().width(), fixed.plane().height());
    }

    /**
     * Refines a map by the model that is wanted, on images that double in size.
     *
     * @param reduction how much shorter the sides of the last images may be than those of the full ones, at least 1
     */
    Estimate refined(Estimate start, double reduction) {
        Estimate estimate = start;
        // An image that is enlarged to more than twice its size has no more to offer.
        double useful = Math.min(1 / (2 * scale), factor / 2);
        double finest = Math.max(Math.max(longSide(fixed) / FINE_SIZE, Math.min(reduction, factor)), useful);
        for (double level = 2 * finest; level >= finest; level /= 2) {
            // The last level counts for small images, too: the model is not fitted before.
            if (level < factor || level <= finest) {
                Refinement refinement = new Refinement(
                        Level.of(fixed.plane(), fixed.area(), level),
                        Level.of(moving.plane(), moving.area(), level * scale),
                        Smoothing.FINE);
                Estimate next = refinement.refined(estimate.map(), options.model(), FINE_STEPS);
                estimate = next.score() == Double.NEGATIVE_INFINITY ? estimate : next;
            }
        }
        return estimate;
    }
}
