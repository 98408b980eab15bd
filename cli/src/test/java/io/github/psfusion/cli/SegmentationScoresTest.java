// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.psfusion.datasets.LabelClasses;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores small class maps. */
class SegmentationScoresTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeMaps() throws IOException {
        // Two maps of four pixels: the first has one pixel of a car taken for a person, the second one pixel that is
        // ignored.
        map("labels/1.png", 0, 1, 1, 2);
        map("predicted/1.png", 0, 1, 2, 2);
        map("labels/2.png", 0, 0, LabelMap.IGNORED, 2);
        map("predicted/2.png", 0, 0, 1, 2);
    }

    private void map(String name, int... classes) throws IOException {
        byte[] bytes = new byte[classes.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) classes[i];
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageFiles.writeLabels(
                file,
                LabelMap.of(classes.length / 2, 2, bytes),
                LabelClasses.msrs().colors());
    }

    private Run evaluate(Object... args) {
        List<String> all = new ArrayList<>(List.of(
                "evaluate",
                "--labels",
                folder.resolve("labels").toString(),
                "--segmentation",
                folder.resolve("predicted").toString()));
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
    void classesAndMeansStandInTables() {
        Run run = evaluate();
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .isEqualToIgnoringNewLines(
                        "psfusion evaluate: undefined for bike, curve, car stop, guardrail, color cone, bump:"
                                + " the class is neither in the labels nor predicted.");
        assertThat(run.out())
                .startsWith("2 class maps, 9 classes")
                .containsPattern("unlabelled +1\\.0000 +1\\.0000 +1\\.0000 +1\\.0000 +2 +3\n")
                .containsPattern("car +0\\.5000 +0\\.5000 +0\\.5000 +0\\.5000 +1 +2\n")
                .containsPattern("person +0\\.6667 +1\\.0000 +0\\.7500 +0\\.6667 +2 +2\n")
                .containsPattern("bike +- +- +- +- +0 +0\n")
                .containsPattern("mIoU +0\\.7222\n")
                .containsPattern("mIoU without unlabelled +0\\.5833\n")
                .containsPattern("mIoU, absent classes as 0 +0\\.2407\n")
                .containsPattern("pixel accuracy +0\\.8571\n");
    }

    @Test
    void jsonHoldsEverythingUnrounded() throws IOException {
        Run run = evaluate("--json");
        assertThat(run.status()).as(run.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.path("schema").asText()).isEqualTo("psfusion-segmentation-1");
        assertThat(json.path("meanIou").asDouble()).isCloseTo((1 + 1 / 2.0 + 2 / 3.0) / 3, within(1e-15));
        JsonNode car = json.path("classes").get(1);
        assertThat(car.path("takenFor").get(2).asInt()).isEqualTo(1);
        assertThat(json.path("classes").get(3).path("iou").isNull()).isTrue();
        assertThat(json.path("classes").get(3).path("reason").asText()).contains("neither in the labels nor predicted");
        assertThat(json.path("maps")).hasSize(2);
        assertThat(json.path("inputs")).hasSize(2);
    }

    @Test
    void jsonLinesHasTheObjectOnOneLine() throws IOException {
        String out = evaluate("--json=lines").out();
        assertThat(out.strip()).doesNotContain("\n");
        assertThat(new ObjectMapper().readTree(out).path("maps")).hasSize(2);
    }

    @Test
    void sumsWithoutAValueHaveAReason() throws IOException {
        map("labels/1.png", LabelMap.IGNORED, 0);
        map("predicted/1.png", 1, 0);
        Path list = Files.writeString(folder.resolve("list.txt"), "1\n");
        Run text = evaluate("--list", list);
        assertThat(text.status()).as(text.err()).isZero();
        assertThat(text.out()).containsPattern("mIoU without unlabelled +-\n");
        assertThat(text.err()).contains("undefined over all classes: only the first class is in the labels");
        JsonNode json = evaluate("--list", list, "--json").json();
        assertThat(json.path("meanIou").asDouble()).isEqualTo(1);
        assertThat(json.path("meanIouWithoutFirst").isNull()).isTrue();
        assertThat(json.path("reasons").path("meanIouWithoutFirst").asText()).contains("only the first class");
    }

    @Test
    void filesHaveDecimalPointsInAnyCountry() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(evaluate("-o", folder.resolve("out")).status()).isZero();
        } finally {
            Locale.setDefault(before);
        }
        assertThat(folder.resolve("out/segmentation.csv"))
                .content()
                .startsWith("score,class,name,value,maps,failed,program,method,run,group\niou,0,unlabelled,1.0,2,0,")
                .contains("\niou,1,car,0.5,2,0,", "\niou,3,bike,,2,0,", "\nmeanIou,,,0.7222222222222222,2,0,");
        assertThat(folder.resolve("out/confusion.csv"))
                .content()
                .startsWith("true class,unlabelled,car,person,")
                .contains("\ncar,0,1,1,0,0,0,0,0,0\n");
        assertThat(folder.resolve("out/segmentation.json")).isNotEmptyFile();
        refused(5, "--overwrite", "-o", folder.resolve("out"));
        assertThat(evaluate("-o", folder.resolve("out"), "--overwrite").status())
                .isZero();
    }

    @Test
    void mapsThatCannotBeScoredAreReportedAndLeftOut() throws IOException {
        map("labels/3.png", 0, 0);
        map("predicted/4.png", 0, 0);
        map("labels/5.png", 0, 0, 0, 0);
        map("predicted/5.png", 0, 0);
        map("labels/6.png", 0, 0);
        Files.writeString(folder.resolve("predicted/6.png"), "text");
        map("labels/7.png", 0, 0);
        map("predicted/7.png", 0, 12);
        Run run = evaluate();
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).startsWith("2 class maps");
        assertThat(run.err())
                .contains("1 of 6 true class maps have no predicted partner", "3.png")
                .contains("1 of 6 predicted class maps have no true partner", "4.png")
                .contains("5 failed:", "1 x 2 pixels, but the true map")
                .contains("6 failed:")
                .contains("7 failed:", "the predicted class in column 0, row 1 is 12; expected 0 to 8", "--classes")
                .doesNotContain("3 failed", "4 failed"); // reported before, with others of their kind
        JsonNode failures = evaluate("--json").json().path("failures");
        assertThat(failures.findValuesAsText("map")).containsExactly("3", "4", "5", "6", "7");
        assertThat(failures.findValuesAsText("reason").get(0)).contains("3.png: there is no predicted class map");
    }

    @Test
    void aListChoosesMaps() throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "2\n");
        Run run = evaluate("--list", list);
        assertThat(run.out()).startsWith("1 class map, 9 classes").containsPattern("mIoU +1\\.0000\n");
        Files.writeString(list, "8\n");
        refused(3, "8 (line 1)", "--list", list);
    }

    @Test
    void classesMayHaveOtherNames() {
        assertThat(evaluate("--classes", "road,car,person").out())
                .startsWith("2 class maps, 3 classes")
                .contains("mIoU without road");
        assertThat(evaluate("--classes", "4").out()).contains("class 3");
        Run tooFew = evaluate("--classes", "2");
        assertThat(tooFew.status())
                .isEqualTo(1); // the second map has no pixel of class 2 that is not one in the labels too
        assertThat(tooFew.err()).contains("1 failed:", "expected 0 to 1");
        refused(2, "expected a number from 1 to 255", "--classes", "many");
        refused(2, "named twice", "--classes", "a,b,a");
    }

    @Test
    void optionsThatDoNotBelongTogetherAreRefused() {
        refused(2, "--fused does not belong to the scores of class maps", "--fused", folder);
        refused(2, "--metrics does not belong to the scores of class maps", "--metrics", "EN");
        Run half = Run.of("evaluate", "--labels", folder.resolve("labels").toString());
        assertThat(half.status()).isEqualTo(2);
        assertThat(half.err()).contains("missing: --segmentation DIR");
        Run same = Run.of(
                "evaluate",
                "--labels",
                folder.resolve("labels").toString(),
                "--segmentation",
                folder.resolve("labels").toString());
        assertThat(same.status()).isEqualTo(3);
        assertThat(same.err()).contains("are the same one");
    }

    @Test
    void methodsRunsGroupsAndConfidencesStandSideBySide() throws IOException {
        for (int i = 1; i <= 6; i++) {
            map("labels/" + i + (i < 4 ? "D" : "N") + ".png", 0, 1, 1, 2);
            map("good/" + i + (i < 4 ? "D" : "N") + ".png", 0, 1, 1, 2);
            map("bad/" + i + (i < 4 ? "D" : "N") + ".png", 0, 1, i < 4 ? 1 : 0, 2);
            map("sure/" + i + (i < 4 ? "D" : "N") + ".png", 255, 255, 255, 255);
        }
        Files.delete(folder.resolve("labels/1.png"));
        Files.delete(folder.resolve("labels/2.png"));
        Path night = Files.writeString(folder.resolve("night.txt"), "4N\n5N\n6N\n");
        String labels = folder.resolve("labels").toString();
        Run run = Run.of(
                "evaluate",
                "--labels",
                labels,
                "--segmentation",
                "good=" + folder.resolve("good"),
                "--segmentation",
                "good=" + folder.resolve("good") + "/.",
                "--segmentation",
                folder.resolve("bad").toString(),
                "--classes",
                "road,car,person",
                "--group",
                "day=*D",
                "--group",
                "night=" + night,
                "-o",
                folder.resolve("out").toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("6 class maps, 3 classes, 2 methods in 3 runs")
                .containsPattern("day +1\\.0000\\*? +1\\.0000\\*? +3\n")
                .containsPattern("night +1\\.0000\\*? +0\\.6667 +3\n")
                .containsPattern("bad - good +-0\\.1944 +-0\\.[0-9]+ +-?0\\.[0-9]+ +0\\.[0-9]+");
        JsonNode json = new ObjectMapper()
                .readTree(folder.resolve("out/segmentation.json").toFile());
        assertThat(json.path("methods")
                        .get(1)
                        .path("difference")
                        .path("reference")
                        .asText())
                .isEqualTo("good");
        assertThat(json.path("methods").get(1).path("groups").path("night").asDouble())
                .isCloseTo(2 / 3.0, within(1e-12));
        assertThat(folder.resolve("out/report.html")).content().contains("Segmentation scores");

        Run calibrated = Run.of(
                "evaluate",
                "--labels",
                labels,
                "--segmentation",
                folder.resolve("bad").toString(),
                "--confidence",
                gray("sure"));
        assertThat(calibrated.status()).as(calibrated.err()).isZero();
        assertThat(calibrated.out()).containsPattern("calibration error \\(lower is better\\) +0\\.1250\n");
        Run unknown = Run.of(
                "evaluate",
                "--labels",
                labels,
                "--segmentation",
                folder.resolve("bad").toString(),
                "--group",
                "x=*Q");
        assertThat(unknown.status()).isEqualTo(3);
        assertThat(unknown.err()).contains("no class map belongs to this group");
    }

    /** Writes white images of the size of the maps. */
    private String gray(String name) throws IOException {
        for (int i = 1; i <= 6; i++) {
            ImageFiles.write(
                    folder.resolve(name + "/" + i + (i < 4 ? "D" : "N") + ".png"),
                    Plane.of(2, 2, new float[] {1, 1, 1, 1}),
                    WriteOptions.png());
        }
        return folder.resolve(name).toString();
    }
}
