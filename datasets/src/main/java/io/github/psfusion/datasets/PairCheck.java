// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks into the files of one pair. */
final class PairCheck {
    private final PairFiles pair;
    private final CheckOptions options;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<PictureRole, ImageSize> sizes = new EnumMap<>(PictureRole.class);
    private final Map<PictureRole, DecodedImage> sources = new EnumMap<>(PictureRole.class);

    private PairCheck(PairFiles pair, CheckOptions options) {
        this.pair = pair;
        this.options = options;
    }

    static PairCheck of(PairFiles pair, CheckOptions options) {
        PairCheck check = new PairCheck(pair, options);
        for (PictureRole role : PictureRole.values()) {
            pair.file(role).ifPresent(file -> check.look(role, file));
        }
        check.compareSizes();
        return check;
    }

    private void look(PictureRole role, Path file) {
        try {
            if (options.thoroughness() == CheckOptions.Thoroughness.HEADERS) {
                sizes.put(role, ImageFiles.size(file, options.limits()));
            } else if (role == PictureRole.LABEL) {
                LabelMap label = LabelFiles.read(file, options.classes(), options.limits());
                sizes.put(role, new ImageSize(label.width(), label.height()));
            } else {
                DecodedImage decoded = ImageFiles.read(file, options.limits());
                Image image = decoded.image();
                sizes.put(role, new ImageSize(image.width(), image.height()));
                if (role == PictureRole.INFRARED || role == PictureRole.VISIBLE) {
                    sources.put(role, decoded);
                } else if (role != PictureRole.MASK) {
                    checkBinary(file, image.luminance());
                }
            }
        } catch (IOException e) {
            findings.add(Finding.fault(file, ReadFailure.reason(file, e)));
        }
    }

    private void checkBinary(Path file, Plane plane) {
        for (float sample : plane.toArray()) {
            if (sample != 0 && sample != 1) {
                findings.add(Finding.warning(
                        file, "level " + Math.round(sample * 255) + " is neither 0 nor 255 and counts as 0."));
                return;
            }
        }
    }

    private void compareSizes() {
        ImageSize expected = sizes.get(PictureRole.INFRARED);
        if (expected == null) {
            return;
        }
        sizes.forEach((role, size) -> {
            if (!size.equals(expected)) {
                String remedy = role == PictureRole.VISIBLE
                        ? " Pairs must be registered and of equal size; `psfusion dataset prepare --resize` can bring"
                                + " them together."
                        : " A map must have the size of its pair.";
                findings.add(Finding.fault(
                        pair.file(role).orElseThrow(),
                        size + " pixels, but the infrared picture " + pair.infrared() + " has " + expected + "."
                                + remedy));
            }
        });
    }

    List<Finding> findings() {
        return findings;
    }

    /** Returns whether both pictures of the pair could be read, as far as they were looked at. */
    boolean isReadable() {
        return sizes.containsKey(PictureRole.INFRARED) && sizes.containsKey(PictureRole.VISIBLE);
    }

    /** Returns the size of the infrared picture, if it could be read. */
    Optional<ImageSize> size() {
        return Optional.ofNullable(sizes.get(PictureRole.INFRARED));
    }

    /** Returns the depths and channels of the pair's pictures in words, if their pixels were read. */
    Optional<String> depth() {
        DecodedImage infrared = sources.get(PictureRole.INFRARED);
        DecodedImage visible = sources.get(PictureRole.VISIBLE);
        return infrared == null || visible == null
                ? Optional.empty()
                : Optional.of("infrared " + words(infrared) + ", visible " + words(visible));
    }

    private static String words(DecodedImage decoded) {
        return decoded.depth().bits() + " bit " + (decoded.image() instanceof Plane ? "grey" : "colour");
    }
}
