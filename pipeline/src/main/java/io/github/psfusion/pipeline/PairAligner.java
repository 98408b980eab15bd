// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.PairAlignment;
import io.github.psfusion.datasets.UnalignedPair;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.registration.AlignedPair;
import io.github.psfusion.registration.ImageRegistration;
import io.github.psfusion.registration.LensDistortion;
import io.github.psfusion.registration.LensMap;
import io.github.psfusion.registration.OutputFrame;
import io.github.psfusion.registration.Rectangle;
import io.github.psfusion.registration.Registration;
import io.github.psfusion.registration.RegistrationOptions;
import io.github.psfusion.registration.ResidualShift;
import io.github.psfusion.registration.Rig;
import io.github.psfusion.registration.RigFile;
import io.github.psfusion.registration.SourceImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds how the images of pairs lie on each other: each pair by itself, or by the map of a rig. With a rig each pair is registered as
 * well, to notice a pair that shows another map: one of another rig, or cameras that moved.
 */
public final class PairAligner implements PairAlignment {
    /** Largest mean distance between the map of the rig and that of the pair; nearer ones are a matter of the scene's distance. */
    private static final double MAX_DISTANCE = ResidualShift.MAX_SHIFT;

    private static final double NOMINAL_SIZE = 640;
    private static final int GRID = 9;

    private final RegistrationOptions options;
    private final @Nullable Rig rig;

    private PairAligner(RegistrationOptions options, @Nullable Rig rig) {
        this.options = options;
        this.rig = rig;
    }

    /**
     * Returns the aligner that a user asks for, if one is.
     *
     * @param choice {@code auto} registers each pair by itself, {@code off} none, another text names the file of a rig
     * @throws PipelineException if there is no such file
     * @throws IOException if the file is no rig
     */
    public static Optional<PairAligner> parse(String choice) throws IOException {
        if (choice.equals("off")) {
            return Optional.empty();
        }
        if (choice.equals("auto")) {
            return Optional.of(each(RegistrationOptions.defaults()));
        }
        Path file = Path.of(choice);
        if (!Files.exists(file)) {
            throw new PipelineException(
                    PipelineException.Reason.INPUT,
                    "--align " + choice + ": expected auto, off or a rig file, and there is no such file."
                            + " psfusion align --calibrate makes one.");
        }
        return Optional.of(ofRig(RigFile.read(file)));
    }

    /** Returns an aligner that registers each pair by itself. */
    public static PairAligner each(RegistrationOptions options) {
        return new PairAligner(options, null);
    }

    /** Returns an aligner that uses the map of a rig. */
    public static PairAligner ofRig(Rig rig) {
        return new PairAligner(RegistrationOptions.defaults(), rig);
    }

    /** Finds the map between the images of a pair; the verdict states whether it is to be used. */
    public Alignment find(UnalignedPair pair) {
        SourceImage infrared = SourceImage.of(pair.infrared());
        SourceImage visible = SourceImage.of(pair.visible());
        ImageSize infraredSize =
                new ImageSize(pair.infrared().width(), pair.infrared().height());
        ImageSize visibleSize =
                new ImageSize(pair.visible().width(), pair.visible().height());
        if (rig != null
                && !(rig.infrared().equals(infraredSize) && rig.visible().equals(visibleSize))) {
            return new Alignment(
                    rig.map(),
                    Optional.empty(),
                    Optional.empty(),
                    MapSummary.of(rig.map(), rig.infrared(), rig.visible()),
                    Alignment.Verdict.OTHER_SIZE);
        }
        Registration own = ImageRegistration.register(infrared, visible, options);
        LensMap map = new LensMap(LensDistortion.NONE, own.map(), LensDistortion.NONE);
        Optional<ResidualShift> shift = Optional.empty();
        Alignment.Verdict verdict = verdict(own);
        if (rig != null) {
            ResidualShift found = ResidualShift.find(rig, infrared, visible);
            map = rig.map().shifted(found.dx(), found.dy());
            shift = Optional.of(found);
            verdict = verdict(own, map, visibleSize);
        }
        MapSummary summary = MapSummary.of(map, infraredSize, visibleSize);
        return new Alignment(map, Optional.of(own), shift, summary, verdict);
    }

    private static Alignment.Verdict verdict(Registration own) {
        return switch (own.confidence().verdict()) {
            case ACCEPTED -> Alignment.Verdict.ACCEPTED;
            case NO_STRUCTURE -> Alignment.Verdict.NO_STRUCTURE;
            case PARTS_DISAGREE -> Alignment.Verdict.PARTS_DISAGREE;
            case DIRECTIONS_DISAGREE -> Alignment.Verdict.DIRECTIONS_DISAGREE;
        };
    }

    private static Alignment.Verdict verdict(Registration own, LensMap ofRig, ImageSize visible) {
        if (!own.isAccepted()) {
            return Alignment.Verdict.UNCONFIRMED;
        }
        int width = visible.width();
        int height = visible.height();
        double scale = Math.sqrt(own.map().areaScale((width - 1) / 2.0, (height - 1) / 2.0));
        double[] here = new double[2];
        double[] there = new double[2];
        double sum = 0;
        for (int i = 0; i < GRID * GRID; i++) {
            double x = i % GRID * (width - 1) / (GRID - 1.0);
            double y = Math.floorDiv(i, GRID) * (height - 1) / (GRID - 1.0);
            own.map().map(x, y, here);
            ofRig.map(x, y, there);
            sum += Math.hypot(here[0] - there[0], here[1] - there[1]) / scale;
        }
        double unit = Math.max(Math.max(width, height) / NOMINAL_SIZE, 1);
        return sum / (GRID * GRID) <= MAX_DISTANCE * unit ? Alignment.Verdict.ACCEPTED : Alignment.Verdict.OTHER_RIG;
    }

    @Override
    public AlignedInfrared align(UnalignedPair pair) throws AlignmentRefusedException {
        AlignedPair aligned = find(pair)
                .warpAccepted(
                        pair.files(),
                        pair.decodedInfrared().infrared(),
                        pair.decodedVisible().image(),
                        OutputFrame.VISIBLE);
        Rectangle part = aligned.commonPart();
        return new AlignedInfrared(aligned.infrared(), part.x(), part.y(), part.width(), part.height());
    }
}
