// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import io.github.psfusion.weights.torch.TorchZipWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both writers of weights write to files, also through links, and to nothing else. */
class WriterTargetsTest {
    private static final List<TensorToWrite> TENSORS =
            List.of(new TensorToWrite("a", DataType.FLOAT32, Shape.of(1), () -> ByteBuffer.allocate(Float.BYTES)));

    @TempDir
    private Path folder;

    /** The writers. */
    enum Writer {
        SAFETENSORS,
        TORCH;

        void write(Path file) throws IOException {
            if (this == SAFETENSORS) {
                SafetensorsWriter.write(file, Map.of(), TENSORS);
            } else {
                TorchZipWriter.write(file, TENSORS);
            }
        }
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @ParameterizedTest
    @EnumSource
    void symbolicLinkIsFollowedAndStays(Writer writer) throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "older");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        writer.write(link);
        assertThat(link).isSymbolicLink();
        try (WeightFile file = WeightFiles.open(target)) {
            assertThat(file.names()).containsExactly("a");
        }
        assertThat(files()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void pipeIsNotReplaced(Writer writer) throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        Process made;
        try {
            made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        } catch (IOException e) {
            assumeTrue(false, "there is no mkfifo");
            return;
        }
        assumeTrue(made.waitFor() == 0, "no pipe can be made");
        for (Path place : List.of(pipe, Files.createSymbolicLink(folder.resolve("link"), pipe))) {
            assertThatThrownBy(() -> writer.write(place))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(place.toString())
                    .hasMessageContaining("is not a regular file");
        }
        assertThat(Files.readAttributes(pipe, java.nio.file.attribute.BasicFileAttributes.class)
                        .isOther())
                .isTrue();
        assertThat(files()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void folderIsNotReplaced(Writer writer) throws IOException {
        Path place = Files.createDirectory(folder.resolve("x"));
        assertThatThrownBy(() -> writer.write(place))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a folder");
        assertThat(place).isDirectory();
    }
}
