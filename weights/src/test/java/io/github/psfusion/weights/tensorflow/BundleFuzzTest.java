// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.testing.Fuzz;
import io.github.psfusion.testing.TensorFlowBundle;
import io.github.psfusion.weights.InvalidValues;
import io.github.psfusion.weights.ReadLimits;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes give a checkpoint or a WeightFormatException; {@code -Dpsfusion.fuzz=100000} tries as many of each kind. */
class BundleFuzzTest {
    private static final int MUTATIONS = 1500;
    private static final int MUTATED_FILES = 150;
    private static final Path FILE = Path.of("x.index");

    @TempDir
    private Path folder;

    private static TensorFlowBundle sample() {
        TensorFlowBundle bundle = new TensorFlowBundle();
        for (int i = 0; i < 20; i++) {
            bundle.with("net/layer" + i + "/w", new long[] {1, 2}, i, -i);
        }
        return bundle;
    }

    private static void read(byte[] index) throws IOException {
        try {
            BundleIndex read = BundleIndex.read(FILE, ByteBuffer.wrap(index), ReadLimits.defaults());
            assertThat(read.entries()).doesNotContainNull();
        } catch (WeightFormatException e) {
            assertThat(e.getMessage()).startsWith(FILE.toString());
        }
    }

    @Test
    void damagedIndexesAreReadOrRefused() {
        Fuzz.of("index", MUTATIONS, TensorFlowBundle.table(sample().block())).run(BundleFuzzTest::read);
    }

    /** Behind the back of the check sums. */
    @Test
    void damagedBlocksInSoundTablesAreReadOrRefused() {
        Fuzz.of("block", MUTATIONS, sample().block()).run(block -> read(TensorFlowBundle.table(block)));
    }

    /** Mutations are mostly unsound elements, the sound rest unsound blocks. */
    @Test
    void damagedCompressedBlocksAreReadOrRefused() {
        byte[] block =
                new TensorFlowBundle().with("net/w", new long[] {2}, 1, 2).block();
        byte[] compressed = new byte[block.length + 2];
        compressed[0] = (byte) block.length;
        compressed[1] = (byte) ((block.length - 1) << 2);
        System.arraycopy(block, 0, compressed, 2, block.length);
        Fuzz.of("compressed", MUTATIONS, compressed).run(bytes -> read(TensorFlowBundle.table(1, bytes)));
    }

    @Test
    void damagedEntriesAreReadOrRefused() {
        byte[] entry = TensorFlowBundle.entry(1, new long[] {3, 3, 2, 1}, 200, 72, 0x12345678);
        Fuzz.of("entry", MUTATIONS, entry).run(bytes -> {
            try {
                assertThat(BundleEntry.read("a", ByteBuffer.wrap(bytes), 1).type())
                        .isNotNull();
            } catch (BundleException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        });
    }

    /** With files, of which either may be damaged. */
    @Test
    void damagedCheckpointsAreReadOrRefused() throws IOException {
        TensorFlowBundle sample = sample();
        Path index = sample.write(folder.resolve("m"));
        Path data = folder.resolve("m.data-00000-of-00001");
        Fuzz.of("files of data", MUTATED_FILES, sample.data()).run(bytes -> {
            Files.write(data, bytes);
            open(index);
        });
        Files.write(data, sample.data());
        Fuzz.of("files of blocks", MUTATED_FILES, sample.block()).run(block -> {
            Files.write(index, TensorFlowBundle.table(block));
            open(index);
        });
    }

    private void open(Path index) throws IOException {
        try (WeightFile file = WeightFiles.open(index)) {
            for (String name : file.names()) {
                assertThat(InvalidValues.in(file.tensor(name), 0)).isNotNull();
            }
        } catch (WeightFormatException e) {
            assertThat(e.getMessage()).startsWith(folder.toString());
        }
    }
}
