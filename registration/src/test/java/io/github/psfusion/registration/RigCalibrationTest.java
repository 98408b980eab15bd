// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.codec.ImageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RigCalibrationTest {
    private static final LensMap KNOWN = new LensMap(
            LensDistortion.NONE,
            Homography.similarity(0.03, 0.98, 159.5, 119.5, 163, 117),
            LensDistortion.ofImage(320, 240, -0.03, 0));

    @Test
    @Tag("slow") // registers ten pairs
    void mapAndDistortionOfSeveralPairsAreFound() throws CalibrationException {
        List<CalibrationPair> pairs = pairs(9);
        pairs.set(4, pair(104, 4));

        RigCalibration.Result result = RigCalibration.calibrate(
                withOneMore(pairs), CalibrationOptions.defaults().withRadialTerms(1));

        assertThat(result.dropped()).singleElement().asString().startsWith("pair 104");
        Rig rig = result.rig();
        assertThat(rig.origin().pairs()).isEqualTo(9);
        assertThat(rig.map().to().k1()).isCloseTo(-0.03, within(0.006));
        assertThat(rig.map().to().k2()).isZero();
        assertThat(distance(rig.map())).isLessThan(0.3);
    }

    @Test
    void mapOfThreePairsIsFound() throws CalibrationException {
        Rig rig = RigCalibration.calibrate(pairs(3), CalibrationOptions.defaults())
                .rig();

        assertThat(rig.map().to().isNone()).isTrue();
        assertThat(rig.origin().sources()).extracting(Rig.Source::name).containsExactly("pair 0", "pair 1", "pair 2");
        // Without distortion the map cannot be exact.
        assertThat(distance(rig.map())).isLessThan(1);
    }

    @Test
    void tooFewPairsAreRefused() {
        assertThatExceptionOfType(CalibrationException.class)
                .isThrownBy(() -> RigCalibration.calibrate(pairs(2), CalibrationOptions.defaults()))
                .withMessageContaining("3 pairs");
        assertThatExceptionOfType(CalibrationException.class)
                .isThrownBy(() -> RigCalibration.calibrate(
                        pairs(3), CalibrationOptions.defaults().withRadialTerms(1)))
                .withMessageContaining("8 pairs");
    }

    @Test
    void pairsOfDifferentSizesAreRefused() {
        List<CalibrationPair> pairs = pairs(3);
        pairs.set(
                2,
                new CalibrationPair(
                        TestScenes.infrared(2, Homography.IDENTITY, 160, 120),
                        TestScenes.visible(2),
                        new Rig.Source("small", "", "")));

        assertThatExceptionOfType(CalibrationException.class)
                .isThrownBy(() -> RigCalibration.calibrate(pairs, CalibrationOptions.defaults()))
                .withMessageContaining("small");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shiftOfANearSceneIsFound(boolean withLine) {
        Optional<ParallaxLine> line = Optional.of(new ParallaxLine(0.8, -0.6)).filter(any -> withLine);
        SourceImage near = TestScenes.infrared(50, KNOWN.shifted(8, -6).inverse(), 320, 240);

        ResidualShift shift = ResidualShift.find(rig(line), near, TestScenes.visible(50));

        assertThat(shift.found()).isTrue();
        assertThat(shift.dx()).isCloseTo(8, within(0.2));
        assertThat(shift.dy()).isCloseTo(-6, within(0.2));
        assertThat(shift.score()).isGreaterThan(shift.unshifted());
    }

    @Test
    void noShiftIsMadeUp() {
        SourceImage far = TestScenes.infrared(51, KNOWN.inverse(), 320, 240);

        ResidualShift shift = ResidualShift.find(rig(Optional.empty()), far, TestScenes.visible(51));

        assertThat(shift.found()).isFalse();
        assertThat(shift.dx()).isZero();
        assertThat(shift.dy()).isZero();
    }

    private static Rig rig(Optional<ParallaxLine> line) {
        ImageSize size = new ImageSize(320, 240);
        return new Rig(size, size, KNOWN, line, new Rig.Origin(15, 0.5, 1, "", List.of()));
    }

    @Test
    void lineOfShiftsIsFitted() {
        List<double[]> shifts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            shifts.add(new double[] {3 * i, 4 * i + 0.1 * (i % 2)});
        }
        ParallaxLine line = ParallaxLine.fit(shifts).orElseThrow();

        assertThat(Math.abs(line.along(0.6, 0.8))).isCloseTo(1, within(1e-3));
        assertThat(ParallaxLine.fit(shifts.subList(0, 3))).isEmpty();
        assertThat(ParallaxLine.fit(List.of(
                        new double[] {3, 0},
                        new double[] {-3, 0},
                        new double[] {0, 3},
                        new double[] {0, -3},
                        new double[] {0, 0})))
                .isEmpty();
    }

    private static double distance(LensMap map) {
        double sum = 0;
        double[] found = new double[2];
        double[] known = new double[2];
        for (int y = 0; y < 240; y += 20) {
            for (int x = 0; x < 320; x += 20) {
                map.map(x, y, found);
                KNOWN.map(x, y, known);
                sum += Math.hypot(found[0] - known[0], found[1] - known[1]);
            }
        }
        return sum / (12 * 16);
    }

    private static List<CalibrationPair> pairs(int count) {
        List<CalibrationPair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add(pair(i, i));
        }
        return pairs;
    }

    private static List<CalibrationPair> withOneMore(List<CalibrationPair> pairs) {
        List<CalibrationPair> more = new ArrayList<>(pairs);
        more.add(pair(60, 60));
        return more;
    }

    private static CalibrationPair pair(long infrared, long visible) {
        return new CalibrationPair(
                TestScenes.infrared(infrared, KNOWN.inverse(), 320, 240),
                TestScenes.visible(visible),
                new Rig.Source("pair " + infrared, "", ""));
    }
}
