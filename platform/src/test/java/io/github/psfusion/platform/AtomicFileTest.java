// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    private static final byte[] OLD = {1, 2, 3};
    private static final byte[] NEW = {4, 5};

    @TempDir
    private Path folder;

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static AtomicFile.Content content(byte[] bytes) {
        return channel -> AtomicFile.writeFully(channel, ByteBuffer.wrap(bytes));
    }

    @Test
    void anOlderFileIsReplacedCompletely() throws IOException {
        Path file = Files.write(folder.resolve("a b.bin"), OLD);

        AtomicFile.write(file, NEW);
        assertThat(file).hasBinaryContent(NEW);

        AtomicFile.writeDurably(file, content(OLD));
        assertThat(file).hasBinaryContent(OLD);
        assertThat(names(folder)).containsExactly("a b.bin");
    }

    @Test
    void theTemporaryFileLiesInTheSameFolderAndIsRecognized() throws IOException {
        Path file = folder.resolve("weights.safetensors");

        AtomicFile.writeDurably(file, channel -> {
            assertThat(names(folder)).singleElement().satisfies(name -> {
                assertThat(name).startsWith(".weights.safetensors.").endsWith(".part");
                assertThat(AtomicFile.isTemporary(folder.resolve(name))).isTrue();
            });
            content(NEW).writeTo(channel);
        });

        assertThat(names(folder)).containsExactly("weights.safetensors");
    }

    @Test
    void onlyTemporaryNamesAreTemporary() {
        assertThat(AtomicFile.isTemporary(folder.resolve(".a b.png.6ba7b810-9dad-11d1-80b4-00c04fd430c8.part")))
                .isTrue();
        for (String name : List.of("a.png", ".a.png", ".a.png.part", "a.6ba7b810-9dad-11d1-80b4-00c04fd430c8.part")) {
            assertThat(AtomicFile.isTemporary(folder.resolve(name))).as(name).isFalse();
        }
        assertThat(AtomicFile.isTemporary(folder.getRoot())).isFalse();
    }

    @Test
    void anErrorOfTheContentIsThrownOnAndTheOlderFileStays() throws IOException {
        Path file = Files.write(folder.resolve("a.bin"), OLD);
        IOException damaged = new NoSuchFileException("source.pth");

        assertThatThrownBy(() -> AtomicFile.writeDurably(file, channel -> {
                    content(NEW).writeTo(channel);
                    throw damaged;
                }))
                .isSameAs(damaged);

        assertThat(file).hasBinaryContent(OLD);
        assertThat(names(folder)).containsExactly("a.bin");
    }

    @Test
    void aFullDiskLeavesTheOlderFileAndIsReportedWithItsName() throws IOException {
        try (FileSystem small = Jimfs.newFileSystem(
                Configuration.unix().toBuilder().setMaxSize(1 << 16).build())) {
            Path out = Files.createDirectory(small.getPath("/out"));
            Path file = Files.write(out.resolve("fused.png"), OLD);

            assertThatThrownBy(() -> AtomicFile.write(file, new byte[1 << 17]))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageStartingWith("/out/fused.png: ")
                    .hasMessageEndingWith("; nothing was changed");

            assertThat(file).hasBinaryContent(OLD);
            assertThat(names(out)).containsExactly("fused.png");
        }
    }

    @Test
    void foldersAndDevicesAreRefused() throws IOException {
        assertThatThrownBy(() -> AtomicFile.write(folder, NEW))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(folder + ": is a folder");
        assertThatThrownBy(() -> AtomicFile.writeDurably(folder, content(NEW)))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(folder + ": is a folder");
        assertThat(names(folder)).isEmpty();
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "skipped: there is no /dev/null");
        assertThatThrownBy(() -> AtomicFile.write(device, NEW)).hasMessageContaining("not a regular file");
    }

    @Test
    void aMissingFolderIsNamed() {
        Path file = folder.resolve("missing").resolve("fused.png");

        assertThatThrownBy(() -> AtomicFile.write(file, NEW))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageStartingWith(file + ": its folder does not exist");
    }

    @Test
    void aFolderWithoutPermissionIsReportedWithTheNameOfTheFile() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assertThat(closed.toFile().setWritable(false)).isTrue();
        assumeFalse(Files.isWritable(closed), "skipped: this user may write everywhere");

        assertThatThrownBy(() -> AtomicFile.write(closed.resolve("a.bin"), NEW))
                .hasMessage(closed.resolve("a.bin") + ": no permission to write there");
    }

    @Test
    void linksAreWrittenThrough() throws IOException {
        Path target = Files.write(folder.resolve("target.bin"), OLD);
        Path link = Files.createSymbolicLink(folder.resolve("link.bin"), target);

        AtomicFile.writeDurably(link, content(NEW));

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(target).hasBinaryContent(NEW);
    }

    @Test
    void aLargeBufferIsWrittenInPiecesAndItsPositionStays() throws IOException {
        byte[] bytes = new byte[(1 << 21) + 12_345];
        new Random(1).nextBytes(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 7, bytes.length - 7);
        Path file = folder.resolve("large.bin");

        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            AtomicFile.writeFully(channel, buffer);
        }

        assertThat(ByteBuffer.wrap(Files.readAllBytes(file))).isEqualTo(ByteBuffer.wrap(bytes, 7, bytes.length - 7));
        assertThat(buffer.position()).isEqualTo(7);
    }
}
