// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What making the fused images of a row costs, for one image.
 *
 * @param gigaMultiplyAccumulates of the network; 0 for a method without one
 * @param milliseconds on the machine of the experiment
 */
public record FusionCost(double gigaMultiplyAccumulates, double milliseconds) {
    /** Checks the ranges. */
    public FusionCost {
        if (!(gigaMultiplyAccumulates >= 0 && milliseconds >= 0)
                || Double.isInfinite(gigaMultiplyAccumulates + milliseconds)) {
            throw new IllegalArgumentException("costs must be finite and at least 0");
        }
    }

    /**
     * Reads costs by the names of rows.
     *
     * @param texts {@code NAME=GMAC:MS}, such as {@code fused=182.4:950}
     * @throws IllegalArgumentException if a text has another form
     */
    public static Map<String, FusionCost> parse(List<String> texts) {
        Map<String, FusionCost> costs = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            int colon = text.indexOf(':', equals + 1);
            try {
                costs.put(
                        text.substring(0, equals),
                        new FusionCost(
                                Double.parseDouble(text.substring(equals + 1, colon)),
                                Double.parseDouble(text.substring(colon + 1))));
            } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
                throw new IllegalArgumentException(
                        text + ": expected NAME=GMAC:MS, such as fused=182.4:950 (psfusion profile prints both)", e);
            }
        }
        return costs;
    }
}
