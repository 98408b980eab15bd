// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.psfusion.imaging.codec.ImageSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RigFileTest {
    @TempDir
    Path folder;

    @Test
    void writtenRigIsReadBack() throws IOException {
        Path file = folder.resolve("rig.json");
        for (Optional<ParallaxLine> line :
                List.of(Optional.<ParallaxLine>empty(), Optional.of(new ParallaxLine(0.6, 0.8)))) {
            Rig rig = rig(line);

            RigFile.write(file, rig);

            assertThat(RigFile.read(file)).isEqualTo(rig);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "\"psfusion-rig-1\",\"psfusion-rig-9\",schema",
        "\"width\" : 1280,\"width\" : -1,visible",
        "\"width\" : 1280,\"width\" : 1e9,visible",
        "\"k1\" : -0.03,\"k1\" : \"x\",infraredLens",
        "\"unit\" : 320.0,\"unit\" : 0,unit",
        "\"visibleToInfrared\",\"other\",visibleToInfrared",
    })
    void damagedFileIsNamedWithItsFault(String text, String instead, String named) throws IOException {
        Path file = folder.resolve("rig.json");
        RigFile.write(file, rig(Optional.empty()));
        String json = Files.readString(file);
        assertThat(json).contains(text);
        Files.writeString(file, json.replace(text, instead));

        assertThatExceptionOfType(RigFileException.class)
                .isThrownBy(() -> RigFile.read(file))
                .withMessageContaining(file.toString())
                .withMessageContaining(named);
    }

    @Test
    void whatIsNoJsonIsRefused() throws IOException {
        Path file = folder.resolve("rig.json");
        assertThatExceptionOfType(RigFileException.class).isThrownBy(() -> RigFile.read(file));
        for (String text : List.of("", "{", "[[[[[[[[[[[[", "{} {}", "{\"schema\": 1, \"schema\": 2}", "null")) {
            Files.writeString(file, text);
            assertThatExceptionOfType(RigFileException.class)
                    .as(text)
                    .isThrownBy(() -> RigFile.read(file))
                    .withMessageContaining(file.toString());
        }
        Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1});
        assertThatExceptionOfType(RigFileException.class).isThrownBy(() -> RigFile.read(file));
    }

    @Test
    void imagesOfOtherSizesAreNotOfTheRig() {
        Rig rig = rig(Optional.empty());
        rig.requireSizes("a", new ImageSize(640, 512), new ImageSize(1280, 960));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rig.requireSizes("a", new ImageSize(640, 480), new ImageSize(1280, 960)))
                .withMessageContaining("640 x 480");
    }

    private static Rig rig(Optional<ParallaxLine> line) {
        return new Rig(
                new ImageSize(1280, 960),
                new ImageSize(640, 512),
                new LensMap(
                        LensDistortion.NONE,
                        Homography.of(0.5, 0.01, 3, -0.01, 0.5, 4, 1e-6, 2e-6, 1),
                        LensDistortion.ofImage(640, 512, -0.03, 0.001)),
                line,
                new Rig.Origin(12, 0.31, 1.8, "20 m", List.of(new Rig.Source("0001", "ab", "cd"))));
    }
}
