// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.util.OptionalDouble;

/**
 * How much a method's values of a metric differ from those of another method on the same pairs.
 *
 * @param pairs number of pairs on which both have a value
 * @param mean mean of the differences, method minus other
 * @param low lower end of the 95 % confidence interval of the mean
 * @param high upper end of that interval
 * @param pValue of Wilcoxon's signed rank test, two-sided, not corrected for the number of comparisons; empty where all
 *     differences are 0
 */
public record PairedDifference(int pairs, double mean, double low, double high, OptionalDouble pValue) {
    /** Returns whether the interval excludes 0: the difference is significant at this level. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
