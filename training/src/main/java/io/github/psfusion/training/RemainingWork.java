// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

/**
 * What is left of a training.
 *
 * @param steps how many steps such as the next one cost as much as those that are left: with crops that grow, more than there are
 * @param validations how many validations
 * @param validationPairs pairs of each
 * @param previews how many previews
 * @param previewPairs pairs of each
 * @param checkpoints how many checkpoints
 */
public record RemainingWork(
        double steps, long validations, int validationPairs, long previews, int previewPairs, long checkpoints) {
    /** Returns how often weights are written at most: at the end, and after each validation that is the best so far. */
    long weights() {
        return 1 + validations;
    }

    /** Returns how often the weights that are evaluated are made, once for each validation or preview of a step. */
    long evaluations() {
        return Math.max(validations, previews);
    }

    /**
     * Returns how often something is done that is done every so many steps, and after the last one.
     *
     * @param every 0 for never
     * @param done steps done
     * @param steps all steps
     */
    static long times(long every, long done, long steps) {
        return every == 0 ? 0 : between(every, done, steps) + 1;
    }

    /** Returns how often something is due before the last step. */
    static long between(long every, long done, long steps) {
        return every == 0 || done >= steps ? 0 : (steps - 1) / every - done / every;
    }
}
