// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.registration.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code align}, and {@code --align} of {@code fuse} and {@code dataset prepare}. */
class AlignTest {
    @TempDir
    private static Path sources;

    private static Path day = Path.of("");
    private static Path mixed = Path.of("");
    private static Path rig = Path.of("");

    @TempDir
    private Path folder;

    @BeforeAll
    static void writePairs() throws IOException {
        day = sources.resolve("day");
        mixed = sources.resolve("mixed");
        for (int i = 0; i < 3; i++) {
            TwoCameras.pair(day, "p" + i, i);
        }
        TwoCameras.pair(mixed, "good", 0);
        TwoCameras.flat(mixed, "flat");
        rig = sources.resolve("rig.json");
        Run run = Run.of("align", "--pairs", day.toString(), "--calibrate", rig.toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("rig.json: the map of 3 of 3 pairs, visible 320 x 240 to infrared 280 x 210");
    }

    private static Image read(Path file) throws IOException {
        return ImageFiles.read(file, DecodeLimits.defaults()).image();
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void imagesOfDifferentSizesAreAligned() throws IOException {
        Path out = folder.resolve("out");
        Run run = Run.of(
                "align",
                "--ir",
                day.resolve("ir/p0.png").toString(),
                "--vi",
                day.resolve("vi/p0.png").toString(),
                "-o",
                out.toString(),
                "--json");
        assertThat(run.status()).as(run.err()).isZero();
        JsonNode pair = run.json().get("pairs").get(0);
        assertThat(pair.get("state").asText()).isEqualTo("aligned");
        JsonNode alignment = pair.get("alignment");
        assertThat(alignment.get("verdict").asText()).isEqualTo("accepted");
        assertThat(alignment.get("agreeing").asInt()).isGreaterThanOrEqualTo(5);
        assertThat(alignment.get("forwardBackward").asDouble()).isLessThan(1);
        JsonNode map = alignment.get("visibleToInfrared");
        assertThat(atCenter(map.get(0))).isCloseTo(159.5 - 24, within(0.5));
        assertThat(atCenter(map.get(1))).isCloseTo(119.5 - 18, within(0.5));

        assertThat(files(out)).containsExactly("align.csv", "align.html", "ir/p0.png", "vi/p0.png");
        Image infrared = read(out.resolve("ir/p0.png"));
        Image visible = read(out.resolve("vi/p0.png"));
        assertThat(infrared.width()).isEqualTo(visible.width()).isBetween(276, 281);
        assertThat(infrared.height()).isEqualTo(visible.height()).isBetween(206, 211);
        assertThat(out.resolve("align.html")).content().contains("<td>p0</td>", "data:image/jpeg;base64,");
    }

    /** Returns where a row of an affine map moves the center of the visible image. */
    private static double atCenter(JsonNode row) {
        return 159.5 * row.get(0).asDouble()
                + 119.5 * row.get(1).asDouble()
                + row.get(2).asDouble();
    }

    @Test
    void refusedPairsAreReportedAndNotWritten() throws IOException {
        Path out = folder.resolve("out");
        String[] command = {"align", "--pairs", mixed.toString(), "-o", out.toString()};
        Run run = Run.of(command);
        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(run.err())
                .contains("1 of 2 pairs are not aligned: an image has too few edges: flat.", "--calibrate");
        assertThat(run.out()).containsPattern("flat +no-structure").contains("aligned 1 of 2 pairs");
        assertThat(files(out)).containsExactly("align.csv", "align.html", "ir/good.png", "vi/good.png");
        String row = row(out, "good");

        Run again = Run.of(command);
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err()).contains("1 result exists and is kept");
        assertThat(row(out, "good")).isEqualTo(row).contains(",accepted,");

        Run fused = Run.of("fuse", "--pairs", out.toString(), "--method", "average", "-o", folder + "/fused/");
        assertThat(fused.status()).as(fused.err()).isZero();
    }

    private static String row(Path out, String name) throws IOException {
        return Files.readString(out.resolve("align.csv"))
                .lines()
                .filter(line -> line.startsWith(name + ","))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSingleRefusedPairIsAnErrorOfTheInput() throws IOException {
        Path out = folder.resolve("out");
        Run run = Run.of(
                "align",
                "--ir",
                mixed.resolve("ir/flat.png").toString(),
                "--vi",
                mixed.resolve("vi/flat.png").toString(),
                "-o",
                out.toString());
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("flat.png are not aligned: an image has too few edges");
        assertThat(files(out)).containsExactly("align.csv", "align.html");
    }

    @Test
    void frameAndBorderAreChosen() throws IOException {
        Path out = folder.resolve("out");
        Run run = Run.of(
                "align",
                "--ir",
                day.resolve("ir/p1.png").toString(),
                "--vi",
                day.resolve("vi/p1.png").toString(),
                "-o",
                out.toString(),
                "--border",
                "mark",
                "--model",
                "similarity",
                "--contact-sheet",
                "0");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(read(out.resolve("vi/p1.png"))).isEqualTo(read(day.resolve("vi/p1.png")));
        Image area = read(out.resolve("area/p1.png"));
        assertThat(area.luminance().at(5, 5)).isZero();
        assertThat(area.luminance().at(160, 120)).isEqualTo(1);
        assertThat(out.resolve("align.html")).content().doesNotContain("data:image");

        Run infrared = Run.of(
                "align",
                "--pairs",
                day.toString(),
                "--rig",
                rig.toString(),
                "-o",
                folder.resolve("infrared").toString(),
                "--frame",
                "infrared",
                "--border",
                "mark",
                "--list",
                Files.writeString(folder.resolve("list"), "p2\n").toString());
        assertThat(infrared.status()).as(infrared.err()).isZero();
        assertThat(read(folder.resolve("infrared/ir/p2.png"))).isEqualTo(read(day.resolve("ir/p2.png")));
        assertThat(read(folder.resolve("infrared/vi/p2.png")).width()).isEqualTo(280);
    }

    @Test
    void pairsThatDoNotFitTheRigAreRefused() throws IOException {
        Path other = folder.resolve("other");
        TwoCameras.pair(other, "small", 0, new Rectangle(24, 18, 270, 210));
        TwoCameras.pair(other, "moved", 1, new Rectangle(2, 28, 280, 210));
        Path out = folder.resolve("out");
        Run run = Run.of("align", "--pairs", other.toString(), "--rig", rig.toString(), "-o", out.toString());
        assertThat(run.status()).isEqualTo(3); // all failed
        assertThat(run.err())
                .contains("the images have other sizes than those of the rig: small.")
                .contains("the pair itself shows another map than the rig: moved.", "Have the cameras moved?");
        assertThat(files(out)).containsExactly("align.csv", "align.html");
    }

    @Test
    void darkPairsTakeTheMapOfTheRig() throws IOException {
        Path list = Files.writeString(folder.resolve("list"), "flat\n");
        Run run = Run.of(
                "align",
                "--pairs",
                mixed.toString(),
                "--list",
                list.toString(),
                "--rig",
                rig.toString(),
                "-o",
                folder + "/out",
                "--json");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.json().get("pairs").findValuesAsText("verdict")).containsExactly("unconfirmed");
    }

    @Test
    void filesThatAreNoRigAreNamed() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"schema\": \"psfusion-rig-1\"");
        Path out = folder.resolve("out");
        Run run = Run.of("align", "--pairs", day.toString(), "--rig", broken.toString(), "-o", out.toString());
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("broken.json: not a rig file, but no valid JSON");
        assertThat(out).doesNotExist();

        Run fuse = Run.of(
                "fuse", "--pairs", day.toString(), "--align", "none.json", "-m", "average", "-o", out.toString());
        assertThat(fuse.status()).isEqualTo(3);
        assertThat(fuse.err()).contains("--align none.json: expected auto, off or a rig file");
        assertThat(out).doesNotExist();
    }

    @Test
    void existingFilesAndSourcesAreNotReplaced() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.json"), "mine");
        Run run = Run.of("align", "--pairs", day.toString(), "--calibrate", mine.toString());
        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("mine.json exists. Replace it with --overwrite");
        assertThat(mine).content().isEqualTo("mine");

        Run into = Run.of("align", "--pairs", day.toString(), "-o", day.toString());
        assertThat(into.status()).isEqualTo(5);
        assertThat(into.err()).contains("holds the source images");
    }

    @Test
    void tooFewPairsGiveNoRig() throws IOException {
        Path file = folder.resolve("rig.json");
        Run run = Run.of("align", "--pairs", mixed.toString(), "--calibrate", file.toString());
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("needs at least 3 pairs, but there are 2");
        assertThat(file).doesNotExist();
    }

    @Test
    void contradictionsAreNamed() {
        String pairs = day.toString();
        refused("missing: --output DIR (or --calibrate FILE)", "--pairs", pairs);
        refused("--output: --calibrate makes a rig file", "--pairs", pairs, "--calibrate", "r.json", "-o", "o");
        refused("--rig: --calibrate makes a rig file", "--pairs", pairs, "--calibrate", "r.json", "--rig", "r");
        refused("not similarity", "--pairs", pairs, "--calibrate", "r.json", "--model", "similarity");
        refused("--model: the map is that of --rig", "--pairs", pairs, "--rig", "r", "-o", "o", "--model", "affine");
        refused("--distance: only --calibrate", "--pairs", pairs, "-o", "o", "--distance", "far");
        refused("expected similarity, camera, affine, homography, not shift", "--pairs", pairs, "--model", "shift");
        refused("expected narrow, wide, not all", "--pairs", pairs, "--range", "all");
        refused("--distortion 3: expected 0, 1 or 2", "--pairs", pairs, "--calibrate", "r.json", "--distortion", "3");
        refused("--contact-sheet -1: expected 0 or more", "--pairs", pairs, "-o", "o", "--contact-sheet", "-1");
    }

    private static void refused(String message, String... options) {
        Run run = Run.of(Stream.concat(Stream.of("align"), Stream.of(options)).toArray(String[]::new));
        assertThat(run.err()).contains(message);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void fuseRegistersOnRequest() throws IOException {
        String[] plain = {"fuse", "--pairs", mixed.toString(), "-m", "average", "-o", folder + "/plain/"};
        Run without = Run.of(plain);
        assertThat(without.status()).isEqualTo(3);
        assertThat(without.err()).contains("280 x 210 pixels, but its visible partner", "psfusion align");

        Run run = Run.of(
                "fuse",
                "--pairs",
                mixed.toString(),
                "-m",
                "average",
                "-o",
                folder + "/fused/",
                "--align",
                "auto",
                "--json");
        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("1 of 2 pairs are not aligned: an image has too few edges: flat.");
        assertThat(files(folder.resolve("fused"))).containsExactly("good.png");
        JsonNode pairs = run.json().get("pairs");
        assertThat(pairs.findValuesAsText("state")).containsExactly("failed", "fused");
        assertThat(pairs.findValuesAsText("verdict")).containsExactly("no-structure", "accepted");
        assertThat(pairs.get(1).get("width").asInt())
                .isEqualTo(read(folder.resolve("fused/good.png")).width())
                .isBetween(276, 281);
    }

    @Test
    void whatWouldNotLieOnTheAlignedImageIsRefused() {
        Run run = Run.of("fuse", "--pairs", day.toString(), "-m", "folder:x", "-o", folder + "/out", "--align", "auto");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--align: the images of --method folder are fused already");

        Run temperature = Run.of(
                "fuse",
                "--pairs",
                day.toString(),
                "-m",
                "average",
                "-o",
                folder + "/out/",
                "--align",
                "auto",
                "--save",
                "temperature");
        assertThat(temperature.status()).isEqualTo(2);
        assertThat(temperature.err())
                .contains("--save temperature: temperatures are saved in the frame of the infrared");
    }

    @Test
    void preparedDataAreAlignedWithTheirLabels() throws IOException {
        Path own = folder.resolve("own");
        TwoCameras.pair(own, "p0", 0);
        Path out = folder.resolve("prepared");
        Run run = Run.of("dataset", "prepare", own.toString(), "-o", out.toString(), "--align", rig.toString());
        assertThat(run.status()).as(run.err()).isZero();
        Image infrared = read(out.resolve("train/ir/p0.png"));
        Image visible = read(out.resolve("train/vi/p0.png"));
        LabelMap label = ImageFiles.readLabels(out.resolve("train/label/p0.png"), DecodeLimits.defaults());
        assertThat(infrared.width())
                .isEqualTo(visible.width())
                .isEqualTo(label.width())
                .isBetween(276, 281);
        assertThat(infrared.height())
                .isEqualTo(visible.height())
                .isEqualTo(label.height())
                .isBetween(206, 211);
        assertThat(out.resolve("train/bi/p0.png")).exists();

        Run linked =
                Run.of("dataset", "prepare", day.toString(), "-o", folder + "/linked", "--align", "auto", "--link");
        assertThat(linked.status()).isEqualTo(2);
        assertThat(linked.err()).contains("aligned, resized or cropped cannot be links");
    }
}
