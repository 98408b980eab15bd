// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.platform.FileWriteException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritingTest {
    private static final Plane IMAGE = TestImages.levels("written", 90, 70, BitDepth.BITS_8);

    @TempDir
    private Path folder;

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void anOlderFileIsReplacedWhole() throws IOException {
        Path file = folder.resolve("a b.png");
        ImageFiles.write(file, Plane.constant(500, 500, 0.5f), WriteOptions.png());
        ImageFiles.write(file, IMAGE, WriteOptions.png());
        assertThat(Files.readAllBytes(file)).isEqualTo(ImageFiles.encode(IMAGE, WriteOptions.png()));
        assertThat(names(folder)).containsExactly("a b.png");
    }

    @Test
    void theSameImageGivesTheSameBytes() {
        for (ImageFormat format : ImageFormat.values()) {
            WriteOptions options = WriteOptions.png().withFormat(format);
            assertThat(ImageFiles.encode(IMAGE, options)).isEqualTo(ImageFiles.encode(IMAGE, options));
        }
    }

    @Test
    void aFullDiskLeavesTheOlderFileAndNothingElse() throws IOException {
        Configuration small = Configuration.unix().toBuilder()
                .setMaxSize(8192)
                .setBlockSize(512)
                .build();
        try (FileSystem disk = Jimfs.newFileSystem(small)) {
            Path out = Files.createDirectory(disk.getPath("/out"));
            Path file = out.resolve("fused.png");
            ImageFiles.write(file, Plane.constant(4, 4, 1), WriteOptions.png());
            byte[] before = Files.readAllBytes(file);
            Plane noise = TestImages.levels("noise", 200, 200, BitDepth.BITS_8);
            assertThatThrownBy(() -> ImageFiles.write(file, noise, WriteOptions.png()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("/out/fused.png");
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
            assertThat(names(out)).containsExactly("fused.png");
            assertThat(ImageFiles.read(file, DecodeLimits.defaults()).image()).isEqualTo(Plane.constant(4, 4, 1));
        }
    }

    @Test
    void foldersAndDevicesAreNoTargets() throws IOException {
        assertThatThrownBy(() -> ImageFiles.write(folder, IMAGE, WriteOptions.png()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("is a folder");
        assertThat(names(folder)).isEmpty();
        Path device = Path.of("/dev/null");
        assumeFalse(!Files.exists(device), "skipped: there is no /dev/null");
        assertThatThrownBy(() -> ImageFiles.write(device, IMAGE, WriteOptions.png()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a regular file");
    }

    @Test
    void aMissingFolderIsNamed() {
        Path file = folder.resolve("missing").resolve("fused.png");
        assertThatThrownBy(() -> ImageFiles.write(file, IMAGE, WriteOptions.png()))
                .isInstanceOf(FileWriteException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining("its folder does not exist");
    }

    @Test
    void aFolderWithoutPermissionIsNamed() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assertThat(closed.toFile().setWritable(false)).isTrue();
        assumeFalse(Files.isWritable(closed), "skipped: this user may write everywhere");
        assertThatThrownBy(() -> ImageFiles.writeLabels(
                        closed.resolve("l.png"), LabelMap.of(1, 1, new byte[1]), IndexColors.gray()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void linksAreWrittenThrough() throws IOException {
        Path target = Files.createFile(folder.resolve("target.png"));
        Path link = Files.createSymbolicLink(folder.resolve("link.png"), target);
        ImageFiles.write(link, IMAGE, WriteOptions.png());
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(ImageFiles.read(target, DecodeLimits.defaults()).image()).isEqualTo(IMAGE);
    }
}
