// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

/** How it is decided whether the difference of two methods on the same pairs is significant. */
public enum SignificanceCriterion {
    /** Not at all: every difference counts. */
    NONE("") {
        @Override
        public boolean isSignificant(PairedDifference difference) {
            return true;
        }
    },
    /** The 95 % interval of the mean difference excludes 0. */
    BOOTSTRAP("95 % interval of the paired difference") {
        @Override
        public boolean isSignificant(PairedDifference difference) {
            return difference.excludesZero();
        }
    },
    /** The p value of Wilcoxon's signed rank test is below 0.05. */
    WILCOXON("Wilcoxon's signed rank test, p < 0.05") {
        @Override
        public boolean isSignificant(PairedDifference difference) {
            return difference.pValue().orElse(1) < LEVEL;
        }
    };

    private static final double LEVEL = 0.05;

    private final String meaning;

    SignificanceCriterion(String meaning) {
        this.meaning = meaning;
    }

    /** Returns the criterion in words, for the legend of a table; empty for {@link #NONE}. */
    public String meaning() {
        return meaning;
    }

    /** Returns whether a difference is significant. */
    public abstract boolean isSignificant(PairedDifference difference);
}
