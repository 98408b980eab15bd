// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.registration.Confidence.Verdict;
import io.github.psfusion.registration.OneWayRegistration.Candidate;
import io.github.psfusion.registration.PartMatch.Parts;
import io.github.psfusion.registration.Refinement.Estimate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Registers an infrared and a visible image of one scene by their gradient fields: a search over rotations, scales and all shifts
 * on small images, refinement of the eight best starts there, and of the best one on larger images. Both directions are
 * refined, and a map is accepted only if starts and directions agree. Needs no training and is deterministic; sizes and fields of view may
 * differ.
 *
 * <p>Method, sources and measurements: {@code docs/reference/registration.md}.
 */
public final class ImageRegistration {
    /** Fewer parts than these are no basis for a decision. */
    private static final int MIN_PARTS = 12;
    /** The least share of parts that agree with a map that is accepted. */
    private static final double MIN_SHARE = 0.15;

    private static final double MAX_FORWARD_BACKWARD = 3;
    /** Reduction of the images on which the way back is refined: it is a check, not a result. */
    private static final double BACKWARD_REDUCTION = 2;

    private static final int GRID = 9;

    private ImageRegistration() {}

    /** Returns the map from visible to infrared points, with how far it can be relied on. */
    public static Registration register(SourceImage infrared, SourceImage visible, RegistrationOptions options) {
        OneWayRegistration forward = new OneWayRegistration(visible, infrared, options);
        OneWayRegistration backward = new OneWayRegistration(infrared, visible, options);
        List<Homography> starts = forward.starts();
        Optional<Candidate> best = forward.best(starts);
        if (best.isEmpty()) {
            return new Registration(
                    forward.nominal(), options.model(), 0, new Confidence(0, 0, Double.NaN, 0, Verdict.NO_STRUCTURE));
        }
        Estimate there = best.get().estimate();
        List<Estimate> refined = IntStream.range(0, 2)
                .parallel()
                .mapToObj(i -> i == 0
                        ? forward.refined(there, 1)
                        : backward.refined(
                                new Estimate(there.map().inverse(), there.score(), there.overlap()),
                                BACKWARD_REDUCTION))
                .toList();
        Estimate estimate = refined.get(0);
        double distance = forwardBackward(
                visible, infrared, estimate.map(), refined.get(1).map());
        Parts parts = forward.parts(estimate.map());
        Verdict verdict = Verdict.ACCEPTED;
        if (parts.asked() < MIN_PARTS) {
            verdict = Verdict.NO_STRUCTURE;
        } else if (parts.agreeing() < MIN_SHARE * parts.asked()) {
            verdict = Verdict.PARTS_DISAGREE;
        } else if (!(distance <= MAX_FORWARD_BACKWARD * forward.unit())) {
            verdict = Verdict.DIRECTIONS_DISAGREE;
        }
        return new Registration(
                estimate.map(),
                options.model(),
                estimate.score(),
                new Confidence(parts.asked(), parts.agreeing(), distance, estimate.overlap(), verdict));
    }

    /** The mean distance over those points of a grid that fall onto the infrared image; NaN if less than a ninth does. */
    private static double forwardBackward(
            SourceImage visible, SourceImage infrared, Homography forward, Homography backward) {
        double[] there = new double[2];
        double[] back = new double[2];
        double sum = 0;
        int count = 0;
        for (int j = 0; j < GRID; j++) {
            for (int i = 0; i < GRID; i++) {
                double x = i * (visible.plane().width() - 1) / (GRID - 1.0);
                double y = j * (visible.plane().height() - 1) / (GRID - 1.0);
                forward.map(x, y, there);
                if (there[0] > -1
                        && there[0] < infrared.plane().width()
                        && there[1] > -1
                        && there[1] < infrared.plane().height()) {
                    backward.map(there[0], there[1], back);
                    sum += Math.hypot(back[0] - x, back[1] - y);
                    count++;
                }
            }
        }
        return count < GRID ? Double.NaN : sum / count;
    }
}
