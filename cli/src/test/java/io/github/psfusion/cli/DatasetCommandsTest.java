// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCommandsTest {
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static Path scenes = Path.of("");

    @BeforeAll
    static void drawScenes() {
        scenes = shared.resolve("scenes");
        Run run = Run.of("dataset", "generate", "-o", scenes.toString(), "--pairs", "3", "--size", "48x32");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("wrote 3 pairs to " + scenes);
    }

    /** Copies the scenes, so that a test may spoil them. */
    private Path copy() throws IOException {
        Path copy = folder.resolve("copy");
        try (Stream<Path> files = Files.walk(scenes)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(scenes.relativize(file)));
            }
        }
        return copy;
    }

    @Test
    void sampleMakesASetThatPassesTheCheck() throws IOException {
        assertThat(scenes.resolve("train/ir/00001D.png")).exists();
        assertThat(scenes.resolve("validation/label/00003D.png")).exists();
        Run check = Run.of("dataset", "check", scenes.toString(), "--deep");
        assertThat(check.status()).as(check.out()).isZero();
        assertThat(check.out()).contains("train: 2 pairs", "validation: 1 pair (", "0 faults");
        JsonNode json = Run.of("dataset", "check", scenes.toString(), "--json").json();
        assertThat(json.at("/splits/train/pairs").asInt()).isEqualTo(2);
        assertThat(json.at("/splits/train/sizes/48 x 32").asInt()).isEqualTo(2);
        assertThat(json.at("/faults").asInt()).isZero();
    }

    @Test
    void sampleRefusesAFolderWithOtherImages() {
        Run run = Run.of("dataset", "generate", "-o", scenes.toString(), "--pairs", "2", "--size", "48x32");
        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("files that are not of the set");
    }

    @Test
    void sampleNamesBadNumbers() {
        Path out = folder.resolve("x");
        assertThat(Run.of("dataset", "generate", "-o", out.toString(), "--pairs", "0")
                        .err())
                .contains("--pairs 0: expected a number from 1 on.");
        assertThat(Run.of("dataset", "generate", "-o", out.toString(), "--size", "8x8")
                        .err())
                .contains("--size 8x8: ");
        assertThat(Run.of("dataset", "generate", "-o", out.toString(), "--size", "8")
                        .err())
                .contains("expected WxH such as 640x480, not 8");
        assertThat(out).doesNotExist();
    }

    @Test
    void checkFindsFaultsAndSaysSoByItsStatus() throws IOException {
        Path copy = copy();
        Files.delete(copy.resolve("train/vi/00001D.png"));
        Files.writeString(copy.resolve("train/ir/00002N.png"), "no image", StandardCharsets.UTF_8);
        Run run = Run.of("dataset", "check", copy.toString(), "--deep");
        assertThat(run.status()).isEqualTo(7);
        assertThat(run.out()).contains("FAULT", "00001D", "00002N");
    }

    @Test
    void maskFolderThatLacksAFileIsNamed() throws IOException {
        Path copy = copy();
        Files.delete(copy.resolve("train/mask/00002N.png"));
        Run run = Run.of("dataset", "check", copy.toString());
        assertThat(run.status()).isEqualTo(7);
        assertThat(run.out()).contains("mask", "00002N");
    }

    @Test
    void labelsOutsideTheClassesAreNamedWithFileAndValue() {
        Run run = Run.of("dataset", "check", scenes.toString(), "--deep", "--classes", "2");
        assertThat(run.status()).isEqualTo(7);
        assertThat(run.out()).contains("FAULT", "label");
        assertThat(Run.of("dataset", "check", scenes.toString(), "--classes", "0")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void emptyMissingAndUnknownFoldersAreInputErrors() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        for (Path root : new Path[] {empty, folder.resolve("missing")}) {
            Run run = Run.of("dataset", "check", root.toString());
            assertThat(run.status()).as(run.err()).isEqualTo(3);
            assertThat(run.err()).contains(root.toString());
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void prepareDividesResizesAndDerives() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        for (String role : new String[] {"ir", "vi", "label"}) {
            Files.createDirectories(source.resolve(role));
            for (String name : new String[] {"00001D.png", "00002N.png"}) {
                Files.copy(
                        scenes.resolve("train").resolve(role).resolve(name),
                        source.resolve(role).resolve(name));
            }
        }
        Path out = folder.resolve("prepared");
        String[] args = {
            "dataset", "prepare", source.toString(), "-o", out.toString(), "--split", "0.5,0.5", "--resize", "64x64"
        };
        Run run = Run.of(args);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("1 pair of train, 1 pair of validation");
        assertThat(out.resolve("index.csv")).exists();
        assertThat(out.resolve("train/mask")).isNotEmptyDirectory();
        Run again = Run.of(args);
        assertThat(again.out()).contains("0 files written");
        assertThat(Run.of("dataset", "check", out.toString()).out()).contains("64 x 64 (1)");
    }

    @Test
    void prepareNamesWhatIsWrongWithItsOptions() {
        String[] start = {
            "dataset", "prepare", scenes.toString(), "-o", folder.resolve("out").toString()
        };
        assertThat(with(start, "--crop", "64").err()).contains("--crop 64: expected WxH,STRIDE such as 256x256,128.");
        assertThat(with(start, "--split", "2,x").err()).contains("--split 2,x: expected two shares");
        assertThat(with(start, "--derive", "shade").err()).contains("--derive shade: expected", "not shade");
        assertThat(with(start, "--layout", "nowhere").err()).contains("--layout nowhere: there is no layout nowhere");
        assertThat(with(start, "--resize", "8x8", "--crop", "8x8,8").status()).isEqualTo(2);
        assertThat(with(start, "--resize", "8x8", "--link").status()).isEqualTo(2);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void prepareNeverWritesIntoItsSource() {
        Run run = Run.of("dataset", "prepare", scenes.toString(), "-o", scenes.toString());
        assertThat(run.status()).isNotZero();
        assertThat(run.err()).contains("source folder");
    }

    private static Run with(String[] start, String... more) {
        String[] args = Stream.concat(Stream.of(start), Stream.of(more)).toArray(String[]::new);
        return Run.of(args);
    }
}
