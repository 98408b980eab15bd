// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.psfusion.cli.console.Cancellation;
import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Scores small images. */
class EvaluateTest {
    @TempDir
    private Path temporary;

    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // before each test
    private ScoredScenes scenes;

    @BeforeEach
    void writeImages() throws IOException {
        folder = temporary.resolve("ä b"); // with a blank
        scenes = ScoredScenes.write(folder, "1", "2", "10");
        scenes.method("mine", "1", "2", "10");
    }

    private Run evaluate(Object... args) {
        List<String> all = new ArrayList<>(List.of(
                "evaluate",
                "--pairs",
                folder.toString(),
                "--fused",
                folder.resolve("mine").toString()));
        Arrays.stream(args).map(Object::toString).forEach(all::add);
        return Run.of(all.toArray(String[]::new));
    }

    private void refused(int status, String message, Object... args) {
        Run run = evaluate(args);
        assertThat(run.err()).contains(message);
        assertThat(run.status()).as(run.err()).isEqualTo(status);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void meansStandInATableUnderTheirConvention() {
        Run run = evaluate("--sources");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("3 pairs, protocol modern")
                .containsPattern("metric +visible +n +infrared +n +mine +n")
                .containsPattern("VIF . +\\d\\.\\d{4} +. \\d\\.\\d{4} +3 ")
                .doesNotContain("\u001b");
        assertThat(run.out().lines()).hasSize(2 + 1 + 6);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void valuesOfPairsComeInNaturalOrder() {
        Run run = evaluate("--per-pair", "--metrics", "en,PSNR,EN");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("(?s)pair +EN . +PSNR .\n1 .*\n2 .*\n10 .*\n\n3 pairs, protocol modern");
    }

    @Test
    void jsonHoldsEverythingUnrounded() throws IOException {
        JsonNode json = evaluate("--json", "--metrics", "EN").json();
        assertThat(json.at("/schema").asText()).isEqualTo("psfusion-scores-1");
        assertThat(json.at("/protocol").asText()).isEqualTo("modern");
        assertThat(json.at("/settings/command").asText())
                .startsWith("psfusion evaluate --pairs '" + folder + "' --fused");
        double mean = json.at("/methods/0/means/EN/mean").asDouble();
        List<String> lines =
                evaluate("--json=lines", "--metrics", "EN").out().lines().toList();
        assertThat(lines).hasSize(3);
        double sum = 0;
        for (String line : lines) {
            sum += new ObjectMapper().readTree(line).at("/values/EN").asDouble();
        }
        assertThat(mean).isPositive().isCloseTo(sum / 3, within(1e-12));
    }

    @Test
    void missingPartnersAreReportedBeforeAndLeftOut() throws IOException {
        ScoredScenes.delete(folder.resolve("mine/2.png"));
        ScoredScenes.delete(scenes.visible("10"));
        Run run = evaluate();
        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(run.err())
                .contains("1 of 3 infrared images have no visible partner of the same name and are left out:\n  10.png")
                .contains(
                        "1 of 2 pairs have no image in " + folder.resolve("mine") + " and are left out of mine:\n  2");
        assertThat(run.out()).startsWith("1 of 2 pairs").containsPattern("EN . .* 1 of 2\n");
    }

    @Test
    void badImagesAreListedAtTheEndAndLeftOut() throws IOException {
        Files.writeString(folder.resolve("mine/1.png"), "no image");
        scenes.fused("mine", "2", ScoredScenes.texture("x", 40, ScoredScenes.SIDE));
        Run run = evaluate();
        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(run.err())
                .contains("1 failed for mine: " + folder.resolve("mine/1.png"))
                .contains("2 failed for mine: " + folder.resolve("mine/2.png"), "40 x 44", "44 x 44");
        assertThat(run.out()).startsWith("1 of 3 pairs").containsPattern("EN . .* 1 of 3\n");
    }

    @Test
    void nothingToScoreIsAnErrorOfTheInput() throws IOException {
        for (String name : List.of("1", "2", "10")) {
            Files.writeString(folder.resolve("mine/" + name + ".png"), "no image");
        }
        assertThat(evaluate().status()).isEqualTo(3);
        Run nowhere = Run.of("evaluate", "--pairs", folder.toString(), "--fused", "nowhere");
        assertThat(nowhere.status()).isEqualTo(3);
        assertThat(nowhere.err()).contains("nowhere: there is no such folder");
    }

    @Test
    void valuesThatDoNotExistAreCountedWithTheirReason() throws IOException {
        scenes.pair("2", 9, 30);
        scenes.fused("mine", "2", ScoredScenes.texture("x", 9, 30));
        Run run = evaluate();
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("mine, VIF: of 3 values 1 undefined (", "17", "the mean leaves them out.");
        assertThat(run.out()).containsPattern("EN . .* 3\n").containsPattern("VIF . .* 2 of 3\n");
        Run only = evaluate("--list", scenes.list("2"));
        assertThat(only.out()).startsWith("1 pair,").containsPattern("VIF . +- +0 of 1");
    }

    @Test
    void valuesThatAreNoNumbersAreCounted() throws IOException {
        scenes.fused("mine", "2", ScoredScenes.constant(ScoredScenes.SIDE, ScoredScenes.SIDE));
        Run run = evaluate("--protocol", "legacy", "--metrics", "CC", "--per-pair");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("mine, CC: of 3 values 1 not a finite number; the mean leaves them out.");
        assertThat(run.out()).containsPattern("2 +NaN").containsPattern("CC . .* 2 of 3\n");
    }

    @Test
    void unknownNamesAreRefusedWithTheKnownOnes() {
        refused(
                2,
                "--metrics VFI: there is no such metric. Did you mean VIF?\nKnown are EN, SD,",
                "--metrics",
                "EN,VFI");
        refused(
                2,
                "--protocol leagcy: expected modern, legacy, authors2022. Did you mean legacy?",
                "--protocol=leagcy");
        refused(
                2,
                "--metrics MS_SSIM: the metric has no form under protocol legacy, only under modern",
                "--metrics=MS_SSIM",
                "--protocol=legacy");
    }

    @Test
    void allMetricsLeaveOutWhatAProtocolDoesNotHave() throws IOException {
        Run run = evaluate("--metrics", "all", "--protocol", "legacy", "--list", scenes.list("1"));
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("left out, since they have no form under protocol legacy: MS_SSIM");
        assertThat(run.out()).contains("SSIM").doesNotContain("MS_SSIM");
    }

    @Test
    void missingOptionsAreNamed() {
        assertThat(Run.of("evaluate").err()).contains("missing: --fused DIR");
        assertThat(Run.of("evaluate", "--fused", "x").err())
                .contains("missing: --ir PATH and --vi PATH (or --pairs DIR).");
        refused(2, "--fused names 2 folders, but one method is scored at a time.", "--fused", folder);
        refused(2, "--sheets writes files. Name their folder with -o DIR.", "--sheets");
        Run files = Run.of(
                "evaluate",
                "--ir",
                scenes.infrared("1").toString(),
                "--vi",
                scenes.visible("1").toString(),
                "--fused",
                folder.resolve("mine").toString());
        assertThat(files.status()).isEqualTo(2);
        assertThat(files.err()).contains("1.png is a file. Name the two folders");
    }

    @Test
    void filesAreTheSameUnderAGermanLocale() throws IOException {
        Path english = temporary.resolve("english");
        Path german = temporary.resolve("german");
        Run run = evaluate("-o", english, "--sheets");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("wrote report.html, scores.csv, summary.csv, scores.json, sheets/ into " + english);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            Run again = evaluate("-o", german, "--sheets");
            assertThat(again.out()).isEqualTo(run.out());
        } finally {
            Locale.setDefault(before);
        }
        for (String file : List.of("scores.csv", "summary.csv", "sheets/EN.csv", "sheets/pairs.txt")) {
            assertThat(german.resolve(file)).hasSameTextualContentAs(english.resolve(file));
        }
        assertThat(german.resolve("scores.csv")).content().startsWith("method,kind,pair,EN,");
    }

    @Test
    void existingReportsAreKeptUnlessReplacingIsAskedFor() throws IOException {
        Path out = Files.createDirectories(temporary.resolve("out"));
        Path scores = Files.writeString(out.resolve("scores.json"), "mine");
        refused(5, "scores.json exists. Replace it with --overwrite", "-o", out);
        assertThat(scores).content().isEqualTo("mine");
        assertThat(evaluate("-o", out, "--overwrite").status()).isZero();
        assertThat(scores).content().contains("psfusion-scores-1");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void placesThatCannotBeWrittenAreNamedBeforeAnyWork() throws IOException {
        Path locked = Files.createDirectories(temporary.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(locked), "skipped: this user may write everywhere");
        refused(5, "no permission to write in " + locked, "-o", locked);
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void interruptedScoringWritesNothing() {
        Cancellation cancellation = new Cancellation();
        cancellation.request(130);
        Path out = temporary.resolve("out");
        Run run = Run.with(
                Map.of(),
                cancellation,
                "evaluate",
                "--pairs",
                folder.toString(),
                "--fused",
                folder.resolve("mine").toString(),
                "-o",
                out.toString());
        assertThat(run.status()).isEqualTo(130);
        assertThat(run.out()).isEmpty();
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void metricsAreListedWithTheirFacts() throws IOException {
        Run run = Run.of("evaluate", "--list-metrics");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .containsPattern("EN .  entropy of ")
                .contains("range 0 to 8; protocols modern, legacy, authors2022")
                .contains("at least 17 pixels a side");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        JsonNode json = Run.of("evaluate", "--list-metrics", "--json").json();
        assertThat(json.at("/metrics/0/key").asText()).isEqualTo("EN");
        assertThat(json.at("/metrics/0/direction").asText()).isEqualTo("higher");
        assertThat(json.at("/metrics/2/greatest").isNull()).isTrue();
    }

    @Test
    void standardOutputIsNoFolder() {
        for (String[] arguments : List.of(
                new String[] {
                    "evaluate", "--pairs", folder.toString(), "--fused", folder + "/mine", "-o", "-", "--sheets"
                },
                new String[] {"evaluate", "--labels", folder + "/ir", "--segmentation", folder + "/vi", "-o", "-"},
                new String[] {"compare", "--pairs", folder.toString(), "-m", "average", "-o", "-"})) {
            Run run = Run.of(arguments);
            assertThat(run.status()).as(run.err()).isEqualTo(2);
            assertThat(run.err()).contains("-o -: the reports are several files. Name a folder for them");
            assertThat(Path.of("-")).doesNotExist();
        }
    }

    @Test
    void weightsThatMadeTheImagesAreKnownByAnOptionOrUnknown() throws IOException {
        JsonNode unknown = evaluate("--json", "--metrics", "EN").json();
        assertThat(unknown.at("/methods/0/trainedOn").asText()).isEqualTo("unknown");
        Path weights = temporary.resolve("w.safetensors");
        SafetensorsWriter.write(
                weights,
                Map.of(
                        TrainingPairs.METADATA,
                        TrainingPairs.of(
                                        List.of(PairFingerprint.parse(
                                                unknown.at("/sources/1").asText())),
                                        true)
                                .text()),
                List.of());

        Run run = evaluate("--weights", weights, "--json", "--metrics", "EN");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("mine was trained on 1 of these 3 pairs; its scores on them do not hold");
        assertThat(run.json().at("/methods/0/trainedOn/pairs/0").asText()).isEqualTo("2");
        assertThat(run.json().at("/methods/0/trainedOn/complete").asBoolean()).isTrue();
        Run found = Run.with(
                Map.of("PSFUSION_WEIGHTS", weights.toString()),
                "evaluate",
                "--pairs",
                folder.toString(),
                "--fused",
                folder.resolve("mine").toString());
        assertThat(found.status()).isZero();
        assertThat(found.err())
                .as("nobody knows what made the images")
                .contains("1 of these 3 pairs are training pairs of " + weights + ". Scores of images that these")
                .doesNotContain("mine was trained");
        Run refused = evaluate("--weights", folder.resolve("mine/1.png"));
        assertThat(refused.status()).isEqualTo(4);
    }
}
