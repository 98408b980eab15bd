// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ContentListener;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageHeader;
import io.github.psfusion.imaging.codec.ImageNote;
import io.github.psfusion.imaging.codec.ImageSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Looks into the files of one pair. */
final class PairCheck {
    private final PairFiles pair;
    private final CheckOptions options;
    private final InfraredReader infrared;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<ImageRole, ImageSize> sizes = new EnumMap<>(ImageRole.class);
    private final Map<ImageRole, BitDepth> depths = new EnumMap<>(ImageRole.class);
    private final Map<ImageRole, List<ImageNote>> notes = new EnumMap<>(ImageRole.class);
    private final Map<ImageRole, DecodedImage> sources = new EnumMap<>(ImageRole.class);

    private PairCheck(PairFiles pair, CheckOptions options) {
        this.pair = pair;
        this.options = options;
        this.infrared = new InfraredReader(InfraredOptions.DEFAULTS, options.limits());
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

    private static boolean isSource(ImageRole role) {
        return role == ImageRole.INFRARED || role == ImageRole.VISIBLE;
    }

    private void read(ImageRole role, Path file) {
        try {
            if (options.thoroughness() == CheckOptions.Thoroughness.HEADERS) {
                ImageHeader header =
                        role == ImageRole.INFRARED ? infrared.header(file) : ImageFiles.header(file, options.limits());
                sizes.put(role, pair.margin().inside(header.size(), file));
                depths.put(role, header.depth());
                notes.put(role, header.notes());
            } else if (role == ImageRole.LABEL) {
                LabelMap label =
                        pair.margin().cut(LabelFiles.read(file, options.classes(), options.limits()), file);
                sizes.put(role, new ImageSize(label.width(), label.height()));
            } else {
                DecodedImage decoded = decoded(role, file);
                sizes.put(
                        role,
                        new ImageSize(decoded.image().width(), decoded.image().height()));
                depths.put(role, decoded.depth());
                notes.put(role, decoded.notes());
                if (isSource(role)) {
                    sources.put(role, decoded);
                } else if (role != ImageRole.MASK) {
                    checkBinary(file, decoded.image().luminance());
                }
            }
        } catch (IOException e) {
            findings.add(Finding.fault(file, ReadFailure.reason(file, e)));
        }
    }

    private DecodedImage decoded(ImageRole role, Path file) throws IOException {
        if (isSource(role) && pair.isOneFile() && FourChannels.areIn(file, options.limits())) {
            FourChannels channels = FourChannels.read(file, options.limits(), ContentListener.NONE);
            return inside(role == ImageRole.INFRARED ? channels.infrared() : channels.visible(), file);
        }
        DecodedImage decoded = role == ImageRole.INFRARED
                ? infrared.read(file, ContentListener.NONE).decoded()
                : ImageFiles.read(file, options.limits());
        return inside(decoded, file);
    }

    private DecodedImage inside(DecodedImage image, Path file) throws IOException {
        return pair.margin().cut(image, file);
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

    /** Everything of which something was lost or looks wrong; of headers alone, what they show. */
    private void compareSources() {
        DecodedImage thermal = sources.get(ImageRole.INFRARED);
        DecodedImage visible = sources.get(ImageRole.VISIBLE);
        boolean equalSizes = Objects.equals(sizes.get(ImageRole.INFRARED), sizes.get(ImageRole.VISIBLE));
        if (thermal != null && visible != null && equalSizes) {
            ImagePair images = new ImagePair(pair.name(), thermal.infrared(), visible.image());
            warn(PairWarnings.of(new PairImages(pair, images, thermal, visible)));
            return;
        }
        List<ReadNote> read = new ArrayList<>();
        notes.forEach((role, ofFile) -> {
            String file = ImageNames.of(pair.file(role).orElseThrow());
            ofFile.forEach(note -> read.add(new ReadNote(file, note)));
        });
        warn(PairWarnings.ofNotes(read));
        if (notes.containsKey(ImageRole.INFRARED) && notes.containsKey(ImageRole.VISIBLE)) {
            warn(PairWarnings.ofTurns(notes.get(ImageRole.INFRARED), notes.get(ImageRole.VISIBLE)));
        }
    }

    private void warn(List<PairWarning> warnings) {
        for (PairWarning warning : warnings) {
            if (warning.loss()) {
                findings.add(Finding.warning(pair.infrared(), warning.text() + "."));
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
                        ? " " + SizeAdvice.of(expected, size, isTurned(role) != isTurned(ImageRole.INFRARED))
                        : " A map must have the size of its pair.";
                findings.add(Finding.fault(
                        pair.file(role).orElseThrow(),
                        size + " pixels, but the infrared image " + pair.infrared() + " has " + expected + "."
                                + remedy));
            }
        });
    }

    private boolean isTurned(ImageRole role) {
        return notes.getOrDefault(role, List.of()).stream().anyMatch(note -> note.kind() == ImageNote.Kind.TURNED);
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
