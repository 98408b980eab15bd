// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.registration.TestScenes.Camera;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the guide compile and work. */
class GuideTest {
    private static final String THIS = "src/test/java/io/github/psfusion/registration/GuideTest.java";
    private static final Homography KNOWN = Homography.shift(7, -5);

    private final Plane infrared = TestScenes.render(20, Camera.INFRARED, KNOWN.inverse(), 320, 240);
    private final Image visible = TestScenes.render(20, Camera.VISIBLE, Homography.IDENTITY, 320, 240);

    @Test
    void aPairIsAligned() {
        ImagePair pair = aligned();

        assertThat(pair.infrared().width()).isEqualTo(pair.visible().width()).isBetween(310, 314);
        assertThat(pair.infrared().height()).isEqualTo(pair.visible().height()).isBetween(232, 236);
    }

    private ImagePair aligned() {
        // guide
        Registration registration = ImageRegistration.register(
                SourceImage.of(infrared), SourceImage.of(visible), RegistrationOptions.defaults());
        if (!registration.isAccepted()) {
            throw new IllegalStateException("night: " + registration.confidence());
        }
        Homography map = registration.map(); // from visible to infrared points
        AlignedPair aligned = AlignedPair.of(infrared, visible, map, map.inverse(), OutputFrame.VISIBLE)
                .cropped();
        ImagePair pair = new ImagePair("night", aligned.infrared(), aligned.visible());
        // end
        return pair;
    }

    @Test
    void aPairIsAlignedByItsRig(@TempDir Path folder) throws IOException, CalibrationException {
        List<CalibrationPair> pairs = List.of(pair(21), pair(22), pair(23));

        AlignedPair aligned = byRig(pairs, folder.resolve("rig.json"));

        assertThat(aligned.infrared().width()).isEqualTo(320);
        assertThat(aligned.area().at(160, 120)).isTrue();
        // Right of column 313 the infrared image has no content.
        assertThat(aligned.area().at(315, 120)).isFalse();
    }

    private static CalibrationPair pair(long seed) {
        return new CalibrationPair(
                TestScenes.infrared(seed, KNOWN.inverse(), 320, 240),
                TestScenes.visible(seed),
                new Rig.Source("pair " + seed, "", ""));
    }

    private AlignedPair byRig(List<CalibrationPair> pairs, Path file) throws IOException, CalibrationException {
        // guide
        RigCalibration.Result result = RigCalibration.calibrate(pairs, CalibrationOptions.defaults());
        RigFile.write(file, result.rig());

        Rig rig = RigFile.read(file);
        ResidualShift shift = ResidualShift.find(rig, SourceImage.of(infrared), SourceImage.of(visible));
        LensMap map = rig.map().shifted(shift.dx(), shift.dy());
        AlignedPair aligned = AlignedPair.of(infrared, visible, map, map.inverse(), OutputFrame.VISIBLE);
        // end
        return aligned;
    }

    @Test
    void theGuideHasTheseLines() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "guide", "java.md"));
        String[] parts = Files.readString(Path.of(THIS)).split("        // guide\n");

        List<String> examples = List.of(parts).subList(1, parts.length).stream()
                .map(part -> part.substring(0, part.indexOf("        // end\n")).indent(-8))
                .toList();

        assertThat(examples).hasSize(2).allSatisfy(example -> assertThat(guide).contains(example));
    }
}
