// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.alignment;

import io.github.psfusion.registration.Rig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A rig, and how it came about.
 *
 * @param rig the rig
 * @param leftOut the pairs that were left out, each with the reason
 */
public record CalibratedRig(Rig rig, List<String> leftOut) {
    /** Copies the list. */
    public CalibratedRig {
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Returns the result on one line.
     *
     * @param file where the rig was written
     */
    public String text(Path file) {
        int used = rig.origin().pairs();
        return String.format(
                Locale.ROOT,
                "wrote %s: the map of %d of %d pairs, visible %s to infrared %s pixels; their own maps differ from it by"
                        + " %.1f pixels in the median",
                file,
                used,
                used + leftOut.size(),
                rig.visible(),
                rig.infrared(),
                rig.origin().residual());
    }

    /**
     * Returns the result by the keys of JSON reports.
     *
     * @param file where the rig was written
     */
    public Map<String, Object> facts(Path file) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("output", file.toString());
        facts.put("pairs", rig.origin().pairs());
        facts.put("leftOut", leftOut);
        facts.put("score", rig.origin().score());
        facts.put("residual", rig.origin().residual());
        facts.put("k1", rig.map().to().k1());
        facts.put("k2", rig.map().to().k2());
        rig.parallax().ifPresent(line -> facts.put("parallax", List.of(line.x(), line.y())));
        return facts;
    }
}
