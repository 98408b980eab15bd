// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.SourceChecks;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.imaging.geometry.ShiftEstimate;
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
    private final Map<ImageRole, ImageSize> sizes = new EnumMap<>(ImageRole.class);
    private final Map<ImageRole, BitDepth> depths = new EnumMap<>(ImageRole.class);
    private final Map<ImageRole, Image> sources = new EnumMap<>(ImageRole.class);

    private PairCheck(PairFiles pair, CheckOptions options) {
        this.pair = pair;
        this.options = options;
    }

    static PairCheck of(PairFiles pair, CheckOptions options) {
        PairCheck check = new PairCheck(pair, options);
        for (ImageRole role : ImageRole.values()) {
            pair.file(role).ifPresent(file -> check.read(role, file));
        }
        check.compareSizes();
        check.compareSources();
        return check;
    }

    private void read(ImageRole role, Path file) {
        try {
            boolean source = role == ImageRole.INFRARED || role == ImageRole.VISIBLE;
            if (options.thoroughness() == CheckOptions.Thoroughness.HEADERS) {
                sizes.put(role, ImageFiles.size(file, options.limits()));
                if (source) {
                    depths.put(role, ImageFiles.depth(file, options.limits()));
                }
            } else if (role == ImageRole.LABEL) {
                LabelMap label = LabelFiles.read(file, options.classes(), options.limits());
                sizes.put(role, new ImageSize(label.width(), label.height()));
            } else {
                DecodedImage decoded = ImageFiles.read(file, options.limits());
                Image image = decoded.image();
                sizes.put(role, new ImageSize(image.width(), image.height()));
                if (source) {
                    depths.put(role, decoded.depth());
                    checkContrast(file, image);
                    sources.put(role, image);
                } else if (role != ImageRole.MASK) {
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

    private void checkContrast(Path file, Image image) {
        if (SourceChecks.isConstant(image)) {
            findings.add(Finding.warning(file, "all pixels are equal. Open the image; the file may be damaged."));
        }
    }

    private void compareSources() {
        Image infrared = sources.get(ImageRole.INFRARED);
        Image visible = sources.get(ImageRole.VISIBLE);
        if (infrared == null || visible == null) {
            return;
        }
        if (SourceChecks.looksSwapped(infrared, visible)) {
            findings.add(Finding.warning(
                    pair.infrared(), "the infrared image has colors and the visible one has none. They look swapped."));
        }
        if (infrared.width() == visible.width() && infrared.height() == visible.height()) {
            ShiftEstimate shift = ShiftEstimate.between(infrared.luminance(), visible.luminance());
            if (shift.looksMisaligned()) {
                findings.add(Finding.warning(
                        pair.infrared(),
                        "the image seems to need a shift of " + shift.dx() + " pixels to the right and " + shift.dy()
                                + " downwards to lie on its visible partner. Open both; pairs must be registered."));
            }
        }
    }

    private void compareSizes() {
        ImageSize expected = sizes.get(ImageRole.INFRARED);
        if (expected == null) {
            return;
        }
        sizes.forEach((role, size) -> {
            if (!size.equals(expected)) {
                String remedy = role == ImageRole.VISIBLE
                        ? " Pairs must be registered and of equal size; `psfusion dataset prepare --resize` can bring"
                                + " them together."
                        : " A map must have the size of its pair.";
                findings.add(Finding.fault(
                        pair.file(role).orElseThrow(),
                        size + " pixels, but the infrared image " + pair.infrared() + " has " + expected + "."
                                + remedy));
            }
        });
    }

    List<Finding> findings() {
        return findings;
    }

    /** Returns whether both images of the pair could be read, as far as they were read. */
    boolean isReadable() {
        return sizes.containsKey(ImageRole.INFRARED) && sizes.containsKey(ImageRole.VISIBLE);
    }

    /** Returns the size of the infrared image, if it could be read. */
    Optional<ImageSize> size() {
        return Optional.ofNullable(sizes.get(ImageRole.INFRARED));
    }

    /** Returns the depths of the pair's images in words, if both could be read. */
    Optional<String> depth() {
        BitDepth infrared = depths.get(ImageRole.INFRARED);
        BitDepth visible = depths.get(ImageRole.VISIBLE);
        return infrared == null || visible == null
                ? Optional.empty()
                : Optional.of("infrared " + infrared.bits() + " bits, visible " + visible.bits() + " bits");
    }
}
