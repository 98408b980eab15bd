// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.SourceChecks;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageNote;
import io.github.psfusion.imaging.geometry.ShiftEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Looks for signs that a pair is not what the user means it to be. Fusing, evaluating, training and checking report the
 * same ones.
 */
public final class PairWarnings {
    private static final double PERCENT = 100;
    /** The commands without the option can take what {@code align} writes. */
    private static final String REMEDY =
            "export it as white-hot or raw, or name its --palette (fuse, align, evaluate, compare)";
    /** Share of an intensity window below which an image is flat in it. */
    private static final double NARROW = 0.1;

    private PairWarnings() {}

    /** Returns what the images show, without an estimate of their shift, which takes longer. */
    public static List<PairWarning> withoutShift(PairImages pair) {
        return withoutShift(pair.unaligned());
    }

    /** Returns what the images show, without an estimate of their shift. */
    public static List<PairWarning> withoutShift(UnalignedPair pair) {
        DecodedImage infrared = pair.decodedInfrared();
        DecodedImage visible = pair.decodedVisible();
        List<PairWarning> warnings = new ArrayList<>(ofNotes(pair.readNotes()));
        warnings.addAll(ofTurns(infrared.notes(), visible.notes()));
        infrared(infrared.image(), visible.image()).ifPresent(warnings::add);
        constant("infrared", infrared.image()).ifPresent(warnings::add);
        constant("visible", visible.image()).ifPresent(warnings::add);
        pair.reading().ifPresent(reading -> warnings.addAll(window(pair, reading)));
        if (pair.visible() == visible.image()) { // not spread by a window
            narrow("visible", "--vi-range", visible).ifPresent(warnings::add);
        }
        if (pair.infrared() == infrared.image()) {
            narrow("infrared", "--ir-range", infrared).ifPresent(warnings::add);
        }
        return warnings;
    }

    /** Returns everything that looks wrong with a pair. */
    public static List<PairWarning> of(PairImages pair) {
        List<PairWarning> warnings = new ArrayList<>(withoutShift(pair));
        shift(pair.images(), "; pairs must be registered: see psfusion align, or fuse with --align auto")
                .ifPresent(warnings::add);
        return warnings;
    }

    /** Returns everything that looks wrong with a pair whose images were brought onto each other. */
    public static List<PairWarning> ofAligned(UnalignedPair pair, ImagePair aligned) {
        List<PairWarning> warnings = new ArrayList<>(withoutShift(pair));
        shift(aligned, " after their alignment; look at the views of psfusion align")
                .ifPresent(warnings::add);
        return warnings;
    }

    private static Optional<PairWarning> shift(ImagePair pair, String remedy) {
        ShiftEstimate shift =
                ShiftEstimate.between(pair.infrared(), pair.visible().luminance());
        if (!shift.looksMisaligned()) {
            return Optional.empty();
        }
        return Optional.of(PairWarning.of(
                "the images look shifted against each other" + remedy,
                String.format(
                        Locale.ROOT,
                        "infrared and visible look shifted by about %d, %d pixels (confidence %.1f)%s",
                        shift.dx(),
                        shift.dy(),
                        shift.confidence(),
                        remedy)));
    }

    /** Returns a warning for each note of the reader. */
    public static List<PairWarning> ofNotes(List<ReadNote> notes) {
        return notes.stream()
                .map(note -> new PairWarning(
                        note.note().kind().summary(),
                        note.text(),
                        note.note().kind().isLoss()))
                .toList();
    }

    /** Images that were not turned alike do not lie on each other any more. */
    static List<PairWarning> ofTurns(List<ImageNote> infrared, List<ImageNote> visible) {
        Optional<String> turned = turn(infrared);
        Optional<String> other = turn(visible);
        if (turned.equals(other)) {
            return List.of();
        }
        String text = turned.isPresent() && other.isPresent()
                ? "infrared and visible were turned differently by their EXIF orientation"
                : "only the " + (turned.isPresent() ? "infrared" : "visible")
                        + " image was turned by its EXIF orientation";
        return List.of(PairWarning.of(
                "only one of both images was turned, or each differently, by its EXIF orientation",
                text + "; check whether they are registered"));
    }

    private static Optional<String> turn(List<ImageNote> notes) {
        return notes.stream()
                .filter(note -> note.kind() == ImageNote.Kind.TURNED)
                .map(ImageNote::text)
                .findFirst();
    }

    private static Optional<PairWarning> infrared(Image infrared, Image visible) {
        if (SourceChecks.looksSwapped(infrared, visible)) {
            return Optional.of(PairWarning.of(
                    "the infrared image is in color and the visible one is not: a false-color image, or both are swapped",
                    "the infrared image is in color and the visible one is not; are they swapped? If not, it is a"
                            + " false-color image, whose brightness is not heat; " + REMEDY));
        }
        if (SourceChecks.isColored(infrared)) {
            return Optional.of(PairWarning.of(
                    "the infrared image is in color: a false-color image, whose brightness is not heat; " + REMEDY,
                    "the infrared image is in color: a false-color image, whose brightness is not heat; " + REMEDY));
        }
        if (SourceChecks.isColoredInParts(infrared)) {
            return Optional.of(PairWarning.of(
                    "parts of the infrared image are in color: an overlay or marked temperatures",
                    "parts of the infrared image are in color: an overlay or marked temperatures, whose brightness is"
                            + " not heat; export it without"));
        }
        return Optional.empty();
    }

    /** The window of a batch may lie beside the levels of an image, or be much wider than they are. */
    private static List<PairWarning> window(UnalignedPair pair, PairReading reading) {
        List<PairWarning> warnings = new ArrayList<>();
        String option = reading.infrared().celsius() ? "--span or --ir-range" : "--ir-range";
        outside(
                        "infrared",
                        option,
                        reading.infrared(),
                        pair.infrared(),
                        pair.decodedInfrared().image())
                .ifPresent(warnings::add);
        outside(
                        "visible",
                        "--vi-range",
                        reading.visible(),
                        pair.visible(),
                        pair.decodedVisible().image())
                .ifPresent(warnings::add);
        return warnings;
    }

    private static Optional<PairWarning> outside(
            String kind, String option, AppliedWindow window, Image spread, Image stored) {
        boolean unchanged = spread == stored || window.levels().isUnchanged();
        if (unchanged || SourceChecks.isConstant(stored)) {
            return Optional.empty();
        }
        if (SourceChecks.isConstant(spread)) {
            return Optional.of(PairWarning.of(
                    "the " + kind + " image is outside of its intensity window and has one level only; " + option
                            + " sets another",
                    "the " + kind + " image is outside of its intensity window, " + window.text()
                            + ", and has one level only; " + option + " sets another"));
        }
        double used = SourceChecks.range(spread);
        return used >= NARROW
                ? Optional.empty()
                : Optional.of(PairWarning.of(
                        "the " + kind + " image uses little of the intensity window, as in batches with different"
                                + " offsets; fuse such images apart, or set " + option,
                        String.format(
                                Locale.ROOT,
                                "the %s image uses %.2g %% of its intensity window, %s, as in batches with different"
                                        + " offsets; fuse such images apart, or set %s",
                                kind,
                                PERCENT * used,
                                window.text(),
                                option)));
    }

    private static Optional<PairWarning> constant(String kind, Image image) {
        return SourceChecks.isConstant(image)
                ? Optional.of(
                        PairWarning.of("an image has one level only", "the " + kind + " image has one level only"))
                : Optional.empty();
    }

    private static Optional<PairWarning> narrow(String kind, String option, DecodedImage image) {
        OptionalDouble share = SourceChecks.smallShareOfLevels(image.image(), image.depth());
        if (share.isEmpty() || SourceChecks.isConstant(image.image())) {
            return Optional.empty();
        }
        String percent = String.format(Locale.ROOT, "%.2g", PERCENT * share.getAsDouble());
        return Optional.of(PairWarning.of(
                "the " + kind + " image uses few of its levels and looks dark; " + option + " min-max spreads them",
                "the " + kind + " image uses " + percent + " % of its "
                        + image.depth().bits() + " bits and looks dark; " + option + " min-max spreads its levels"));
    }
}
