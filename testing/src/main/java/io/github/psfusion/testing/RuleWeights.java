// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The test weights of the PSFusion network: {@link RuleNumbers} with factors that keep its activations away from saturation. */
public final class RuleWeights {
    private static final Map<Pattern, Double> FACTORS = new LinkedHashMap<>();

    static {
        FACTORS.put(Pattern.compile(".*\\.gamma[12]"), 10.0);
        FACTORS.put(Pattern.compile("classfier\\.(semantic_conv2|binary_conv2|boundary_conv\\.3)\\.weight"), 4.0);
        FACTORS.put(Pattern.compile("pred_.*\\.mask\\.local_att\\..*\\.weight"), 2.0);
        FACTORS.put(Pattern.compile(".*\\.(Recalibrate|local_att|global_att)\\..*\\.weight"), 4.0);
        FACTORS.put(Pattern.compile("SIM[13]\\.mlp_.*\\.weight"), 2.0);
        FACTORS.put(Pattern.compile("high_fuse.\\.obj_fuse\\..*_K\\.basicconv\\.0\\.weight"), 0.5);
    }

    private RuleWeights() {}

    /** Returns the factor of a key: that of the first pattern that matches, else 1. */
    public static double factor(String key) {
        return FACTORS.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(key).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(1.0);
    }

    /**
     * Returns the test weights of a parameter or buffer of PSFusion.
     *
     * @param key its key in the authors' state dict
     * @param sizes its shape
     */
    public static float[] of(String key, long... sizes) {
        return RuleNumbers.weights(key, sizes, factor(key));
    }
}
