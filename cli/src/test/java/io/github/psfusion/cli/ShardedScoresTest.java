// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several jobs score a part of the pairs each, and their files are joined. */
class ShardedScoresTest {
    private static final int PAIRS = 7;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeImages() throws IOException {
        for (int i = 0; i < PAIRS; i++) {
            float[] levels = new float[40 * 30];
            for (int k = 0; k < levels.length; k++) {
                levels[k] = (0.1f * (i + 1) * k) / levels.length; // each image has another range
            }
            Path infrared = Files.createDirectories(folder.resolve("ir")).resolve(i + ".png");
            ImageFiles.write(
                    infrared, Plane.wrap(40, 30, levels), WriteOptions.png().withDepth(BitDepth.BITS_16));
            TestImages.write(folder.resolve("vi").resolve(i + ".png"), TestImages.visible(40, 30));
            if (i != 4) {
                TestImages.write(folder.resolve("fused").resolve(i + ".png"), TestImages.infrared(40, 30));
            }
        }
        Files.write(folder.resolve("fused/5.png"), new byte[] {1, 2, 3});
    }

    private Run evaluate(String... more) {
        List<String> all = new ArrayList<>(List.of("evaluate", "--pairs", folder.toString()));
        all.addAll(List.of("--fused", folder.resolve("fused").toString(), "--sources", "--metrics", "EN,SD,VIF"));
        all.addAll(List.of("-o", folder.resolve("scores").toString(), "--name", "streets"));
        all.addAll(List.of(more));
        return Run.of(all.toArray(String[]::new));
    }

    private String shard(int index, int count) {
        return folder.resolve("scores/scores-" + index + "-of-" + count + ".json")
                .toString();
    }

    private Run join(String out, String... files) {
        List<String> all = new ArrayList<>(List.of("evaluate"));
        all.addAll(List.of(files));
        all.addAll(List.of("-o", folder.resolve(out).toString()));
        return Run.of(all.toArray(String[]::new));
    }

    private static String withoutTime(Path file) throws IOException {
        return Files.readString(file).replaceFirst("\"time\" : \"[^\"]*\"", "");
    }

    /** Windows of 16-bit images, digests of inputs, notes, failures and the command line are those of one run. */
    @Test
    void joinedScoresAreThoseOfOneRun() throws IOException {
        assertThat(evaluate().status()).isEqualTo(1);
        for (int i = 1; i <= 3; i++) {
            Run part = evaluate("--shard", i + "/3");
            assertThat(part.status()).as(part.err()).isEqualTo(i == 1 ? 0 : 1);
            assertThat(Files.exists(Path.of(shard(i, 3)))).isTrue();
        }
        Run joined = join("joined", shard(3, 3), shard(1, 3), shard(2, 3));
        assertThat(joined.status()).as(joined.err()).isEqualTo(1);
        assertThat(joined.out()).contains("7 pairs", "5 of 7");
        assertThat(withoutTime(folder.resolve("joined/scores.json")))
                .isEqualTo(withoutTime(folder.resolve("scores/scores.json")));
        assertThat(folder.resolve("joined/scores.csv")).hasSameTextualContentAs(folder.resolve("scores/scores.csv"));
        assertThat(folder.resolve("joined/report.html")).exists();
    }

    @Test
    void compareJoinsShards() throws IOException {
        for (int i = 1; i <= 2; i++) {
            evaluate("--shard", i + "/2");
        }
        Run compared = Run.of("compare", shard(1, 2), shard(2, 2), "--json");
        assertThat(compared.status()).as(compared.err()).isEqualTo(1);
        assertThat(compared.out()).contains("\"pairs\" : [ \"0\", \"1\", \"2\", \"3\", \"4\", \"5\", \"6\" ]");
        Run half = Run.of("compare", shard(1, 2));
        assertThat(half.status()).isEqualTo(3);
        assertThat(half.err()).contains("the shards 2/2 of", "are missing, with the pairs 1, 3, 5");
    }

    @Test
    void whatDoesNotGoTogetherIsRefusedWithNames() throws IOException {
        evaluate("--shard", "1/2");
        evaluate("--shard", "2/2");
        evaluate("--shard", "1/3");
        Path copy = Files.copy(Path.of(shard(1, 2)), folder.resolve("copy.json"));
        Run twice = join("joined", shard(1, 2), copy.toString(), shard(2, 2));
        assertThat(twice.status()).isEqualTo(3);
        assertThat(twice.err()).contains("copy.json and ", "both hold shard 1/2, with the pairs 0, 2, 4, 6");
        assertThat(join("joined", shard(1, 2), shard(1, 3)).err())
                .contains("scores-1-of-3.json: number of shards 3, but 2 in ");
        assertThat(evaluate("--shard", "2/2", "--overwrite", "--protocol", "legacy")
                        .status())
                .isLessThan(2);
        assertThat(join("joined", shard(1, 2), shard(2, 2)).err())
                .contains(
                        "scores-2-of-2.json: protocol legacy, but modern in ",
                        "score all of them with the same options");
        Files.delete(folder.resolve("ir/6.png"));
        evaluate("--shard", "2/2", "--overwrite");
        assertThat(join("joined", shard(1, 2), shard(2, 2)).err()).contains("pairs 6, but 7 in ");
        assertThat(folder.resolve("joined")).doesNotExist();
    }

    @Test
    void otherUsesAreRefused() {
        evaluate();
        Run whole = join("joined", folder.resolve("scores/scores.json").toString());
        assertThat(whole.status()).isEqualTo(3);
        assertThat(whole.err()).contains("holds the scores of all pairs, not of a shard");
        assertThat(evaluate("--shard", "8/8").err()).contains("--shard: shard 8/8 has no pairs, because there are 7");
        assertThat(evaluate("--shard", "3/2").status()).isEqualTo(2);
        assertThat(evaluate("--shard", "1/2", "--sheets").err()).contains("--sheets and --scores are given when");
        assertThat(evaluate("x.json").err()).contains("files of shards are joined, nothing is measured");
    }
}
