// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code fuse} refuses before it loads the engine. */
class FuseArgumentsTest {
    @TempDir
    private Path folder;

    private String ir = "";
    private String vi = "";
    private String out = "";

    @BeforeEach
    void writePair() throws IOException {
        ir = TestImages.write(folder.resolve("ir/a.png"), TestImages.infrared(40, 30))
                .toString();
        vi = TestImages.write(folder.resolve("vi/a.png"), TestImages.visible(40, 30))
                .toString();
        out = folder.resolve("out.png").toString();
    }

    private void refused(int status, String message, String... args) {
        Run run = Run.of(args);
        assertThat(run.err()).contains(message);
        assertThat(run.status()).as(run.err()).isEqualTo(status);
        assertThat(run.out()).isEmpty();
        assertThat(Path.of(out)).doesNotExist();
    }

    @Test
    void missingOptionsAreNamed() {
        refused(2, "psfusion fuse: missing: --output PATH.", "fuse", "--ir", ir, "--vi", vi);
        refused(2, "missing: --ir PATH (or --pairs DIR).", "fuse", "--vi", vi, "-o", out);
        refused(2, "missing: --ir PATH and --vi PATH (or --pairs DIR).", "fuse", "-o", out);
    }

    @Test
    void badValuesAreNamed() {
        refused(2, "--depth 12: expected 8 or 16.", "fuse", "--ir", ir, "--vi", vi, "-o", out, "--depth", "12");
        refused(
                2,
                "--save cats: expected classes, binary",
                "fuse",
                "--ir",
                ir,
                "--vi",
                vi,
                "-o",
                out,
                "--save",
                "cats");
        refused(
                2,
                "--ir-range: levels 9 and 1 must be in order",
                "fuse",
                "--ir",
                ir,
                "--vi",
                vi,
                "-o",
                out,
                "--ir-range",
                "9,1");
        refused(2, "--ir-range: \"x\" is no range", "fuse", "--ir", ir, "--vi", vi, "-o", out, "--ir-range", "x");
        refused(2, "expected ycbcr, gray, not rgb", "fuse", "--ir", ir, "--vi", vi, "-o", out, "--color", "rgb");
        refused(
                2,
                "expected png, jpeg, tiff or bmp, not gif",
                "fuse",
                "--ir",
                ir,
                "--vi",
                vi,
                "-o",
                out,
                "--format",
                "gif");
        refused(2, "unexpected argument b.png", "fuse", "--ir", ir, "b.png");
    }

    @Test
    void contradictionsAreNamed() {
        refused(2, "leave out --ir and --vi", "fuse", "--pairs", folder.toString(), "--ir", ir, "-o", out);
        refused(2, "is a folder, but --vi", "fuse", "--ir", folder.resolve("ir").toString(), "--vi", vi, "-o", out);
        refused(
                2,
                "Use png or tiff.",
                "fuse",
                "--ir",
                ir,
                "--vi",
                vi,
                "-o",
                folder.resolve("x.jpg").toString(),
                "--depth",
                "16");
        refused(2, "--save writes beside the result", "fuse", "--ir", ir, "--vi", vi, "-o", "-", "--save", "classes");
        refused(2, "--list chooses pairs of folders", "fuse", "--ir", ir, "--vi", vi, "-o", out, "--list", ir);
        refused(
                2,
                "images are written as png",
                "fuse",
                "--ir",
                ir,
                "--vi",
                vi,
                "-o",
                folder.resolve("x.webp").toString());
    }

    @Test
    void missingFilesAreNamedTogether() {
        Run run = Run.of("fuse", "--ir", "no1.png", "--vi", "no2.png", "-o", out);
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .contains("no1.png: there is no such file or folder", "no2.png: there is no such file or folder");
    }

    @Test
    void foldersWithoutPairsAreNamed() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        String viFolder = folder.resolve("vi").toString();
        refused(
                3,
                "empty: the folder holds no images",
                "fuse",
                "--ir",
                empty.toString(),
                "--vi",
                viFolder,
                "-o",
                out + "/");
        refused(3, "the same one", "fuse", "--ir", viFolder, "--vi", viFolder, "-o", out + "/");
        refused(3, empty.toString(), "fuse", "--pairs", empty.toString(), "-o", out + "/");
    }

    @Test
    void listWithUnknownNamesIsRefused() throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "a\nb\n");
        refused(3, "b (line 2)", "fuse", "--pairs", folder.toString(), "-o", out + "/", "--list", list.toString());
    }

    @Test
    void existingResultAndSourcesAreNotReplaced() throws IOException {
        Path existing = Files.writeString(folder.resolve("there.png"), "mine");
        String weights = Files.writeString(folder.resolve("w"), "x").toString();
        Run run = Run.of("fuse", "--ir", ir, "--vi", vi, "-o", existing.toString(), "--weights", weights);
        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("there.png exists. Replace it with --overwrite");
        assertThat(existing).content().isEqualTo("mine");
        refused(5, "is a source image", "fuse", "--ir", ir, "--vi", vi, "-o", vi, "--overwrite");
        refused(
                5,
                "holds the source images",
                "fuse",
                "--pairs",
                folder.toString(),
                "-o",
                folder.resolve("ir").toString());
        refused(
                5,
                "holds the source images",
                "fuse",
                "--pairs",
                folder.toString(),
                "-o",
                folder.resolve("vi/{name}_f.png").toString());
    }

    @Test
    void severalPairsNeedAFolder() throws IOException {
        refused(
                2,
                "-o " + out + " names one image, but there is a folder of 1 pair",
                "fuse",
                "--pairs",
                folder.toString(),
                "-o",
                out);
        refused(2, "standard output takes one image", "fuse", "--pairs", folder.toString(), "-o", "-");
        Path file = Files.writeString(folder.resolve("file"), "x");
        refused(5, "file is a file. Name a folder", "fuse", "--pairs", folder.toString(), "-o", file.toString());
    }

    @Test
    void strictRefusesMissingPartnersBeforeAnythingIsDone() throws IOException {
        TestImages.write(folder.resolve("ir/b.png"), TestImages.infrared(8, 8));
        Files.writeString(folder.resolve("vi/a.png"), "text");
        Run run = Run.of(
                "fuse",
                "--pairs",
                folder.toString(),
                "-o",
                folder.resolve("out").toString(),
                "--strict");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .contains("1 of 2 infrared images have no visible partner", "b.png", "vi/a.png", "Nothing was done");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void placesWhereWeightsWereLookedForAreNamed() {
        Run run = Run.of("fuse", "--ir", ir, "--vi", vi, "-o", out);
        assertThat(run.status()).isEqualTo(4);
        assertThat(run.err())
                .contains(
                        "no weights for method psfusion.",
                        "Looked in: --weights, $PSFUSION_WEIGHTS (unset), $PSFUSION_WEIGHTS_PATH (unset), models");
        Run named = Run.with(Map.of("PSFUSION_WEIGHTS", "/none"), "fuse", "--ir", ir, "--vi", vi, "-o", out);
        assertThat(named.status()).isEqualTo(4);
        assertThat(named.err()).contains("/none: there is no such weight file ($PSFUSION_WEIGHTS).");
    }

    @Test
    void weightsOfAnotherKindAreRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.safetensors"), "these are no weights, but a text");
        refused(4, "text.safetensors", "fuse", "--ir", ir, "--vi", vi, "-o", out, "--weights", text.toString());
    }
}
