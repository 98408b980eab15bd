// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.methods.BlockCost;
import io.github.psfusion.networks.inference.Architecture;
import io.github.psfusion.networks.inference.NetworkSummary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Counts of the blocks against those of the authors' code. */
class PyTorchTranscriptionCountsTest {
    /** A row of blocks.tsv; blocks without parameters, such as an activation, are no blocks here. */
    private record Row(String block, long parameters, long multiplyAccumulates, boolean fuses) {}

    private static List<Row> rows() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PyTorchTranscriptionCountsTest.class.getResourceAsStream("/goldens/blocks.tsv")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(f -> new Row(f[0], Long.parseLong(f[1]), Long.parseLong(f[2]), f[4].equals("1")))
                    .filter(row -> row.parameters > 0)
                    .toList();
        }
    }

    private static List<BlockCost> count(int width, int height) {
        return NetworkSummary.of(PsFusionSpec.INSTANCE, Architecture.published(PsFusionSpec.INSTANCE), width, height);
    }

    @Test
    void blocksCostWhatTheAuthorsCodeCosts() throws IOException {
        Map<String, BlockCost> blocks =
                count(640, 480).stream().collect(Collectors.toMap(BlockCost::name, Function.identity()));
        List<Row> rows = rows();
        for (Row row : rows.subList(0, rows.size() - 1)) {
            assertThat(blocks.remove(row.block))
                    .isEqualTo(new BlockCost(row.block, row.parameters, row.multiplyAccumulates, row.fuses));
        }
        assertThat(blocks).isEmpty();
    }

    @Test
    void theirSumIsTheNetwork() throws IOException {
        List<Row> rows = rows();
        Row total = rows.get(rows.size() - 1);
        List<BlockCost> blocks = count(609, 479);
        assertThat(blocks.stream().mapToLong(BlockCost::parameters).sum()).isEqualTo(total.parameters);
        assertThat(blocks.stream().mapToLong(BlockCost::multiplyAccumulates).sum())
                .as("479 x 609 are padded to 480 x 640")
                .isEqualTo(total.multiplyAccumulates);
    }
}
