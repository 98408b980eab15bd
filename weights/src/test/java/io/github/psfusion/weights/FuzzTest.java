// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.testing.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** Any bytes give tensors or a WeightFormatException, never anything else. */
class FuzzTest {
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");

    private static final List<String> SAMPLES =
            List.of("torch/tiny.legacy.pth", "torch/tiny.pth", "torch/tiny.bare.pth", "safetensors/tiny.safetensors");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @Seeds(200)
    void damagedFilesAreReadOrRefused(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = Files.readAllBytes(GOLDENS.resolve(SAMPLES.get((int) (seed % SAMPLES.size()))));
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(8) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(2 * bytes.length));
        }
        Path path = Files.write(folder.resolve("damaged"), bytes);
        try (WeightFile file = WeightFiles.open(path)) {
            for (String name : file.names()) {
                StoredTensor tensor = file.tensor(name);
                assertThat(tensor.shape()).isEqualTo(file.shape(name));
            }
            assertThat(file.remarks()).doesNotContainNull();
        } catch (WeightFormatException e) {
            assertThat(e.getMessage()).startsWith(path.toString());
        }
    }
}
