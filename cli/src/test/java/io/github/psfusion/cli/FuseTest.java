// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.psfusion.cli.console.Cancellation;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fuses small images with weights made by a rule. */
@Tag("slow")
class FuseTest {
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static Path weights = Path.of("");

    @BeforeAll
    static void writeWeights() throws IOException {
        weights = RuleWeightFile.write(shared.resolve("rule.safetensors"));
    }

    private Path infrared(String name, int width, int height) throws IOException {
        return TestImages.write(folder.resolve("ir").resolve(name), TestImages.infrared(width, height));
    }

    private Path visible(String name, int width, int height) throws IOException {
        return TestImages.write(folder.resolve("vi").resolve(name), TestImages.visible(width, height));
    }

    private static Run fuse(Object... args) {
        List<String> all = new ArrayList<>(
                List.of("fuse", "--weights", weights.toString(), "--precision", "float32", "--threads", "1"));
        Arrays.stream(args).map(Object::toString).forEach(all::add);
        return Run.of(all.toArray(String[]::new));
    }

    private static DecodedImage read(Path file) throws IOException {
        return ImageFiles.read(file, DecodeLimits.defaults());
    }

    private List<String> names(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void everySizeComesOutAsItWentIn() throws IOException {
        int[][] sizes = {{1, 1}, {1, 500}};
        for (int[] size : sizes) {
            String name = size[0] + "x" + size[1] + ".png";
            Path out = folder.resolve("out " + name); // with a blank
            Run run =
                    fuse("--ir", infrared(name, size[0], size[1]), "--vi", visible(name, size[0], size[1]), "-o", out);
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.out()).startsWith("wrote " + out + " (" + size[0] + "x" + size[1] + ", ");
            Image image = read(out).image();
            assertThat(image).isInstanceOf(ColorImage.class);
            assertThat(image.width()).isEqualTo(size[0]);
            assertThat(image.height()).isEqualTo(size[1]);
        }
    }

    @Test
    void sameInputGivesTheSameBytesAndGrayHasNoColors() throws IOException {
        Path ir = infrared("ä b.png", 40, 30);
        Path vi = visible("ä b.png", 40, 30);
        Path one = folder.resolve("1.png");
        Path two = folder.resolve("2.png");
        assertThat(fuse("--ir", ir, "--vi", vi, "-o", one).status()).isZero();
        assertThat(fuse("--ir", ir, "--vi", vi, "-o", two).status()).isZero();
        assertThat(one).hasSameBinaryContentAs(two);
        Path gray = folder.resolve("gray.tiff");
        assertThat(fuse("--ir", ir, "--vi", vi, "-o", gray, "--color", "gray", "--depth", "16")
                        .status())
                .isZero();
        assertThat(read(gray).image()).isInstanceOf(Plane.class);
        assertThat(read(gray).depth().bits()).isEqualTo(16);
    }

    @Test
    void calibratedWeightsFuseInBytes() throws IOException {
        Path ir = infrared("a.png", 40, 30);
        Path vi = visible("a.png", 40, 30);
        infrared("b.png", 33, 50);
        visible("b.png", 33, 50);
        Path calibrated = folder.resolve("int8.safetensors");
        String[] calibrate = {
            "weights", "calibrate", weights.toString(), "--pairs", folder.toString(), "-o", calibrated.toString()
        };
        Run run = Run.of(calibrate);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("wrote " + calibrated, "163 convolutions, observed on 2 pairs");
        assertThat(Run.of("weights", "inspect", calibrated.toString(), "--json")
                        .json()
                        .at("/metadata/int8_pictures")
                        .asText())
                .isEqualTo("2 pairs, " + folder.getFileName());
        Run exists = Run.of(calibrate);
        assertThat(exists.status()).isEqualTo(5);
        assertThat(exists.err()).contains("exists. Replace it with --overwrite");

        String[] fuse = {"fuse", "--precision", "int8", "--ir", ir.toString(), "--vi", vi.toString(), "-o"};
        Path out = folder.resolve("fused.png");
        Run without = Run.of(words(fuse, out.toString(), "--weights", weights.toString()));
        Run with = Run.of(words(fuse, out.toString(), "--weights", calibrated.toString()));
        if (with.status() == 0) {
            assertThat(read(out).image().width()).isEqualTo(40);
            assertThat(without.status()).isEqualTo(4);
            assertThat(without.err()).contains("rule.safetensors", "psfusion weights calibrate");
        } else {
            assertThat(with.err()).contains("precision int8: the CPU has no products of bytes");
        }
    }

    private static String[] words(String[] first, String... more) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void theNetworkIsProfiledByBlock() throws IOException {
        String[] profile = {"profile", "--weights", weights.toString(), "--precision", "float32"};
        Run run = Run.of(words(profile, "--size", "50x33", "--repeat", "2", "--warm-up", "0", "--json"));
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.json().at("/precision").asText()).isEqualTo("float32");
        assertThat(run.json().at("/blocksMilliseconds/SIM1/median").asDouble()).isPositive();
        assertThat(run.json().at("/blocksMilliseconds").has("classfier"))
                .as("not needed for the fused image")
                .isFalse();
        assertThat(run.json().at("/stagesMilliseconds").fieldNames())
                .toIterable()
                .containsExactly("decode", "network", "color", "encode", "total");
    }

    @Test
    void calibratingNeedsPairs() throws IOException {
        Files.createDirectories(folder.resolve("ir"));
        Files.createDirectories(folder.resolve("vi"));
        Path out = folder.resolve("int8.safetensors");
        Run run =
                Run.of("weights", "calibrate", weights.toString(), "--pairs", folder.toString(), "-o", out.toString());
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("the folder holds no images");
        assertThat(out).doesNotExist();
    }

    @Test
    void otherOutputsLieBesideTheResult() throws IOException {
        Path out = folder.resolve("out/{name}_fused.png");
        Run run = fuse(
                "--ir",
                infrared("a.png", 40, 30),
                "--vi",
                visible("a.png", 40, 30),
                "-o",
                out,
                "--save",
                "classes,binary,boundary,infrared,visible");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(names(folder.resolve("out")))
                .containsExactly(
                        "a_fused.png",
                        "a_fused_binary.png",
                        "a_fused_boundary.png",
                        "a_fused_classes.png",
                        "a_fused_infrared.png",
                        "a_fused_visible.png");
        for (String name : names(folder.resolve("out"))) {
            assertThat(read(folder.resolve("out").resolve(name)).image().width())
                    .isEqualTo(40);
        }
    }

    @Test
    void standardOutputHoldsTheImageAlone() throws IOException {
        Run run =
                fuse("--ir", infrared("a.png", 20, 20), "--vi", visible("a.png", 20, 20), "-o", "-", "--format", "bmp");
        assertThat(run.status()).as(run.err()).isZero();
        Path file = Files.write(folder.resolve("piped"), run.output().toByteArray());
        assertThat(read(file).image().width()).isEqualTo(20);
    }

    @Test
    void oneBadFileDoesNotStopTheOthers() throws IOException {
        for (String name : new String[] {"1.png", "2.png", "10.png"}) {
            infrared(name, 16, 16);
            visible(name, 16, 16);
        }
        byte[] whole = Files.readAllBytes(folder.resolve("vi/2.png"));
        Files.write(folder.resolve("vi/2.png"), Arrays.copyOf(whole, whole.length / 2));
        infrared("3.png", 16, 16); // without a partner
        Path out = folder.resolve("out");
        Run run = fuse("--pairs", folder, "-o", out);
        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(names(out)).containsExactly("1.png", "10.png");
        assertThat(run.err()).contains("1 of 4 infrared images have no visible partner", "3.png", "2 failed: ");
        assertThat(run.out()).contains("fused 2 of 4 pairs into " + out).contains("Exit code 1.");
    }

    @Test
    void repeatedBatchKeepsWhatIsThere() throws IOException {
        infrared("1.png", 16, 16);
        visible("1.png", 16, 16);
        Path out = folder.resolve("out");
        assertThat(fuse("--pairs", folder, "-o", out).status()).isZero();
        byte[] first = Files.readAllBytes(out.resolve("1.png"));
        infrared("2.png", 16, 16);
        visible("2.png", 16, 16);
        Run again = fuse("--pairs", folder, "-o", out, "--json");
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.err()).contains("1 result exists and is kept");
        JsonNode json = again.json();
        assertThat(json.at("/fused").asInt()).isEqualTo(1);
        assertThat(json.at("/kept").asInt()).isEqualTo(1);
        assertThat(json.at("/weights/sha256").asText()).hasSize(64);
        assertThat(json.at("/pairs/1/width").asInt()).isEqualTo(16);
        assertThat(out.resolve("1.png")).hasBinaryContent(first);
        Run lines = fuse("--pairs", folder, "-o", out, "--json=lines", "--overwrite");
        assertThat(lines.out().lines()).hasSize(2).allMatch(line -> line.contains("\"state\":\"fused\""));
    }

    @Test
    void badImagesAreNamedAndNothingIsWritten() throws IOException {
        Path ir = infrared("a.png", 40, 30);
        Path vi = visible("a.png", 40, 30);
        Path out = folder.resolve("out.png");
        Path zero = Files.createFile(folder.resolve("zero.png"));
        Path text = Files.writeString(folder.resolve("text.png"), "This is no image.");
        byte[] whole = Files.readAllBytes(ir);
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length - 20));
        Path huge = TestImages.writeHeaderOnly(folder.resolve("huge.png"), 100_000, 100_000);
        for (Path bad : List.of(zero, text, cut, huge)) {
            Run run = fuse("--ir", bad, "--vi", vi, "-o", out);
            assertThat(run.status()).as(run.err()).isEqualTo(3);
            assertThat(run.err()).contains(bad.toString());
            assertThat(run.out()).isEmpty();
            assertThat(out).doesNotExist();
        }
        assertThat(fuse("--ir", huge, "--vi", vi, "-o", out).err())
                .contains("100,000 x 100,000 pixels exceed the limit of 178,956,970", "--max-pixels");
        Run both = fuse("--ir", zero, "--vi", text, "-o", out);
        assertThat(both.err()).contains("zero.png", "text.png");
        Run sizes = fuse("--ir", infrared("b.png", 41, 30), "--vi", vi, "-o", out);
        assertThat(sizes.status()).isEqualTo(3);
        assertThat(sizes.err())
                .contains("41 x 30 pixels, but its visible partner", "has 40 x 30", "must be registered");
        Run small = fuse("--ir", ir, "--vi", vi, "-o", out, "--max-pixels", "1000");
        assertThat(small.status()).isEqualTo(3);
        assertThat(small.err()).contains("exceed the limit of 1,000");
        assertThat(names(folder)).noneMatch(name -> name.contains(".part"));
    }

    @Test
    void placesThatCannotBeWrittenAreNamed() throws IOException {
        Path locked = Files.createDirectories(folder.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(locked), "skipped: this user may write everywhere");
        Run run = fuse(
                "--ir", infrared("a.png", 16, 16), "--vi", visible("a.png", 16, 16), "-o", locked.resolve("out.png"));
        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("no permission to write in " + locked);
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void imagesBeyondTheMemoryAreRefusedBeforeTheyAreComputed() throws IOException {
        Path out = folder.resolve("out.png");
        Path ir = infrared("a.png", 640, 480);
        Path vi = visible("a.png", 640, 480);
        Run run = fuse("--ir", ir, "--vi", vi, "-o", out, "--memory", "500M");
        assertThat(run.status()).as(run.err()).isEqualTo(6);
        assertThat(run.err())
                .containsPattern("a: 640 x 480 pixels need about 1.[12] GB of memory")
                .contains("--memory allows 0.5 GB");
        assertThat(fuse("--ir", ir, "--vi", vi, "-o", out, "--memory", "much").err())
                .contains("expected a number with K, M, G or T such as 2G, not much");
        assertThat(folder.resolve("out.png")).doesNotExist();
    }

    @Test
    void folderBelowAFileCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        Run run = fuse(
                "--ir", infrared("a.png", 16, 16), "--vi", visible("a.png", 16, 16), "-o", file.resolve("out.png"));
        assertThat(run.status()).as(run.err()).isEqualTo(5);
        assertThat(run.err()).contains("file");
        assertThat(file).content().isEqualTo("x");
    }

    @Test
    void suspiciousPairsAreFusedWithAWarning() throws IOException {
        Path gray = TestImages.write(folder.resolve("gray.png"), TestImages.infrared(40, 30));
        Path color = TestImages.write(folder.resolve("colour.png"), TestImages.visible(40, 30));
        Run swapped = fuse("--ir", color, "--vi", gray, "-o", folder.resolve("1.png"));
        assertThat(swapped.status()).isZero();
        assertThat(swapped.err())
                .contains("warning: the infrared image is in color and the visible one is not; are they swapped?");
        Path constant = TestImages.write(folder.resolve("constant.png"), Plane.constant(40, 30, 0.5f));
        Run flat = fuse("--ir", constant, "--vi", color, "-o", folder.resolve("2.png"));
        assertThat(flat.status()).isZero();
        assertThat(flat.err()).contains("warning: the infrared image has one level only");
        Run quiet = fuse("--ir", gray, "--vi", color, "-o", folder.resolve("3.png"), "--quiet");
        assertThat(quiet.out()).isEmpty();
        assertThat(quiet.err()).isEmpty();
    }

    @Test
    void wishToEndLeavesWholeFilesAndItsStatus() throws IOException {
        infrared("1.png", 16, 16);
        visible("1.png", 16, 16);
        Cancellation cancellation = new Cancellation();
        cancellation.request(130);
        Run run = Run.with(
                java.util.Map.of(),
                cancellation,
                "fuse",
                "--weights",
                weights.toString(),
                "--pairs",
                folder.toString(),
                "-o",
                folder.resolve("out").toString());
        assertThat(run.status()).isEqualTo(130);
        assertThat(run.err()).contains("interrupted");
        assertThat(names(folder.resolve("out"))).isEmpty();
    }

    @Test
    void weightsAreImportedAndFuseTheSame() throws IOException {
        Path imported = folder.resolve("imported.safetensors");
        Run run = Run.of("weights", "import", weights.toString(), "-o", imported.toString(), "--dtype", "float16");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("1360 tensors, 9 classes, float16");
        assertThat(Files.size(imported)).isLessThan(100_000_000L);
        JsonNode listing = Run.of("weights", "inspect", imported.toString(), "--against", "psfusion", "--json")
                .json();
        assertThat(listing.at("/against/matched").asInt()).isEqualTo(1360);
        assertThat(listing.at("/metadata/source").asText()).isEqualTo("rule.safetensors");
        Run again = Run.of("weights", "import", weights.toString(), "-o", imported.toString());
        assertThat(again.status()).isEqualTo(5);
        byte[] whole = Files.readAllBytes(imported);
        Path cut = Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(whole, whole.length - 1));
        Run refused = Run.of(
                "weights",
                "import",
                cut.toString(),
                "-o",
                folder.resolve("x.safetensors").toString());
        assertThat(refused.status()).isEqualTo(4);
        assertThat(folder.resolve("x.safetensors")).doesNotExist();
    }

    @Test
    void doctorFindsTheEngineAndFusesASmallImage() {
        Run run = Run.of("doctor", "--weights", weights.toString());
        assertThat(run.out())
                .contains("ok     Java", "backend: libtorch 2.10.0 on cpu", "ok     fusion: an image of 80 x 60");
        Run without = Run.of("doctor");
        assertThat(without.status()).isEqualTo(7);
        assertThat(without.out()).contains("FAULT  weights: none found");
    }
}
