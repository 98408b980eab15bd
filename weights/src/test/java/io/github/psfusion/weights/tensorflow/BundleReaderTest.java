// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.testing.Goldens;
import io.github.psfusion.testing.TensorFlowBundle;
import io.github.psfusion.weights.ReadLimits;
import io.github.psfusion.weights.StoredTensor;
import io.github.psfusion.weights.TestJson;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints of TensorFlow: published ones, and sound and unsound ones made here. */
class BundleReaderTest {
    private static final int FLOAT64 = 2;
    private static final int STRING = 7;
    private static final int INT64 = 9;
    private static final int BOOL = 10;
    private static final int UINT16 = 17;
    private static final int FLOAT16 = 19;
    private static final String DATA = ".data-00000-of-00001";

    @TempDir
    private Path folder;

    private static TensorFlowBundle small() {
        return new TensorFlowBundle()
                .with("net/conv/bias", new long[] {2}, 0.5f, -0.25f)
                .with("net/conv/kernel", new long[] {1, 1, 1, 2}, 1, 2);
    }

    private static List<Map<String, Object>> listing(String method) throws IOException {
        Map<String, Object> json = TestJson.read(Goldens.require("golden/baselines/" + method + "/bundle.json"));
        return ((List<?>) Objects.requireNonNull(json.get("tensors")))
                .stream().map(TestJson::map).toList();
    }

    /** Compares an index with a listing, which is in its order. */
    private static void requireEqual(BundleIndex index, List<Map<String, Object>> listing) {
        assertThat(index.shards()).isEqualTo(1);
        assertThat(index.entries()).hasSameSizeAs(listing);
        for (int i = 0; i < listing.size(); i++) {
            Map<String, Object> expected = listing.get(i);
            long checkSum = Long.decode(String.valueOf(expected.get("masked_crc32c")));
            assertThat(index.entries().get(i))
                    .isEqualTo(new BundleEntry(
                            String.valueOf(expected.get("name")),
                            BundleType.FLOAT32,
                            Shape.of(TestJson.longs(expected.get("shape"))),
                            0,
                            Long.parseLong(String.valueOf(expected.get("offset"))),
                            Long.parseLong(String.valueOf(expected.get("size"))),
                            (int) checkSum,
                            false));
        }
    }

    private static BundleIndex indexOf(Path file) throws IOException {
        return BundleIndex.read(file, ByteBuffer.wrap(Files.readAllBytes(file)), ReadLimits.defaults());
    }

    @Test
    void publishedCheckpointHasTheListedTensors() throws IOException {
        List<Map<String, Object>> listing = listing("u2fusion");
        Path index = Goldens.require("data/baseline-weights/u2fusion/model.ckpt.index");
        requireEqual(indexOf(index), listing);
        try (WeightFile file = WeightFiles.open(index)) {
            assertThat(file.names()).hasSize(listing.size());
            for (Map<String, Object> expected : listing) {
                float[] values =
                        file.tensor(String.valueOf(expected.get("name"))).toFloats();
                double sum = 0;
                for (float value : values) {
                    sum += value;
                }
                assertThat(sum).isCloseTo((Double) expected.get("sum"), within(1e-6 * Math.abs(sum)));
                List<?> first = (List<?>) Objects.requireNonNull(expected.get("first"));
                for (int i = 0; i < first.size(); i++) {
                    assertThat((double) values[i]).isEqualTo(first.get(i));
                }
            }
        }
    }

    @Test
    void publishedIndexOfFourRestartsIsRead() throws IOException {
        Path index = Goldens.require("data/baseline-weights/fusiongan/CGAN.model-3.index");
        requireEqual(indexOf(index), listing("fusiongan"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".index", DATA, ".meta"})
    void isFoundByItsPrefixAndByEachOfItsFiles(String suffix) throws IOException {
        Path index = small().write(folder.resolve("model.ckpt"));
        Files.write(folder.resolve("model.ckpt.meta"), new byte[] {10, 0});
        try (WeightFile file = WeightFiles.open(folder.resolve("model.ckpt" + suffix))) {
            assertThat(file.path()).isEqualTo(index);
            assertThat(file.files()).containsExactly(index, folder.resolve("model.ckpt" + DATA));
            assertThat(file.format()).isEqualTo("TensorFlow checkpoint");
            assertThat(file.names()).containsExactly("net/conv/bias", "net/conv/kernel");
            StoredTensor kernel = file.tensor("net/conv/kernel");
            assertThat(kernel.shape()).isEqualTo(Shape.of(1, 1, 1, 2));
            assertThat(kernel.toFloats()).containsExactly(1, 2);
            assertThat(file.has("net")).isFalse();
        }
    }

    @Test
    void typesAreReadOrRemarkedUpon() throws IOException {
        new TensorFlowBundle()
                .with("a", FLOAT64, new long[] {1}, new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xF8, 0x3F})
                .with("b", FLOAT16, new long[] {1, 2}, new byte[] {0, 0x3C, 0, (byte) 0xC0})
                .with("c", INT64, new long[] {}, new byte[] {7, 0, 0, 0, 0, 0, 0, 0})
                .with("d", BOOL, new long[] {0, 3}, new byte[] {})
                .with("e", STRING, new long[] {1}, new byte[] {3, 0, 0, 0, 0, 'x', 'y', 'z'})
                .with("f", UINT16, new long[] {1}, new byte[] {1, 0})
                .write(folder.resolve("types"));
        try (WeightFile file = WeightFiles.open(folder.resolve("types"))) {
            assertThat(file.names()).containsExactly("a", "b", "c", "d");
            assertThat(file.tensor("a").toFloats()).containsExactly(1.5f);
            assertThat(file.tensor("b").toFloats()).containsExactly(1, -2);
            assertThat(file.tensor("c").toLongs()).containsExactly(7);
            assertThat(file.type("d")).isEqualTo(DataType.BOOL);
            assertThat(file.tensor("d").shape()).isEqualTo(Shape.of(0, 3));
            assertThat(file.remarks())
                    .containsExactly(
                            "e: string [1], a type that is not in use here",
                            "f: uint16 [1], a type that is not in use here");
        }
    }

    /** Names of 40 tensors that share beginnings, over restarts and over three blocks. */
    @Test
    void manyTensorsInSeveralBlocksAreRead() throws IOException {
        List<String> names = new ArrayList<>();
        List<byte[]> blocks = new ArrayList<>();
        for (int block = 0; block < 3; block++) {
            Map<String, byte[]> entries = new TreeMap<>();
            if (block == 0) {
                entries.put("", TensorFlowBundle.header());
            }
            for (int i = 10; i < 50; i++) {
                String name = "layer" + block + "/unit" + i + "/w";
                names.add(name);
                entries.put(name, TensorFlowBundle.entry(1, new long[] {1}, 0, 4, i));
            }
            blocks.add(TensorFlowBundle.block(entries));
        }
        byte[] table = TensorFlowBundle.table(blocks.toArray(byte[][]::new));
        BundleIndex index = BundleIndex.read(Path.of("x"), ByteBuffer.wrap(table), ReadLimits.defaults());
        assertThat(index.entries()).extracting(BundleEntry::name).isEqualTo(names);
        assertThat(index.entries()).extracting(BundleEntry::checkSum).contains(10, 49);
    }

    private void requireRefused(Path file, String... words) {
        assertThatThrownBy(() -> {
                    try (WeightFile weights = WeightFiles.open(file)) {
                        for (String name : weights.names()) {
                            assertThat(weights.tensor(name)).isNotNull();
                        }
                    }
                })
                .isInstanceOf(WeightFormatException.class)
                .hasMessageStartingWith(folder.toString())
                .hasMessageContainingAll(words);
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        Path index = small().write(folder.resolve("model"));
        Path data = folder.resolve("model" + DATA);
        Files.delete(data);
        requireRefused(index, "model" + DATA + ", which is not beside it");
        Files.delete(index);
        Files.write(data, new byte[16]);
        requireRefused(data, "model.index, which is not beside it");
        Path list = Files.writeString(folder.resolve("checkpoint"), "model_checkpoint_path: \"model\"\n");
        requireRefused(list, "TensorFlow's list of checkpoints");
    }

    @Test
    void damagedDataNameTheTensor() throws IOException {
        byte[] bytes = small().data();
        Path index = small().write(folder.resolve("model"));
        Path data = folder.resolve("model" + DATA);
        Files.write(data, Arrays.copyOf(bytes, bytes.length - 1));
        requireRefused(index, DATA + ": tensor \"net/conv/kernel\" has 8 bytes at offset 8, but the file ends at 15");
        bytes[9] ^= 1;
        Files.write(data, bytes);
        requireRefused(index, DATA + ": tensor \"net/conv/kernel\" has another check sum");
    }

    private void requireIndexRefused(byte[] index, String... words) throws IOException {
        Files.write(folder.resolve("bad" + DATA), new byte[8]);
        requireRefused(Files.write(folder.resolve("bad.index"), index), words);
    }

    private void requireEntryRefused(byte[] entry, String... words) throws IOException {
        requireEntriesRefused(Map.of("", TensorFlowBundle.header(), "a/b", entry), words);
    }

    private void requireEntriesRefused(Map<String, byte[]> entries, String... words) throws IOException {
        requireIndexRefused(TensorFlowBundle.table(TensorFlowBundle.block(new TreeMap<>(entries))), words);
    }

    @Test
    void unsoundTablesAreRefused() throws IOException {
        byte[] sound = TensorFlowBundle.table(small().block());
        byte[] changed = sound.clone();
        changed[20] ^= 1;
        requireIndexRefused(changed, "block at offset 0 has another check sum");
        byte[] handle = sound.clone();
        handle[handle.length - 48] = 0x7F;
        handle[handle.length - 47] = 0x7F;
        requireIndexRefused(handle, "127 bytes is expected at offset 127");
        byte[] block = small().block();
        requireIndexRefused(TensorFlowBundle.table(2, block), "unknown compression 2");
        requireIndexRefused(TensorFlowBundle.table(block, block), "the keys do not ascend");
        requireIndexRefused(TensorFlowBundle.table(new byte[] {0, 0}), "shorter than its own list");
        requireIndexRefused(TensorFlowBundle.table(new byte[] {0, 0, 0, 9}), "shorter than its own list");
        requireIndexRefused(TensorFlowBundle.table(new byte[] {1, 0, 0, 0, 0, 0, 0}), "shared part of a key");
        requireIndexRefused(TensorFlowBundle.table(new byte[] {0, 1, 2, 'a', 0, 0, 0, 0}), "longer than the block");
        requireIndexRefused(TensorFlowBundle.table(new byte[] {0, (byte) 0x80, 0, 0, 0, 0}), "an integer is cut off");
    }

    /** A table of two index entries that lead to the same block. */
    @Test
    void blockIsNotReadTwice() throws IOException {
        byte[] block = TensorFlowBundle.block(Map.of());
        byte[] table = TensorFlowBundle.table(block, block);
        // The second handle begins behind those of the blocks (8 + 5 bytes each), the metaindex and the first entry.
        int second = 3 * 13 + 3 + 1 + 2 + 3 + 1;
        assertThat(table[second]).isEqualTo((byte) 13);
        table[second] = 0;
        int crc = TensorFlowBundle.maskedCrc(table, 39, table.length - 48 - 4);
        ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).putInt(table.length - 48 - 4, crc);
        requireIndexRefused(table, "block at offset 0: the one before ends at 13");
    }

    @Test
    void unsoundHeadersAreRefused() throws IOException {
        requireEntriesRefused(Map.of(), "has no header");
        requireEntriesRefused(Map.of("a", new byte[0]), "does not begin with the header");
        requireEntriesRefused(Map.of("", new byte[] {0x1A, 0}), "declares 0 files");
        requireEntriesRefused(Map.of("", new byte[] {0x08, 1, 0x10, 1}), "big-endian");
        requireEntriesRefused(Map.of("", new byte[] {0x08, 1, 0x1A, 2, 0x10, 2}), "reader of version 2");
        requireEntriesRefused(Map.of("", new byte[] {0x0D, 1, 0, 0, 0}), "field 1 has the form 5, expected 0");
        requireEntriesRefused(Map.of("", new byte[] {0x0B}), "field 1 has the unknown form 3");
    }

    @Test
    void unsoundEntriesAreRefused() throws IOException {
        requireEntryRefused(TensorFlowBundle.entry(1, new long[] {2}, 0, 4, 0), "tensor \"a/b\": has 4 bytes", "[2]");
        requireEntryRefused(TensorFlowBundle.entry(99, new long[] {2}, 0, 4, 0), "\"a/b\": has the unknown type 99");
        requireEntryRefused(TensorFlowBundle.entry(1, new long[] {-1}, 0, 4, 0), "\"a/b\": has the shape [-1]");
        requireEntryRefused(
                TensorFlowBundle.entry(1, new long[] {1L << 40, 1L << 40}, 0, 4, 0), "shape [1099511627776");
        requireEntryRefused(TensorFlowBundle.entry(1, new long[] {1L << 62}, 0, 0, 0), "\"a/b\": has 0 bytes");
        requireEntryRefused(TensorFlowBundle.entry(1, new long[] {2}, -8, 8, 0), "lies at offset -8");
        requireEntryRefused(TensorFlowBundle.entry(1, new long[] {2}, 4, 8, 0), "\"a/b\" has 8 bytes at offset 4");
        requireEntryRefused(TensorFlowBundle.entry(1, new long[65], 0, 8, 0), "more than 64 dimensions");
        requireEntryRefused(new byte[] {0x08, 1, 0x12, 2, 0x18, 1}, "no known shape");
        requireEntryRefused(new byte[] {0x08, 1, 0x18, 1}, "lies in file 1 of 1");
        requireEntryRefused(new byte[] {0x08, 1, 0x3A, 0}, "\"a/b\" is stored in parts");
        requireEntryRefused(new byte[] {0x08, 1, 0x12, 9}, "field 2 has a length of 9");
        byte[] header = TensorFlowBundle.header();
        requireEntriesRefused(Map.of("", header, "\0a/c\0\1", new byte[0]), "\"a/c\" is stored in parts");
        requireEntriesRefused(Map.of("", header, "\u00FF", new byte[0]), "not UTF-8");
    }

    @Test
    void limitsHold() throws IOException {
        Path index = small().write(folder.resolve("model"));
        ReadLimits limits = ReadLimits.defaults();
        assertThatThrownBy(() -> WeightFiles.open(index, limits.withTensors(1)))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining("more than the 1 tensors");
        assertThatThrownBy(() -> WeightFiles.open(index, limits.withDataBytes(15)))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining("\"net/conv/kernel\" and those before have more than the 15 bytes");
        WeightFiles.open(index, limits.withTensors(2).withDataBytes(16)).close();
    }

    @Test
    void checkSumsAreThoseOfTheFormat() {
        assertThat(MaskedCrc32c.of(ByteBuffer.wrap("123456789".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(0xC78AB0E5);
        assertThat(MaskedCrc32c.of(ByteBuffer.allocate(32))).isEqualTo(0x0FD7FFFA);
        assertThat(MaskedCrc32c.of(ByteBuffer.allocate(0))).isEqualTo(0xA282EAD8);
    }
}
