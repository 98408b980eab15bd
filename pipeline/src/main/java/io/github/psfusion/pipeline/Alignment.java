// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairWarning;
import io.github.psfusion.datasets.PairWarnings;
import io.github.psfusion.datasets.UnalignedPair;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.registration.AlignedPair;
import io.github.psfusion.registration.CoordinateMap;
import io.github.psfusion.registration.LensMap;
import io.github.psfusion.registration.OutputFrame;
import io.github.psfusion.registration.Rectangle;
import io.github.psfusion.registration.Registration;
import io.github.psfusion.registration.ResidualShift;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the images of a pair lie on each other, and how far that can be relied on.
 *
 * @param map from visible to infrared points; the best map that was found where the verdict is no
 * @param registration what the pair shows by itself; empty if its sizes do not fit the rig
 * @param shift what is to be added to the map of the rig, if one is used: it is in {@code map} already
 * @param summary the map in numbers that people can judge
 * @param verdict whether the map is used, and why not
 */
public record Alignment(
        LensMap map,
        Optional<Registration> registration,
        Optional<ResidualShift> shift,
        MapSummary summary,
        Verdict verdict) {
    /** Whether the map of a pair is used. */
    public enum Verdict {
        /** The map can be relied on. */
        ACCEPTED(true, "accepted"),
        /** The map is that of the rig; the pair shows too little to confirm it. */
        UNCONFIRMED(true, "taken from the rig, not confirmed by the pair itself"),
        /** An image has too few edges, as one of a dark night, or is too small. */
        NO_STRUCTURE(false, "an image has too few edges"),
        /** Too few starts ended at the same map. */
        PARTS_DISAGREE(false, "too few parts of the images fit on each other"),
        /** The two directions lead to different maps. */
        DIRECTIONS_DISAGREE(false, "the maps to the infrared image and back differ"),
        /** The pair shows another map than that of the rig. */
        OTHER_RIG(false, "the pair itself shows another map than the rig"),
        /** The images have other sizes than those of the rig. */
        OTHER_SIZE(false, "the images have other sizes than those of the rig"),
        /** Nothing of the infrared image falls onto the visible one. */
        NO_OVERLAP(false, "the images do not overlap");

        private final boolean accepted;
        private final String text;

        Verdict(boolean accepted, String text) {
            this.accepted = accepted;
            this.text = text;
        }

        /** Returns whether the map is used. */
        public boolean isAccepted() {
            return accepted;
        }

        /** Returns the reason for people. */
        public String text() {
            return text;
        }
    }

    /** Returns whether the map is used. */
    public boolean isAccepted() {
        return verdict.isAccepted();
    }

    /**
     * Warps one image of the pair onto the other one, whatever the verdict is.
     *
     * @param infrared the infrared image, under its intensity window or as stored
     * @param visible the visible image
     */
    public AlignedPair warp(Plane infrared, Image visible, OutputFrame frame) {
        return AlignedPair.of(infrared, visible, fast(map), fast(map.inverse()), frame);
    }

    /**
     * Warps one image of the pair onto the other one.
     *
     * @param files the pair, for the message
     * @throws AlignmentRefusedException if the map is not to be used, or if the images do not overlap
     */
    public AlignedPair warpAccepted(PairFiles files, Plane infrared, Image visible, OutputFrame frame)
            throws AlignmentRefusedException {
        if (!isAccepted()) {
            throw new AlignmentRefusedException(files, this);
        }
        AlignedPair aligned = warp(infrared, visible, frame);
        if (aligned.commonPart().width() == 0) {
            throw new AlignmentRefusedException(
                    files, new Alignment(map, registration, shift, summary, Verdict.NO_OVERLAP));
        }
        return aligned;
    }

    /**
     * Returns the part of the visible image on which both images have content, to which results are cut.
     *
     * @param infrared size of the infrared image
     * @param visible size of the visible image
     */
    public Rectangle commonPart(ImageSize infrared, ImageSize visible) {
        Plane source = Plane.constant(infrared.width(), infrared.height(), 0);
        Plane target = Plane.constant(visible.width(), visible.height(), 0);
        return warp(source, target, OutputFrame.VISIBLE).commonPart();
    }

    /** Returns verdict, figures and map by the keys of JSON reports. */
    public Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("verdict", key());
        registration.ifPresent(own -> {
            facts.put("parts", own.confidence().parts());
            facts.put("agreeing", own.confidence().agreeing());
            double distance = own.confidence().forwardBackward();
            facts.put("forwardBackward", Double.isNaN(distance) ? null : distance);
            facts.put("score", own.score());
            facts.put("overlap", own.confidence().overlap());
        });
        shift.ifPresent(found -> facts.put("shift", List.of(found.dx(), found.dy())));
        double[] matrix = map.map().toArray();
        facts.put(
                "visibleToInfrared",
                IntStream.range(0, 3)
                        .mapToObj(row -> List.of(matrix[3 * row], matrix[3 * row + 1], matrix[3 * row + 2]))
                        .toList());
        facts.put("dx", summary.dx());
        facts.put("dy", summary.dy());
        facts.put("degrees", summary.degrees());
        facts.put("scale", summary.scale());
        return facts;
    }

    /** Returns the verdict as reports spell it, such as {@code parts-disagree}. */
    public String key() {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns what looks wrong with an aligned pair, and whether its map is that of a rig which it does not confirm.
     *
     * @param pair the images as they were read
     * @param aligned their common part
     */
    public List<PairWarning> warnings(UnalignedPair pair, ImagePair aligned) {
        List<PairWarning> warnings = new ArrayList<>(PairWarnings.ofAligned(pair, aligned));
        if (verdict == Verdict.UNCONFIRMED) {
            String text = "the map is " + verdict.text();
            warnings.add(new PairWarning(text, text, /* loss= */ false));
        }
        return warnings;
    }

    /** Without distortion whole rows are mapped at once. */
    private static CoordinateMap fast(LensMap map) {
        return map.from().isNone() && map.to().isNone() ? map.map() : map;
    }
}
