// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.methods.ExtraOutput;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.FusionResult;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.MethodOptions;
import io.github.psfusion.methods.OutputSet;
import io.github.psfusion.methods.Precision;
import io.github.psfusion.methods.Sizing;
import io.github.psfusion.networks.inference.NetworkCalibration;
import io.github.psfusion.platform.Device;
import io.github.psfusion.platform.Sha256;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.testing.GoldenTensors;
import io.github.psfusion.testing.Goldens;
import io.github.psfusion.testing.RuleImages;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The entry for Java programs, with the rule's weights from a file. */
@Tag("slow")
class PsFusionTest {
    private static final MethodContext SINGLE = MethodContext.defaults().withPrecision(Precision.FLOAT32);
    private static final Set<String> EXTRA = Set.of("classes", "binary", "boundary", "infrared", "visible");

    @TempDir
    private static Path folder;

    private static Path weights = Path.of("");
    private static PsFusion psfusion;

    @BeforeAll
    static void loadRuleWeights() throws IOException {
        weights = folder.resolve("rule.safetensors");
        Backend backend = Backends.open(BackendOptions.defaults());
        try (PsFusionNetwork network = RuleNetwork.load(backend, 9, DataType.FLOAT32)) {
            RuleNetwork.write(weights, network, DataType.FLOAT32, Map.of("made by", "the rule"));
        }
        psfusion = PsFusion.load(weights, SINGLE);
    }

    @AfterAll
    static void close() {
        psfusion.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x1", "1x7", "33x31", "40x50", "95x97"})
    void imagesOfAnySizeAgreeWithTheReference(String size) {
        GoldenTensors goldens = GoldenTensors.resource(PsFusionTest.class, "tiny_images.safetensors");
        String name = "tiny_" + size;
        long[] shape = goldens.shape(name + ".in.ir");
        int height = (int) shape[shape.length - 2];
        int width = (int) shape[shape.length - 1];
        float[] rgb = goldens.floats(name + ".in.vi");
        Plane[] planes = new Plane[3];
        for (int c = 0; c < planes.length; c++) {
            float[] samples = new float[width * height];
            System.arraycopy(rgb, c * samples.length, samples, 0, samples.length);
            planes[c] = Plane.wrap(width, height, samples);
        }
        Plane fused = psfusion.fuseLuminance(new ImagePair(
                name,
                Plane.wrap(width, height, goldens.floats(name + ".in.ir")),
                new ColorImage(planes[0], planes[1], planes[2])));
        assertThat(fused.width()).isEqualTo(width);
        assertThat(fused.height()).isEqualTo(height);
        assertThat(fused.toArray()).containsExactly(goldens.floats(name + ".out.fused"), within(2e-4f));
    }

    @ParameterizedTest
    @CsvSource({"35, 360, 270", "37, 359, 247"})
    void realPairsComeOutAsTheReferenceComposesThem(String pair, int width, int height) throws IOException {
        GoldenTensors goldens = GoldenTensors.read(Goldens.require("golden/network/tno_pairs.safetensors"));
        Plane infrared = read("data/tno/ir/" + pair + ".png").luminance();
        ColorImage visible = read("data/tno/vi/" + pair + ".png").toColor();
        ColorImage fused = (ColorImage) psfusion.fuse(new ImagePair(pair, infrared, visible));
        assertThat(fused.width()).isEqualTo(width);
        assertThat(fused.height()).isEqualTo(height);
        double[] expected = goldens.doubles("tno" + pair + ".out.rgb8_floor#sub");
        int pixels = width * height;
        double[] levels = new double[3 * pixels];
        List<Plane> planes = List.of(fused.red(), fused.green(), fused.blue());
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.floor(255 * planes.get(i / pixels).at(i % pixels % width, i % pixels / width));
        }
        double[] found = GoldenTensors.picked(levels, expected.length);
        int differing = 0;
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).as("element %s", i).isCloseTo(expected[i], within(1.0));
            differing += found[i] == expected[i] ? 0 : 1;
        }
        assertThat(differing).isLessThan(expected.length / 50);
    }

    private static Image read(String path) throws IOException {
        return ImageFiles.read(Goldens.require(path), DecodeLimits.defaults()).image();
    }

    @Test
    void linesOfTheReadmeWork() throws IOException {
        Plane infrared = plane("readme.ir", 40, 33);
        ColorImage visible = infrared.toColor();
        Path file = weights;
        // The README's lines, with the weights' place in a variable.
        try (PsFusion psfusion = PsFusion.load(file)) {
            Image fused = psfusion.fuse(new ImagePair("night", infrared, visible));
            assertThat(fused).isInstanceOf(ColorImage.class);
        }
        String readme = Files.readString(Path.of("..", "README.md"));
        assertThat(readme)
                .contains("try (PsFusion psfusion = PsFusion.load(Path.of(\"models/psfusion.safetensors\"))) {")
                .contains("Image fused = psfusion.fuse(new ImagePair(\"night\", infrared, visible));");
    }

    @Test
    void grayPairsGiveGrayImages() {
        ImagePair gray = new ImagePair("gray", plane("g.ir", 40, 33), plane("g.vi", 40, 33));
        assertThat(psfusion.fuse(gray)).isInstanceOf(Plane.class).isEqualTo(psfusion.fuseLuminance(gray));
    }

    @Test
    void analysisAgreesWithFusionAndHasTheSizeOfThePair() {
        ImagePair pair = pair("analyzed", 50, 37);
        FusionResult all = psfusion.fuse(pair, OutputSet.IMAGE.withExtra(EXTRA));
        assertThat(all.image()).isEqualTo(psfusion.fuse(pair));
        assertThat(psfusion.fuse(pair, OutputSet.LUMINANCE.withExtra(EXTRA)).image())
                .isEqualTo(psfusion.fuseLuminance(pair));
        assertThat(List.of(all.image("infrared"), all.image("visible")))
                .allSatisfy(image -> assertThat(image.width()).isEqualTo(50));
        assertThat(List.of(all.labels("classes"), all.labels("binary"), all.labels("boundary")))
                .allSatisfy(map -> assertThat(map.height()).isEqualTo(37));
        for (byte value : all.labels("classes").toArray()) {
            assertThat(value).isBetween((byte) 0, (byte) 8);
        }
        assertThat(all.extra().get("classes")).isEqualTo(new FusionResult.Classes(all.labels("classes"), 9));
    }

    @Test
    void someOutputsAreThoseOfAll() {
        ImagePair pair = pair("some", 50, 37);
        FusionResult all = psfusion.fuse(pair, OutputSet.IMAGE.withExtra(EXTRA));

        FusionResult some = psfusion.fuse(pair, OutputSet.LUMINANCE.withExtra(Set.of("boundary", "visible")));

        assertThat(some.extra().keySet()).containsExactly("boundary", "visible");
        assertThat(some.labels("boundary")).isEqualTo(all.labels("boundary"));
        assertThat(some.image("visible")).isEqualTo(all.image("visible"));
        assertThatThrownBy(() -> some.labels("classes")).hasMessageContaining("no class map or mask classes");
        assertThatThrownBy(() -> psfusion.fuse(pair, OutputSet.IMAGE.withExtra(Set.of("depth"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("depth");
    }

    @Test
    void saysWhatItCanDo() {
        assertThat(psfusion.capabilities().extraOutputs())
                .extracting(ExtraOutput::name)
                .containsExactly("classes", "binary", "boundary", "infrared", "visible");
        assertThat(psfusion.capabilities().precision()).contains(Precision.FLOAT32);
        assertThat(psfusion.capabilities().device()).isEqualTo(Device.CPU);
        assertThat(psfusion.capabilities().minimumSide()).isEqualTo(1);
        long fused = psfusion.memoryNeeded(640, 480, OutputSet.IMAGE).orElseThrow();
        assertThat(fused)
                .isEqualTo(psfusion.memoryNeeded(610, 450, OutputSet.LUMINANCE).orElseThrow());
        assertThat(psfusion.memoryNeeded(640, 480, OutputSet.IMAGE.withExtra(EXTRA))
                        .orElseThrow())
                .isGreaterThanOrEqualTo(fused);
    }

    @ParameterizedTest
    @CsvSource({"1, 500", "500, 1", "17, 1000"})
    void extremeSizesWork(int width, int height) {
        Image fused = psfusion.fuse(pair("extreme", width, height));
        assertThat(fused.width()).isEqualTo(width);
        assertThat(fused.height()).isEqualTo(height);
    }

    @Test
    void threadsShareOneObject() throws Exception {
        List<ImagePair> pairs = List.of(pair("a", 64, 40), pair("b", 50, 64), pair("c", 33, 33), pair("d", 64, 64));
        List<Image> alone = pairs.stream().map(psfusion::fuse).toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Image>> together = pairs.stream()
                    .map(pair -> threads.submit(() -> psfusion.fuse(pair)))
                    .toList();
            for (int i = 0; i < pairs.size(); i++) {
                assertThat(together.get(i).get()).isEqualTo(alone.get(i));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void brainFloatsAreNearSinglePrecision() throws IOException {
        try (Backend backend = Backends.open(BackendOptions.defaults())) {
            assumeTrue(backend.supportsBfloat16(), "the CPU has no convolutions of bfloat16");
        }
        ImagePair pair = pair("brain", 96, 64);
        float[] single = psfusion.fuseLuminance(pair).toArray();
        try (PsFusion narrow = PsFusion.load(weights, SINGLE.withPrecision(Precision.BFLOAT16))) {
            float[] found = narrow.fuseLuminance(pair).toArray();
            // Eight bits of fraction in each of some hundred layers, and weights that amplify; trained ones do less.
            assertThat(deviation(single, found)).isBetween(1e-6, 0.02);
        }
    }

    @Test
    void bytesAreNearSinglePrecisionWhereTheFileHasRanges() throws IOException {
        Backend backend = Backends.open(BackendOptions.defaults());
        assumeTrue(backend.supportsInt8(), "the processor has no products of bytes");
        MethodContext inBytes = SINGLE.withPrecision(Precision.INT8);
        assertThatThrownBy(() -> PsFusion.load(weights, inBytes))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining("rule.safetensors")
                .hasMessageContaining("psfusion weights calibrate");
        ImagePair pair = pair("bytes", 96, 64);
        Path calibrated = folder.resolve("calibrated.safetensors");
        try (WeightFile file = WeightFiles.open(weights);
                NetworkCalibration calibration = new NetworkCalibration(PsFusionSpec.INSTANCE, file, backend)) {
            assertThatThrownBy(calibration::ranges).hasMessageContaining("no pair");
            calibration.observe(pair);
            calibration.observe(pair("other", 70, 50));
            calibration.write(calibrated, "of the rule");
        }
        try (WeightFile file = WeightFiles.open(calibrated)) {
            assertThat(file.metadata())
                    .containsEntry("int8_pictures", "2 pairs, of the rule")
                    .containsEntry("made by", "the rule");
        }
        float[] single = psfusion.fuseLuminance(pair).toArray();
        try (PsFusion narrow = PsFusion.load(calibrated, inBytes)) {
            assertThat(narrow.capabilities().precision()).contains(Precision.INT8);
            float[] found = narrow.fuseLuminance(pair).toArray();
            assertThat(deviation(single, found)).isBetween(1e-5, 0.05);
            assertThat(narrow.fuse(pair, OutputSet.LUMINANCE.withExtra(EXTRA))
                            .image()
                            .luminance()
                            .toArray())
                    .containsExactly(found, within(0.1f));
        }
        try (PsFusion again = PsFusion.load(calibrated, SINGLE)) {
            assertThat(again.fuseLuminance(pair).toArray())
                    .as("the weights are the same")
                    .isEqualTo(single);
        }
    }

    private static double deviation(float[] expected, float[] found) {
        double squares = 0;
        for (int i = 0; i < found.length; i++) {
            squares += (found[i] - expected[i]) * (found[i] - expected[i]) / found.length;
        }
        return Math.sqrt(squares);
    }

    @Test
    void publishedSizingResizesAndTruncates() throws IOException {
        try (PsFusion published = PsFusion.load(weights, SINGLE.withSizing(Sizing.AS_PUBLISHED))) {
            Plane even = published.fuseLuminance(pair("even", 64, 32));
            float[] padded = psfusion.fuseLuminance(pair("even", 64, 32)).toArray();
            for (int i = 0; i < padded.length; i++) {
                assertThat(even.toArray()[i]).isEqualTo((float) Math.floor(255 * padded[i]) / 255);
            }
            Plane odd = published.fuseLuminance(pair("odd", 70, 45));
            assertThat(odd.width()).isEqualTo(70);
            assertThat(odd.height()).isEqualTo(45);
            assertThatThrownBy(() -> published.fuse(pair("small", 31, 64))).hasMessageContaining("31 x 64");
        }
    }

    @Test
    void fileOfAnotherNetworkIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.safetensors"), "these are no weights");
        assertThatThrownBy(() -> PsFusion.load(text))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining(text.toString());
    }

    private static ImagePair pair(String name, int width, int height) {
        return new ImagePair(
                name,
                plane(name + ".ir", width, height),
                new ColorImage(
                        plane(name + ".r", width, height),
                        plane(name + ".g", width, height),
                        plane(name + ".b", width, height)));
    }

    private static Plane plane(String name, int width, int height) {
        return Plane.wrap(width, height, RuleImages.channel(name, 0, 0, height, width));
    }

    @Test
    void isAFusionMethodAmongOthers() throws IOException, MethodOptionException {
        FusionMethods.Request request = FusionMethods.parse("psfusion:precision=float32");
        MethodOptions options = request.options().withDefault("weights", weights.toString());
        ImagePair pair = new ImagePair("pair", Plane.constant(40, 33, 0.5f), Plane.constant(40, 33, 0.25f));

        try (FusionMethod method = request.provider().open(options)) {
            assertThat(method.fuse(pair)).isEqualTo(psfusion.fuse(pair));
            assertThat(method.description()).isSameAs(method.description()); // the digest is computed once
            assertThat(method.description().settings())
                    .containsEntry("weights", "rule.safetensors")
                    .containsEntry("weights-sha256", Sha256.of(weights))
                    .containsEntry("precision", "float32")
                    .containsEntry("sizing", "pad")
                    .containsEntry("device", "cpu");
        }
    }

    @Test
    void needsWeightsAndKnownWords() {
        PsFusionProvider provider = new PsFusionProvider();
        assertThatThrownBy(() -> provider.open(MethodOptions.of("psfusion", Map.of())))
                .isInstanceOf(MethodOptionException.class)
                .hasMessageContaining("needs weights");
        assertThatThrownBy(() -> provider.open(
                        MethodOptions.of("psfusion", Map.of("weights", weights.toString(), "device", "gpu"))))
                .isInstanceOf(MethodOptionException.class)
                .hasMessageContaining("device=gpu");
    }
}
