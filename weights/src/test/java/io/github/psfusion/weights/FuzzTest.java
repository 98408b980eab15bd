// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.testing.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any bytes give tensors or a WeightFormatException, never anything else; {@code -Dpsfusion.fuzz=10000} tries as many. */
class FuzzTest {
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");
    private static final int MUTATIONS = 300;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"torch/tiny.legacy.pth", "torch/tiny.pth", "torch/tiny.bare.pth", "safetensors/tiny.safetensors"
            })
    void damagedFilesAreReadOrRefused(String sample) throws IOException {
        Path path = folder.resolve("damaged");
        Fuzz.of(sample, MUTATIONS, Files.readAllBytes(GOLDENS.resolve(sample))).run(bytes -> {
            Files.write(path, bytes);
            try (WeightFile file = WeightFiles.open(path)) {
                for (String name : file.names()) {
                    StoredTensor tensor = file.tensor(name);
                    assertThat(tensor.shape()).isEqualTo(file.shape(name));
                    assertThat(InvalidValues.in(tensor, 0)).isNotNull();
                }
                assertThat(file.remarks()).doesNotContainNull();
            } catch (WeightFormatException e) {
                assertThat(e.getMessage()).startsWith(path.toString());
            }
        });
    }
}
