// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.ReadLimits;
import io.github.psfusion.weights.StoredTensor;
import io.github.psfusion.weights.TestJson;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsReaderTest {
    private static final Path GOLDENS = Path.of("src/test/resources/goldens/safetensors");

    @TempDir
    private Path folder;

    @Test
    void readsEveryEntryOfAFileOfAnotherProgram() throws IOException {
        Map<String, Object> expected = TestJson.read(GOLDENS.resolve("tiny.expected.json"));
        Map<String, Object> tensors = TestJson.map(expected.get("tensors"));
        try (WeightFile file = WeightFiles.open(GOLDENS.resolve("tiny.safetensors"))) {
            assertThat(file.format()).isEqualTo("safetensors");
            assertThat(file.names()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
            assertThat(file.metadata()).isEqualTo(expected.get("metadata"));
            assertThat(file.remarks()).isEmpty();
            for (String name : file.names()) {
                Map<String, Object> entry = TestJson.map(tensors.get(name));
                StoredTensor tensor = file.tensor(name);
                assertThat(SafetensorsType.of(tensor.type()).name()).isEqualTo(entry.get("dtype"));
                assertThat(tensor.shape()).isEqualTo(Shape.of(TestJson.longs(entry.get("shape"))));
                byte[] bytes = new byte[tensor.data().remaining()];
                tensor.data().get(bytes);
                assertThat(HexFormat.of().formatHex(bytes)).as(name).isEqualTo(entry.get("bytes"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            beyond-end    | entry "b" lies at [8, 16)
            dtype         | unknown dtype "C64"
            duplicate     | Duplicate field 'a'
            header-length | offset 0: the header has a declared length of
            hole          | entry "b" lies at [12, 20)
            json          | not valid JSON
            metadata      | __metadata__ "x"
            negative      | negative number -2
            nesting       | __metadata__: found START_ARRAY
            order         | data_offsets [8, 0]
            overflow      | overflows
            overlap       | entry "b" lies at [4, 12)
            size          | takes 12 bytes
            trailing      | the tensors end at 8
            utf8          | not UTF-8
            """)
    void refusesABrokenFileAndSaysWhy(String name, String reason) {
        Path file = GOLDENS.resolve("bad-" + name + ".safetensors");
        assertThatExceptionOfType(WeightFormatException.class)
                .isThrownBy(() -> WeightFiles.open(file))
                .withMessageStartingWith(file.toString())
                .withMessageContaining(reason);
    }

    @Test
    void refusesEveryCutOfAFile() throws IOException {
        byte[] whole = Files.readAllBytes(GOLDENS.resolve("tiny.safetensors"));
        Path cut = folder.resolve("cut.safetensors");
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(WeightFormatException.class).isThrownBy(() -> WeightFiles.open(cut));
        }
    }

    @Test
    void leavesOutTypesThatAreNotInUse() throws IOException {
        Path file = written("""
                {"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]},\
                "b":{"dtype":"I32","shape":[],"data_offsets":[4,8]}}""", 8);
        try (WeightFile weights = WeightFiles.open(file)) {
            assertThat(weights.names()).containsExactly("b");
            assertThat(weights.remarks()).containsExactly("a: F8_E4M3 [4], a type that is not in use here");
        }
    }

    @Test
    void refusesWhatExceedsALimit() throws IOException {
        Path file = GOLDENS.resolve("tiny.safetensors");
        assertThatExceptionOfType(WeightFormatException.class)
                .isThrownBy(() -> WeightFiles.open(file, ReadLimits.defaults().withTensors(3)))
                .withMessageContaining("more than the 3 tensors");
        assertThatExceptionOfType(WeightFormatException.class)
                .isThrownBy(() -> WeightFiles.open(file, ReadLimits.defaults().withDataBytes(100)))
                .withMessageContaining("limit of 100");
    }

    @Test
    void closingEndsReadingButNotTheTensorsHandedOut() throws IOException {
        WeightFile file = WeightFiles.open(GOLDENS.resolve("tiny.safetensors"));
        StoredTensor scalar = file.tensor("scalar");
        file.close();
        file.close();
        assertThat(scalar.toFloats()).containsExactly(2.5f);
        assertThatIllegalStateException()
                .isThrownBy(() -> file.tensor("scalar"))
                .withMessageContaining("closed");
    }

    @Test
    void readsFilesBeyondTwoGibibytes() throws IOException {
        long half = 3L << 29;
        Path file = written(
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[" + half + "],\"data_offsets\":[0," + half + "]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[" + half / 4 + "],\"data_offsets\":[" + half + ","
                        + 2 * half + "]}}",
                2 * half);
        try (WeightFile weights = WeightFiles.open(file)) {
            StoredTensor tensor = weights.tensor("b");
            assertThat(tensor.type()).isEqualTo(DataType.FLOAT32);
            assertThat(tensor.data().get((int) half - 1)).isEqualTo((byte) 7);
        }
    }

    @Test
    void refusesAFolderAndAMissingFile() {
        assertThatExceptionOfType(WeightFormatException.class)
                .isThrownBy(() -> WeightFiles.open(folder))
                .withMessageContaining("is a folder");
        assertThatExceptionOfType(java.nio.file.NoSuchFileException.class)
                .isThrownBy(() -> WeightFiles.open(folder.resolve("none.safetensors")));
    }

    /** Writes a header and so many zeros, sparse, but the last byte is 7. */
    private Path written(String header, long data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer start = ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN);
        start.putLong(json.length).put(json);
        Path path = folder.resolve("made.safetensors");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(start.array());
            file.seek(start.capacity() + data - 1);
            file.write(7);
        }
        return path;
    }
}
