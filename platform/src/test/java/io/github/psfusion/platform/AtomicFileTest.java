// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {
    private static final byte[] OLD = {1, 2, 3};
    private static final byte[] NEW = {4, 5};

    private static final String TEMPORARY = ".psfusion-6ba7b8109dad11d180b400c04fd430c8.part";
    private static final String OLD_TEMPORARY = ".a b.png.6ba7b810-9dad-11d1-80b4-00c04fd430c8.part";

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
                assertThat(name).startsWith(".psfusion-").endsWith(".part");
                assertThat(AtomicFile.isTemporary(folder.resolve(name))).isTrue();
            });
            content(NEW).writeTo(channel);
        });

        assertThat(names(folder)).containsExactly("weights.safetensors");
    }

    @Test
    void onlyTemporaryNamesAreTemporary() {
        assertThat(AtomicFile.isTemporary(folder.resolve(OLD_TEMPORARY))).isTrue();
        assertThat(AtomicFile.isTemporary(folder.resolve(TEMPORARY))).isTrue();
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
                    .isInstanceOf(FileWriteException.class)
                    .hasMessageStartingWith("/out/fused.png: ");

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
                .isInstanceOf(FileWriteException.class)
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

    @ParameterizedTest
    @ValueSource(ints = {1, 200, 212, 213, 214, 230, 251, 255})
    void everyNameThatTheFileSystemAllowsIsWritten(int length) throws IOException {
        Path file = folder.resolve("n".repeat(length));

        AtomicFile.write(file, OLD);
        AtomicFile.writeDurably(file, content(NEW));

        assertThat(file).hasBinaryContent(NEW);
        assertThat(names(folder)).containsExactly("n".repeat(length));
    }

    @Test
    void aNameThatIsTooLongIsTheReasonThatIsGiven() throws IOException {
        // A letter of two bytes: the limit counts bytes.
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "skipped: names are not in UTF-8");
        for (String name : List.of("n".repeat(256), "\u00e4".repeat(128), "\u00e4".repeat(126) + ".png")) {
            Path file = folder.resolve(name);
            int bytes = name.getBytes(UTF_8).length;
            for (ThrowingCallable writing : List.<ThrowingCallable>of(
                    () -> AtomicFile.write(file, NEW),
                    () -> AtomicFile.create(file, NEW),
                    () -> AtomicFile.writeDurably(file, content(NEW)))) {
                assertThatThrownBy(writing)
                        .isInstanceOfSatisfying(
                                FileWriteException.class,
                                e -> assertThat(e.obstacle()).isEqualTo(FileWriteException.Obstacle.NAME))
                        .hasMessage(file + ": its name has " + bytes + " bytes, and file systems allow 255");
            }
        }
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void aFileThatExistsIsNotCreatedAgain() throws IOException {
        Path file = folder.resolve("a.png");

        AtomicFile.create(file, OLD);
        assertThatThrownBy(() -> AtomicFile.create(file, NEW))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageStartingWith(file.toString());

        assertThat(file).hasBinaryContent(OLD);
        assertThat(names(folder)).containsExactly("a.png");
    }

    @Test
    void aFileIsCreatedByAWriterOfFiles() throws IOException {
        Path file = folder.resolve("a.bin");

        AtomicFile.create(file, temporary -> {
            assertThat(AtomicFile.isTemporary(temporary)).isTrue();
            AtomicFile.writeDurably(temporary, content(OLD));
        });
        assertThatThrownBy(() -> AtomicFile.create(file, temporary -> AtomicFile.write(temporary, NEW)))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasBinaryContent(OLD);
        assertThat(names(folder)).containsExactly("a.bin");
        Path other = folder.resolve("b.bin");
        assertThatThrownBy(() -> AtomicFile.create(other, temporary -> {
                    throw FileWriteException.of(temporary, new IOException("No space left on device"));
                }))
                .hasMessage(other + ": No space left on device");
    }

    @Test
    void ofManyThatCreateAFileAtOnceOneSucceeds() throws Exception {
        Path file = folder.resolve("a.png");
        int writers = 8;
        CountDownLatch begin = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<Future<Boolean>> created = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            byte[] bytes = {(byte) i};
            created.add(threads.submit(() -> {
                begin.await();
                try {
                    AtomicFile.create(file, bytes);
                    return true;
                } catch (FileAlreadyExistsException e) {
                    return false;
                }
            }));
        }
        begin.countDown();
        List<Integer> successful = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            if (created.get(i).get()) {
                successful.add(i);
            }
        }
        threads.shutdown();

        assertThat(successful).hasSize(1);
        assertThat(file).hasBinaryContent(new byte[] {successful.get(0).byteValue()});
        assertThat(names(folder)).containsExactly("a.png");
    }

    @Test
    void aLinkThatLeadsNowhereIsNamed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("missing.png"));

        assertThatThrownBy(() -> AtomicFile.write(link, NEW))
                .isInstanceOf(FileWriteException.class)
                .hasMessageContaining(link + ": is a symbolic link to a file that does not exist");
        assertThat(Files.isSymbolicLink(link)).isTrue();
    }

    @Test
    void leftoversOfDeadProcessesAreSweptAndNothingElse() throws IOException {
        Path old = Files.write(folder.resolve(TEMPORARY), OLD);
        Path older = Files.write(folder.resolve(OLD_TEMPORARY), OLD);
        for (Path file : List.of(old, older)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
        }
        Path young = Files.write(folder.resolve(TEMPORARY.replace('6', '7')), OLD);
        Path other = Files.write(folder.resolve(".a.png.part"), OLD);
        Files.setLastModifiedTime(other, FileTime.from(Instant.now().minusSeconds(3600)));

        AtomicFile.writeDurably(folder.resolve("a.bin"), channel -> {
            AtomicFile.sweep(folder, AtomicFile.SURELY_DEAD);
            assertThat(old).doesNotExist();
            assertThat(older).doesNotExist();
            assertThat(young).exists();
            AtomicFile.sweep(folder, Duration.ZERO); // but not what this process writes
            content(NEW).writeTo(channel);
        });

        assertThat(names(folder)).containsExactly(".a.png.part", "a.bin");
        AtomicFile.sweep(folder.resolve("missing"), Duration.ZERO);
    }

    @Test
    void aProcessThatEndsLeavesNothing() throws IOException {
        Path file = folder.resolve("a.bin");

        assertThatThrownBy(() -> AtomicFile.writeDurably(file, channel -> {
                    AtomicFile.abandon();
                    assertThat(names(folder)).isEmpty();
                    content(NEW).writeTo(channel);
                }))
                .isInstanceOf(FileWriteException.class);

        assertThat(names(folder)).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.write(folder.resolve("a"), OLD);

        AtomicFile.makeFolder(folder.resolve("b/c"));
        assertThat(folder.resolve("b/c")).isDirectory();
        assertThatThrownBy(() -> AtomicFile.makeFolder(file))
                .isInstanceOf(FileWriteException.class)
                .hasMessageStartingWith(file.toString());
        assertThatThrownBy(() -> AtomicFile.makeFolder(file.resolve("c")))
                .isInstanceOf(FileWriteException.class)
                .hasMessageContaining(file.toString());
    }
}
