// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores a few boxes. */
class BoxScoresTest {
    @TempDir
    private Path folder;

    private String truth = "";
    private String found = "";

    @BeforeEach
    void write() throws IOException {
        truth = Files.writeString(
                        folder.resolve("t.csv"), "name,class,cx,cy,w,h\na,0,0.3,0.3,0.4,0.4\nb,2,0.7,0.7,0.4,0.4\n")
                .toString();
        found = Files.writeString(folder.resolve("d.csv"), "name,class,cx,cy,w,h,score\na,0,0.3,0.3,0.4,0.4,0.9\n")
                .toString();
    }

    private Run evaluate(String... more) {
        String[] args = new String[5 + more.length];
        System.arraycopy(new String[] {"evaluate", "--boxes", truth, "--detections", "one=" + found}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return Run.of(args);
    }

    @Test
    void scoresStandInTablesAndFiles() {
        Run run = evaluate("--images", "100x100", "-o", folder.resolve("out").toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("2 images, 3 classes, 2 objects, protocol coco (COCO, as pycocotools)")
                .containsPattern("AP +0\\.5000\n")
                .containsPattern("person +1 +1 +1 +1\\.0000")
                .containsPattern("bicycle +0 +0 +0 +- ");
        assertThat(run.err()).contains("one: no detection in 1 of 2 images.", "no mean, for bicycle");
        assertThat(folder.resolve("out/report.html")).isNotEmptyFile();
        assertThat(evaluate("--images", "100x100", "-o", folder.resolve("out").toString())
                        .status())
                .isEqualTo(5);
    }

    @Test
    void methodsAndProtocolsAreChosen() throws IOException {
        Run run = evaluate("--detections", found, "--images", "100x100", "--protocol", "voc07");
        assertThat(run.out()).contains("protocol voc07").containsPattern("all classes +one +d.csv");
        assertThat(evaluate("--images", "9x9", "--json")
                        .json()
                        .path("methods")
                        .get(0)
                        .path("AP")
                        .asDouble())
                .isCloseTo(0.5, within(1e-12));
    }

    @Test
    void mistakesAreUsageOrInputErrors() {
        refused(2, "is no protocol of detection", "--protocol", "legacy");
        refused(2, "--fused does not belong to the scores of boxes", "--fused", folder.toString());
        refused(2, "--labels does not belong to the scores of boxes", "--labels", folder.toString());
        refused(2, "two sets of detections are named one", "--detections", "one=" + found, "--images", "9x9");
        refused(3, "the size of image a is not known");
        Run half = Run.of("evaluate", "--boxes", truth);
        assertThat(half.status()).isEqualTo(2);
        assertThat(half.err()).contains("missing: --detections PATH");
    }

    private void refused(int status, String message, String... more) {
        Run run = evaluate(more);
        assertThat(run.err()).contains(message);
        assertThat(run.status()).as(run.err()).isEqualTo(status);
        assertThat(run.out()).isEmpty();
    }
}
