// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import java.util.List;

/**
 * One level of a wavelet transform of lines by lifting: odd samples less a prediction from their even neighbors, even samples
 * plus an update from their odd neighbors, and so on. Undone by the same steps backwards, so that lines of any length come back.
 *
 * <p>Beyond the ends a line is reflected without repeating the end. Haar's steps look to one side only: a last sample without a
 * partner is its own coarse one. The coarse band has gain 1: a constant keeps its value. I. Daubechies, W. Sweldens, "Factoring
 * wavelet transforms into lifting steps", Journal of Fourier Analysis and Applications 4, 1998.
 *
 * @param steps factors of the two neighbors, alternating between steps that change odd and steps that change even samples
 * @param coarseGain by which the coarse samples are divided so that a constant keeps its value
 */
record Lifting(List<Step> steps, double coarseGain) {
    /**
     * A step.
     *
     * @param before factor of the neighbor before
     * @param after factor of the neighbor after
     */
    record Step(double before, double after) {
        static Step both(double factor) {
            return new Step(factor, factor);
        }

        /** Returns the factor of the only neighbor of the first sample. */
        private double atFirst() {
            return before == after ? before + after : after;
        }

        /** Returns the factor of the only neighbor of the last sample. */
        private double atLast() {
            return before == after ? before + after : before;
        }
    }

    /** Haar's wavelet. */
    static final Lifting HAAR = new Lifting(List.of(new Step(-1, 0), new Step(0, 0.5)), 1);

    /** The spline wavelet of 5 and 3 taps: Le Gall's, also called biorthogonal 2.2. */
    static final Lifting SPLINE_5_3 = new Lifting(List.of(Step.both(-0.5), Step.both(0.25)), 1);

    /** The wavelet of 9 and 7 taps of Cohen, Daubechies and Feauveau, also called biorthogonal 4.4; factors as in JPEG 2000. */
    static final Lifting CDF_9_7 = new Lifting(
            List.of(
                    Step.both(-1.586134342059924),
                    Step.both(-0.052980118572961),
                    Step.both(0.882911075530934),
                    Step.both(0.443506852043971)),
            1.230174104914001);

    /** Transforms a line in place: even samples become coarse ones, odd samples details. */
    void forward(double[] line) {
        for (int k = 0; k < steps.size(); k++) {
            apply(line, steps.get(k), k % 2 == 0 ? 1 : 0, 1);
        }
        for (int i = 0; i < line.length && line.length > 1; i += 2) {
            line[i] /= coarseGain;
        }
    }

    /** Undoes {@link #forward}. */
    void backward(double[] line) {
        for (int i = 0; i < line.length && line.length > 1; i += 2) {
            line[i] *= coarseGain;
        }
        for (int k = steps.size() - 1; k >= 0; k--) {
            apply(line, steps.get(k), k % 2 == 0 ? 1 : 0, -1);
        }
    }

    private static void apply(double[] line, Step step, int first, int sign) {
        int last = line.length - 1;
        if (last == 0) {
            return; // a single sample is its own coarse one
        }
        for (int i = first; i <= last; i += 2) {
            double change;
            if (i == 0) {
                change = step.atFirst() * line[1];
            } else if (i == last) {
                change = step.atLast() * line[last - 1];
            } else {
                change = step.before * line[i - 1] + step.after * line[i + 1];
            }
            line[i] += sign * change;
        }
    }
}
