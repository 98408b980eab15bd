// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.UnalignedPair;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.registration.Homography;
import io.github.psfusion.registration.LensDistortion;
import io.github.psfusion.registration.LensMap;
import io.github.psfusion.registration.OutputFrame;
import io.github.psfusion.registration.RegistrationOptions;
import io.github.psfusion.registration.Rig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairAlignerTest {
    private static final int WIDTH = 36;
    private static final int HEIGHT = 30;
    private static final Rig.Origin ORIGIN = new Rig.Origin(3, 0.5, 1, "", List.of());

    private static UnalignedPair pair() {
        Plane infrared = texture(1);
        Plane visible = texture(2);
        return new UnalignedPair(
                PairFiles.of("a", Path.of("ir/a.png"), Path.of("vi/a.png")),
                infrared,
                visible,
                new DecodedImage(infrared, BitDepth.BITS_8, ImageFormat.PNG, List.of()),
                new DecodedImage(visible, BitDepth.BITS_8, ImageFormat.PNG, List.of()),
                Optional.empty());
    }

    private static Plane texture(long seed) {
        Random random = new Random(seed);
        float[] samples = new float[WIDTH * HEIGHT];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextInt(256) / 255f;
        }
        return Plane.wrap(WIDTH, HEIGHT, samples);
    }

    private static PairAligner rig(LensDistortion visibleLens, Homography map, LensDistortion infraredLens) {
        ImageSize size = new ImageSize(WIDTH, HEIGHT);
        LensMap lensMap = new LensMap(visibleLens, map, infraredLens);
        return PairAligner.ofRig(new Rig(size, size, lensMap, Optional.empty(), ORIGIN));
    }

    @Test
    void unrelatedImagesAreRefusedWithFigures() {
        PairAligner aligner = PairAligner.each(RegistrationOptions.defaults());
        assertThatExceptionOfType(AlignmentRefusedException.class)
                .isThrownBy(() -> aligner.align(pair()))
                .withMessageContaining("ir/a.png and vi/a.png are not aligned: ")
                .withMessageContaining("parts agree");
    }

    /** A rig file is text that anyone may have changed: whatever it holds, a pair is aligned or refused. */
    @ParameterizedTest
    @CsvSource({"1e-6, 0, 0", "1e3, -40, -0.9", "1, 1e5, 0", "1, 0, 50", "1e6, 0, 0"})
    void strangeRigsAreRefusedOrGiveAPair(double scale, double shift, double k1) throws IOException {
        PairAligner aligner = rig(
                LensDistortion.ofImage(WIDTH, HEIGHT, k1, 0),
                Homography.scaling(scale, scale, shift, shift),
                LensDistortion.ofImage(WIDTH, HEIGHT, 0, -k1));
        try {
            assertThat(aligner.align(pair()).width()).isBetween(1, WIDTH);
        } catch (AlignmentRefusedException e) {
            assertThat(e.alignment().verdict()).isEqualTo(Alignment.Verdict.NO_OVERLAP);
        }
    }

    @Test
    void summaryStatesHowTheInfraredImageMoves() {
        Homography map = Homography.similarity(Math.toRadians(5), 0.5, 319.5, 239.5, 150, 110);
        MapSummary summary = MapSummary.of(map, new ImageSize(320, 240), new ImageSize(640, 480));
        // The center of the visible image is at (150, 110) instead of (159.5, 119.5) of the smaller image.
        assertThat(summary.dx()).isCloseTo(19, within(0.01));
        assertThat(summary.dy()).isCloseTo(19, within(0.01));
        assertThat(summary.degrees()).isCloseTo(-5, within(0.01));
        assertThat(summary.scale()).isCloseTo(1, within(0.001));
    }

    @Test
    void acceptedMapsThatLeadNowhereAreRefused() {
        Alignment alignment = rig(LensDistortion.NONE, Homography.shift(1000, 0), LensDistortion.NONE)
                .find(pair());
        assertThat(alignment.verdict()).isEqualTo(Alignment.Verdict.UNCONFIRMED);
        assertThatExceptionOfType(AlignmentRefusedException.class)
                .isThrownBy(() -> alignment.warpAccepted(
                        pair().files(), pair().infrared(), pair().visible(), OutputFrame.INFRARED))
                .withMessageContaining("the images do not overlap");
    }
}
