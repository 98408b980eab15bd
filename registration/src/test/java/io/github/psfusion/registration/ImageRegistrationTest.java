// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.Plane;
import io.github.psfusion.registration.Confidence.Verdict;
import io.github.psfusion.registration.TestScenes.Camera;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageRegistrationTest {
    private static final RegistrationOptions DEFAULTS = RegistrationOptions.defaults();

    @ParameterizedTest
    @EnumSource
    void twoEqualImagesLieOnEachOther(WarpModel model) {
        SourceImage image = TestScenes.visible(1);

        Registration found = ImageRegistration.register(image, image, DEFAULTS.withModel(model));

        assertThat(found.map().meanDistance(Homography.IDENTITY, 320, 240)).isLessThan(0.1);
        assertThat(found.score()).isGreaterThan(0.999);
        assertThat(found.isAccepted()).isTrue();
    }

    @Test
    void knownSimilarityIsFound() {
        Homography known = Homography.similarity(0.1, 1.07, 160, 120, 171, 112);

        Registration found = ImageRegistration.register(
                TestScenes.infrared(2, known.inverse(), 320, 240),
                TestScenes.visible(2),
                DEFAULTS.withModel(WarpModel.SIMILARITY));

        assertThat(found.map().meanDistance(known, 320, 240)).isLessThan(0.3);
        assertThat(found.confidence().verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void knownHomographyIsFound() {
        Homography known = Corners.moved(320, 240, 9, -7, -8, 11, 6, 9, -12, -5);

        Registration found = ImageRegistration.register(
                TestScenes.infrared(3, known.inverse(), 320, 240),
                TestScenes.visible(3),
                DEFAULTS.withModel(WarpModel.HOMOGRAPHY));

        assertThat(found.map().meanDistance(known, 320, 240)).isLessThan(0.3);
        assertThat(found.confidence().verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void homographyOfSmallImagesIsFound() {
        Homography half = Homography.resized(320, 240, 160, 120);
        Homography known = Corners.moved(160, 120, 4, -3, -4, 5, 3, 4, -6, -2);
        Homography toScene = half.inverse();

        Registration found = ImageRegistration.register(
                TestScenes.infrared(12, toScene.after(known.inverse()), 160, 120),
                SourceImage.of(TestScenes.render(12, Camera.VISIBLE, toScene, 160, 120)),
                DEFAULTS.withModel(WarpModel.HOMOGRAPHY));

        assertThat(found.map().meanDistance(known, 160, 120)).isLessThan(0.3);
        assertThat(found.confidence().forwardBackward()).isLessThan(0.5);
    }

    @Test
    void sizesMayDiffer() {
        Homography known = Homography.similarity(-0.03, 0.5, 160, 120, 79.5, 63.5);

        Registration found = ImageRegistration.register(
                TestScenes.infrared(4, known.inverse(), 160, 128),
                TestScenes.visible(4),
                DEFAULTS.withModel(WarpModel.SIMILARITY));

        assertThat(found.map().meanDistance(known, 320, 240)).isLessThan(0.1);
        assertThat(found.isAccepted()).isTrue();
    }

    @Test
    void fieldsOfViewMayDiffer() {
        // The infrared image of 160 x 128 pixels shows 220 x 175 pixels of the visible one.
        Homography known = Homography.similarity(-0.03, 160 / 220.0, 165, 118, 79.5, 63.5);

        Registration found = ImageRegistration.register(
                TestScenes.infrared(4, known.inverse(), 160, 128),
                TestScenes.visible(4),
                DEFAULTS.withModel(WarpModel.SIMILARITY).withRange(SearchRange.WIDE));

        assertThat(found.map().meanDistance(known, 320, 240)).isLessThan(0.3);
        assertThat(found.confidence().overlap()).isBetween(0.3, 0.5);
    }

    @Test
    void resultDoesNotDependOnThreads() {
        SourceImage infrared = TestScenes.infrared(5, Homography.shift(4, -3), 320, 240);
        Registration first = ImageRegistration.register(infrared, TestScenes.visible(5), DEFAULTS);
        ForkJoinPool pool = new ForkJoinPool(1);
        Registration second;
        try {
            second = pool.submit(() -> ImageRegistration.register(infrared, TestScenes.visible(5), DEFAULTS))
                    .join();
        } finally {
            pool.shutdown();
        }

        assertThat(second).isEqualTo(first);
    }

    @Test
    void otherSceneIsRefused() {
        Registration found = ImageRegistration.register(
                TestScenes.infrared(6, Homography.IDENTITY, 320, 240), TestScenes.visible(7), DEFAULTS);

        assertThat(found.confidence().verdict()).isEqualTo(Verdict.PARTS_DISAGREE);
    }

    @Test
    void flatImageIsRefused() {
        Registration found = ImageRegistration.register(SourceImage.of(noise(0.02)), TestScenes.visible(8), DEFAULTS);

        assertThat(found.isAccepted()).isFalse();
        Registration constant = ImageRegistration.register(
                SourceImage.of(Plane.constant(320, 240, 0.2f)), TestScenes.visible(8), DEFAULTS);
        assertThat(constant.confidence().verdict()).isEqualTo(Verdict.NO_STRUCTURE);
        assertThat(constant.map().meanDistance(Homography.IDENTITY, 320, 240)).isLessThan(1e-9);
    }

    @Test
    void tinyImageIsRefused() {
        Registration found = ImageRegistration.register(
                SourceImage.of(Plane.constant(16, 12, 0.5f)), TestScenes.visible(9), DEFAULTS);

        assertThat(found.confidence().verdict()).isEqualTo(Verdict.NO_STRUCTURE);
    }

    @Test
    void equalBlackBordersAreNoReasonToAccept() {
        Homography turn = Homography.similarity(0.1, 0.9, 160, 120, 160, 120);
        WarpedImage infrared = WarpedImage.of(
                TestScenes.infrared(10, Homography.IDENTITY, 320, 240).plane(),
                turn.inverse(),
                320,
                240,
                WarpInterpolation.BILINEAR);
        WarpedImage visible =
                WarpedImage.of(TestScenes.visible(11).plane(), turn.inverse(), 320, 240, WarpInterpolation.BILINEAR);

        Registration found =
                ImageRegistration.register(SourceImage.of(infrared.image()), SourceImage.of(visible.image()), DEFAULTS);

        assertThat(found.isAccepted()).isFalse();
    }

    private static Plane noise(double amplitude) {
        SplittableRandom random = new SplittableRandom(1);
        float[] samples = new float[320 * 240];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.2 + amplitude * random.nextDouble());
        }
        return Plane.wrap(320, 240, samples);
    }
}
