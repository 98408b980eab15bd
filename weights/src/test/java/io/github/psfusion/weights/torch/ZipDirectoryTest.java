// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives whose two descriptions of a member differ, or that state what PyTorch never writes. */
class ZipDirectoryTest {
    private static final Path SOUND = Path.of("src/test/resources/goldens/torch/tiny.pth");
    private static final int LOCAL = 0x04034B50;
    private static final int CENTRAL = 0x02014B50;
    private static final int END = 0x06054B50;

    @TempDir
    private Path folder;

    private byte[] sound() throws IOException {
        // Sizes and sums stand in the local headers, too.
        return Files.readAllBytes(Archive.of(SOUND).writeTo(folder.resolve("sound.pth")));
    }

    private static int find(byte[] archive, int signature, int number) {
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int seen = 0;
        for (int at = 0; at + 4 <= archive.length; at++) {
            if (bytes.getInt(at) == signature && seen++ == number) {
                return at;
            }
        }
        throw new AssertionError("there are " + seen + " records");
    }

    private Path write(byte[] archive) throws IOException {
        return Files.write(folder.resolve("changed.pth"), archive);
    }

    private void expectRefusal(byte[] archive, String message) throws IOException {
        Path file = write(archive);
        assertThatThrownBy(() -> WeightFiles.open(file))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void archivesOfPyTorchAndOfOthersAreRead() throws IOException {
        for (Path file : new Path[] {SOUND, write(sound())}) {
            try (WeightFile weights = WeightFiles.open(file)) {
                assertThat(weights.names()).isNotEmpty();
            }
        }
    }

    /** Fields of the local header by their offset. */
    @ParameterizedTest
    @CsvSource({
        "6, 1, encrypted",
        "6, 64, strongly encrypted",
        "6, 8, sizes behind the data",
        "8, 8, deflated",
        "8, 99, AES",
        "14, 1, check sum",
        "18, 1, stored size",
        "22, 1, size"
    })
    void localHeaderMustAgree(int offset, int change, String meaning) throws IOException {
        for (int member = 0; member < 3; member++) {
            byte[] archive = sound();
            archive[find(archive, LOCAL, member) + offset] ^= (byte) change;
            expectRefusal(archive, "is described differently at offset ");
        }
        assertThat(meaning).isNotEmpty();
    }

    /** Flags that both descriptions have. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15})
    void unknownFlagsAreRefused(int bit) throws IOException {
        byte[] archive = sound();
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int local = find(archive, LOCAL, 1) + 6;
        int central = find(archive, CENTRAL, 1) + 8;
        bytes.putShort(local, (short) (bytes.getShort(local) | 1 << bit));
        bytes.putShort(central, (short) (bytes.getShort(central) | 1 << bit));
        expectRefusal(archive, " has the flags 0x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iny/../../etc",
                "../x",
                "/etc/x",
                "tiny//x",
                "tiny/./x",
                "tiny/..",
                "..",
                "tiny\\x",
                "tiny/x\u0007"
            })
    void nameMustStayInItsFolder(String name) throws IOException {
        Path file = Archive.of(SOUND).with(name, (byte) 1).writeTo(folder.resolve("x.pth"));
        assertThatThrownBy(() -> WeightFiles.open(file))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageNotContainingAny("\u0007")
                .hasMessageContaining("a member of the archive has the name \"");
    }

    @Test
    void membersMustNotOverlap() throws IOException {
        byte[] archive = sound();
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int second = find(archive, CENTRAL, 1);
        // The second member begins within the data of the first: a copy of its header is put there.
        int from = bytes.getInt(second + 42);
        int length = 30 + bytes.getShort(second + 28);
        int into = find(archive, LOCAL, 0) + 60;
        System.arraycopy(archive, from, archive, into, length);
        bytes.putInt(second + 42, into);
        expectRefusal(archive, "lies within another one");
    }

    @Test
    void memberMustEndBeforeTheDirectory() throws IOException {
        byte[] archive = sound();
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int last = bytes.getShort(find(archive, END, 0) + 10) - 1;
        for (int field : new int[] {find(archive, CENTRAL, last) + 20, find(archive, LOCAL, last) + 18}) {
            bytes.putInt(field, bytes.getInt(field) + 20);
            bytes.putInt(field + 4, bytes.getInt(field + 4) + 20);
        }
        expectRefusal(archive, "leads into the archive's directory");
    }

    @Test
    void partOfSeveralArchivesIsRefused() throws IOException {
        byte[] archive = sound();
        archive[find(archive, END, 0) + 4] = 1;
        expectRefusal(archive, "the archive is a part of several");
    }

    @Test
    void longNameIsRefused() throws IOException {
        Path file = Archive.of(SOUND)
                .with("tiny/" + "x".repeat(600), "1".getBytes(StandardCharsets.US_ASCII))
                .writeTo(folder.resolve("x.pth"));
        assertThatThrownBy(() -> WeightFiles.open(file))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining("has a name of 605 bytes");
    }
}
