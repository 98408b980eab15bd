// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.TensorScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** First starts, in processes of their own: a crash of the JVM shows in its exit code. */
@Tag("slow")
class NativePlatformTest {
    @TempDir
    private Path folder;

    /** The program of the child process. */
    public static final class FirstTensor {
        public static void main(String[] args) {
            Backend backend = Backends.open(BackendOptions.defaults());
            try (TensorScope scope = backend.openScope()) {
                System.out.println(
                        "sum " + backend.floats(Shape.of(2), 1, 2).sum().toDouble());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void firstStartWithAnEmptyCacheUnpacksBeforeItLoads(boolean byJavacpp) throws IOException, InterruptedException {
        assumeThat(byJavacpp || System.getProperty("os.name").equals("Linux")).isTrue();
        Path output = folder.resolve("output.txt");
        Path cache = Files.createDirectory(folder.resolve("cache"));
        int status = start(cache, output, byJavacpp);
        assertThat(Files.readString(output, StandardCharsets.UTF_8)).contains("sum 3.0");
        assertThat(status).isZero();
    }

    @Test
    void aFolderThatOthersMayWriteToIsRefused() throws IOException, InterruptedException {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        Path output = folder.resolve("output.txt");
        Path cache = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(start(cache, output, false)).isNotZero();

        assertThat(output)
                .content()
                .contains("BackendException", "cannot be unpacked", "others may write to " + cache.toRealPath())
                .contains("PSFUSION_CACHE")
                .doesNotContain("sum");
        assertThat(cache).isEmptyDirectory();
    }

    private static int start(Path cache, Path output, boolean byJavacpp) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                        "-Dorg.bytedeco.javacpp.loadLibraries=" + byJavacpp,
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstTensor.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
    }
}
