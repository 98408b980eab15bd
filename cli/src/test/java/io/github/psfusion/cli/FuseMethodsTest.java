// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.networks.inference.NetworkSpecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fuse} by other methods than PSFusion; none of them loads the engine. */
class FuseMethodsTest {
    @TempDir
    private Path folder;

    private Path out = Path.of("");

    @BeforeEach
    void writePair() throws IOException {
        TestImages.write(folder.resolve("ir/a.png"), TestImages.infrared(40, 30));
        TestImages.write(folder.resolve("vi/a.png"), TestImages.visible(40, 30));
        out = folder.resolve("out.png");
    }

    private Run fuse(Map<String, String> environment, Object... args) {
        List<String> all = new ArrayList<>(List.of(
                "fuse",
                "--ir",
                folder.resolve("ir/a.png").toString(),
                "--vi",
                folder.resolve("vi/a.png").toString(),
                "-o",
                out.toString(),
                "--overwrite"));
        Arrays.stream(args).map(Object::toString).forEach(all::add);
        return Run.with(environment, all.toArray(String[]::new));
    }

    private Run fuse(Object... args) {
        return fuse(Map.of(), args);
    }

    private void refused(String message, Object... args) {
        Run run = fuse(args);
        assertThat(run.err()).contains(message);
        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(out).doesNotExist();
    }

    private Image result() throws IOException {
        return ImageFiles.read(out, DecodeLimits.defaults()).image();
    }

    @Test
    void methodsMakeColorsUnlessGrayIsWanted() throws IOException {
        for (String method : List.of("average", "laplacian:levels=2", "gtf")) {
            Run run = fuse("--method", method);
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.out()).startsWith("wrote " + out + " (40x30, ");
            assertThat(result()).isInstanceOf(ColorImage.class);
            assertThat(fuse("-m", method, "--color", "gray").status()).isZero();
            assertThat(result()).isInstanceOf(Plane.class);
        }
    }

    @Test
    void batchesNameTheMethodAndItsSettings() throws IOException {
        Run run = Run.of(
                "fuse",
                "--pairs",
                folder.toString(),
                "-o",
                folder.resolve("out").toString(),
                "-m",
                "laplacian:levels=3",
                "--json");
        assertThat(run.status()).as(run.err()).isZero();
        JsonNode json = run.json();
        assertThat(json.at("/method").asText()).isEqualTo("laplacian:levels=3");
        assertThat(json.at("/settings/levels").asText()).isEqualTo("3");
        assertThat(json.at("/weights").isMissingNode()).isTrue();
        assertThat(json.at("/pairs/0/state").asText()).isEqualTo("fused");
        assertThat(json.at("/pairs/0/seconds").asDouble()).isPositive();
    }

    @Test
    void optionsThatMakeNoSenseForAMethodAreRefused() {
        refused("--weights: method laplacian has no weights.", "-m", "laplacian", "--weights", "x");
        refused(
                "--precision: method average computes in one precision only.",
                "-m",
                "average",
                "--precision",
                "float32");
        refused("--as-published: method gtf takes images of any size as they are.", "-m", "gtf", "--as-published");
        refused("--save classes: expected temperature, not classes.", "-m", "gtf", "--save", "classes");
    }

    @Test
    void weightsOfTheEnvironmentAreForPsFusionAlone() {
        Run run = fuse(Map.of("PSFUSION_WEIGHTS", "/none"), "-m", "average");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(fuse(Map.of("PSFUSION_WEIGHTS", "/none"), "-m", "psfusion").status())
                .isEqualTo(4);
    }

    @Test
    void unknownMethodsAndOptionsAreNamedWithTheKnownOnes() {
        refused(
                "--method laplacin: there is no such method. Did you mean laplacian?\nKnown are anisotropic, average,",
                "-m",
                "laplacin");
        refused("--method average:x=1: there is no option x; the method has none.", "-m", "average:x=1");
        refused("levels=99: expected a whole number from 1 to", "-m", "laplacian:levels=99");
    }

    @Test
    void imagesMadeElsewhereGetColors() throws IOException {
        Plane stored = TestImages.infrared(40, 30);
        Path elsewhere =
                TestImages.write(folder.resolve("else where/a.png"), stored).getParent();
        assertThat(fuse("-m", "folder:" + elsewhere, "--color", "gray").status())
                .isZero();
        assertThat(out).hasSameBinaryContentAs(folder.resolve("else where/a.png"));
        assertThat(fuse("-m", "folder:" + elsewhere).status()).isZero();
        assertThat(result()).isInstanceOf(ColorImage.class);
        Files.delete(folder.resolve("else where/a.png"));
        Run missing = fuse("-m", "folder:" + elsewhere);
        assertThat(missing.status()).isEqualTo(3);
        assertThat(missing.err()).contains(String.valueOf(elsewhere));
    }

    @Test
    void methodsAreListedWithWhatTheyNeed() throws IOException {
        Run run = Run.of("fuse", "--list-methods");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("gtf  gradient transfer fusion\n    options: gtf:WORD, lambda")
                .contains("weights: none found")
                .contains("published as SeAFusion.pth")
                .contains("folder:DIR");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        JsonNode json = Run.with(
                        Map.of("PSFUSION_WEIGHTS", folder.resolve("ir/a.png").toString()),
                        "fuse",
                        "--list-methods",
                        "--json")
                .json();
        for (JsonNode method : json.at("/methods")) {
            assertThat(method.at("/needsWeights").asBoolean())
                    .isEqualTo(NetworkSpecs.find(method.at("/key").asText()).isPresent());
            assertThat(method.has("weights"))
                    .isEqualTo(method.at("/needsWeights").asBoolean());
        }
    }
}
