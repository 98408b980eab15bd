// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file whose data are cut or changed: the message names the tensor. */
class DamagedTensorTest {
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"torch/tiny.legacy.pth", "safetensors/tiny.safetensors"})
    void tensorThatIsCutOffIsNamed(String sample) throws IOException {
        byte[] bytes = Files.readAllBytes(GOLDENS.resolve(sample));
        List<String> names;
        try (WeightFile file = WeightFiles.open(GOLDENS.resolve(sample))) {
            names = file.names();
        }
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length * 9 / 10));
        assertThatThrownBy(() -> WeightFiles.open(cut))
                .isInstanceOf(WeightFormatException.class)
                .satisfies(e -> assertThat(names)
                        .anyMatch(name -> String.valueOf(e.getMessage()).contains("\"" + name + "\"")));
    }

    @Test
    void tensorWhoseBytesHaveChangedIsNamed() throws IOException {
        Path sample = GOLDENS.resolve("torch/tiny.pth");
        byte[] bytes = Files.readAllBytes(sample);
        int found = 0;
        try (WeightFile sound = WeightFiles.open(sample)) {
            for (String name : sound.names()) {
                ByteBuffer data = sound.tensor(name).data();
                int at = indexOf(bytes, data);
                if (at < 0 || data.remaining() < 8) {
                    continue; // not stored as it is, or too short to be found
                }
                byte[] changed = bytes.clone();
                changed[at] ^= 1;
                Path path = Files.write(folder.resolve("changed.pth"), changed);
                try (WeightFile file = WeightFiles.open(path)) {
                    assertThatThrownBy(() -> file.tensor(name))
                            .isInstanceOf(WeightFormatException.class)
                            .hasMessageStartingWith(path + ": tensor \"" + name + "\": member ")
                            .hasMessageContaining("check sum");
                }
                found++;
            }
        }
        assertThat(found).isPositive();
    }

    private static int indexOf(byte[] bytes, ByteBuffer part) {
        byte[] wanted = new byte[part.remaining()];
        part.duplicate().get(wanted);
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
