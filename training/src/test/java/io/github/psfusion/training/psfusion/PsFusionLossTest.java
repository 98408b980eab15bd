// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.testing.RuleNumbers;
import io.github.psfusion.training.losses.LabeledPairs;
import io.github.psfusion.training.losses.LossTerm;
import io.github.psfusion.training.losses.LossValue;
import io.github.psfusion.training.losses.Luminance;
import io.github.psfusion.training.losses.PositiveWeights;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with values and gradients of an independent program in double precision. */
final class PsFusionLossTest {
    /** Names of the terms here and in the golden file. */
    private static final Map<String, String> GOLDEN_NAMES = Map.of(
            "semantic", "seg",
            "binary", "bi",
            "boundary", "bd",
            "correlation", "corr",
            "gradient", "grad",
            "intensity", "int",
            "visible-intensity", "vi_int",
            "visible-gradient", "vi_grad",
            "infrared-intensity", "ir_int",
            "infrared-gradient", "ir_grad");

    private static final long THRESHOLD_BRANCH = 700;
    private static final long TOP_BRANCH = 2900;

    private static Backend backend;
    private static LossGoldens goldens;
    private TensorScope scope;

    @BeforeAll
    static void open() throws IOException {
        backend = Backends.open(BackendOptions.defaults().withThreads(1));
        goldens = new LossGoldens("loss_terms.safetensors");
    }

    @AfterAll
    static void close() {
        backend.close();
    }

    @BeforeEach
    void openScope() {
        scope = backend.openScope();
    }

    @AfterEach
    void closeScope() {
        scope.close();
        assertThat(backend.liveTensors()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"INTENDED, 700", "INTENDED, 2900", "RELEASED, 700", "RELEASED, 2900"})
    void valuesInDoubleAgreeWithTheReference(IntensityRoles roles, long hardestPixels) {
        assertValues(roles, hardestPixels, DataType.FLOAT64, 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"INTENDED, 700", "INTENDED, 2900", "RELEASED, 700", "RELEASED, 2900"})
    void valuesInSinglePrecisionAgreeWithTheReference(IntensityRoles roles, long hardestPixels) {
        assertValues(roles, hardestPixels, DataType.FLOAT32, 1e-5);
    }

    private void assertValues(IntensityRoles roles, long hardestPixels, DataType type, double tolerance) {
        LossValue found = loss(roles, hardestPixels).value(batch(type));
        String prefix = "value/" + roles.name().toLowerCase(Locale.ROOT) + "." + hardestPixels + ".";
        assertThat(found.terms().keySet()).isEqualTo(GOLDEN_NAMES.keySet());
        found.terms().forEach((name, term) -> assertClose(prefix + GOLDEN_NAMES.get(name), term, tolerance));
        assertClose(prefix + "total", found.total(), tolerance);
    }

    private static void assertClose(String golden, Tensor found, double tolerance) {
        double expected = goldens.value(golden);
        assertThat(found.toDouble()).as(golden).isCloseTo(expected, within(tolerance * Math.abs(expected)));
    }

    @ParameterizedTest
    @CsvSource({"FLOAT64, 1e-12", "FLOAT32, 1e-4"})
    void gradientsAgreeWithTheReference(DataType type, double tolerance) {
        assertGradient(
                "seg", "semantic", SemanticTerms.semantic(THRESHOLD_BRANCH).of(LossInputs::semantic), type, tolerance);
        assertGradient(
                "seg_top2900",
                "semantic",
                SemanticTerms.semantic(TOP_BRANCH).of(LossInputs::semantic),
                type,
                tolerance);
        assertGradient(
                "bi",
                "binary",
                SemanticTerms.binary(PositiveWeights.PUBLISHED).of(LossInputs::semantic),
                type,
                tolerance);
        assertGradient("bd", "boundary", SemanticTerms.boundary().of(LossInputs::semantic), type, tolerance);
        assertGradient("corr", "fused", new FusionCorrelation(), type, tolerance);
        assertGradient("grad", "fused", new FusionGradient(), type, tolerance);
        assertGradient("int", "fused", new FusionIntensity(FusionTermOptions.defaults()), type, tolerance);
        assertGradient(
                "int_released",
                "fused",
                new FusionIntensity(FusionTermOptions.defaults().withIntensityRoles(IntensityRoles.RELEASED)),
                type,
                tolerance);
        assertGradient("vi_int", "rec_vi", new SceneFidelityIntensity(Reconstruction.VISIBLE), type, tolerance);
        assertGradient("vi_grad", "rec_vi", new SceneFidelityGradient(Reconstruction.VISIBLE), type, tolerance);
        assertGradient("ir_int", "rec_ir", new SceneFidelityIntensity(Reconstruction.INFRARED), type, tolerance);
        assertGradient("ir_grad", "rec_ir", new SceneFidelityGradient(Reconstruction.INFRARED), type, tolerance);
    }

    private static void assertGradient(
            String golden, String input, LossTerm<LossInputs> term, DataType type, double tolerance) {
        LossInputs inputs = batch(type);
        term.value(inputs).backward();
        assertGradient(golden, input, inputs, tolerance);
    }

    @ParameterizedTest
    @CsvSource({"FLOAT64, 1e-12", "FLOAT32, 1e-4"})
    void gradientsOfTheTotalAgreeWithTheReference(DataType type, double tolerance) {
        LossInputs inputs = batch(type);
        loss(IntensityRoles.INTENDED, THRESHOLD_BRANCH).value(inputs).total().backward();
        for (String input : List.of("semantic", "binary", "boundary", "fused", "rec_vi", "rec_ir")) {
            assertGradient("total", input, inputs, tolerance);
        }
    }

    /** Allows a share of the largest element. */
    private static void assertGradient(String golden, String input, LossInputs inputs, double tolerance) {
        double[] expected = goldens.values("grad/d_" + golden + "/d_" + input);
        double[] found =
                output(inputs.outputs(), input).gradient().orElseThrow().toDoubles();
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(found).hasSameSizeAs(expected);
        double worst = IntStream.range(0, found.length)
                .mapToDouble(i -> Math.abs(found[i] - expected[i]))
                .max()
                .orElseThrow();
        assertThat(worst).as("d_%s/d_%s", golden, input).isLessThanOrEqualTo(tolerance * largest);
    }

    private static Tensor output(PsFusionOutputs outputs, String goldenName) {
        return switch (goldenName) {
            case "semantic" -> outputs.semantic();
            case "binary" -> outputs.binary();
            case "boundary" -> outputs.boundary();
            case "fused" -> outputs.fused();
            case "rec_vi" -> outputs.visible();
            default -> outputs.infrared();
        };
    }

    @Test
    void luminanceAgreesWithTheReference() {
        Tensor luminance = Luminance.of(goldens.tensor(backend, "in.vi", DataType.FLOAT64));
        assertThat(luminance.shape()).isEqualTo(Shape.of(2, 1, 32, 48));
        assertThat(luminance.toDoubles()).containsExactly(goldens.values("aux/luma"), within(1e-15));
    }

    @ParameterizedTest
    @EnumSource(names = {"BFLOAT16", "FLOAT16"})
    void lowPrecisionIsWidenedBeforeTheLosses(DataType type) {
        LossInputs inputs = batch(DataType.FLOAT32);
        PsFusionOutputs outputs = inputs.outputs();
        LossInputs low = new LossInputs(
                new PsFusionOutputs(
                        outputs.semantic().to(type),
                        outputs.binary().to(type),
                        outputs.boundary().to(type),
                        outputs.fused().to(type),
                        outputs.visible().to(type),
                        outputs.infrared().to(type)),
                inputs.infrared(),
                inputs.luminance(),
                inputs.mask(),
                inputs.labeled());
        LossValue found = loss(IntensityRoles.INTENDED, THRESHOLD_BRANCH).value(low);
        assertThat(found.total().dataType()).isEqualTo(DataType.FLOAT32);
        double expected = goldens.value("value/intended.700.total");
        assertThat(found.total().toDouble()).isCloseTo(expected, within(0.01 * expected));
    }

    @Test
    void weightsAreThePublishedOnesInTheOrderOfTheSum() {
        assertThat(new PsFusionLoss(PsFusionLossOptions.defaults()).weights())
                .containsExactly(
                        entry("semantic", 10.0),
                        entry("binary", 10.0),
                        entry("boundary", 10.0),
                        entry("correlation", 1.0),
                        entry("gradient", 10.0),
                        entry("intensity", 10.0),
                        entry("range", 0.0),
                        entry("visible-intensity", 5.0),
                        entry("visible-gradient", 5.0),
                        entry("infrared-intensity", 5.0),
                        entry("infrared-gradient", 5.0));
    }

    @Test
    void termOfWeightZeroIsNotComputed() {
        Map<String, Double> weights = Map.of("semantic", 0.0, "binary", 0.0, "boundary", 0.0, "gradient", 2.5);
        PsFusionLoss loss = new PsFusionLoss(PsFusionLossOptions.defaults().withWeights(weights));
        LossValue found = loss.value(batch(DataType.FLOAT64));
        assertThat(found.terms().keySet())
                .containsExactly(
                        "correlation",
                        "gradient",
                        "intensity",
                        "visible-intensity",
                        "visible-gradient",
                        "infrared-intensity",
                        "infrared-gradient");
        double expected = found.terms().entrySet().stream()
                .mapToDouble(term -> loss.weights().getOrDefault(term.getKey(), 0.0)
                        * term.getValue().toDouble())
                .sum();
        assertThat(found.total().toDouble()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void wrongWeightsAreRefused() {
        assertThatThrownBy(() -> reweighted("semantics", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"semantics\"")
                .hasMessageContaining("visible-gradient");
        for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> reweighted("semantic", weight)).hasMessageContaining("\"semantic\"");
        }
        Map<String, Double> none = new HashMap<>(new PsFusionLoss(PsFusionLossOptions.defaults()).weights());
        none.replaceAll((name, weight) -> 0.0);
        assertThatThrownBy(() -> new PsFusionLoss(PsFusionLossOptions.defaults().withWeights(none)))
                .hasMessageContaining("weight 0");
    }

    private static PsFusionLoss reweighted(String name, double weight) {
        return new PsFusionLoss(PsFusionLossOptions.defaults().withWeights(Map.of(name, weight)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1.25})
    void twoTermsCompareWithSourcesOfAnotherContrast(double factor) {
        TinyBatch batch = new TinyBatch(new SplittableRandom(7));
        LossInputs plain = batch.inputs(backend, DataType.FLOAT64);
        raise(batch.infraredInput, factor);
        raise(batch.luminanceInput, factor);
        LossInputs raised = batch.inputs(backend, DataType.FLOAT64);
        Map<String, Double> weights = Map.of("range", 1.0);
        PsFusionLossOptions published = PsFusionLossOptions.defaults().withWeights(weights);
        PsFusionLossOptions options =
                published.withFusionTerms(FusionTermOptions.defaults().withSourceContrast(factor));
        Map<String, Double> expected = terms(published, plain);
        Map<String, Double> ofRaised = terms(published, raised);
        for (String term : List.of("intensity", "gradient")) {
            assertThat(ofRaised.get(term)).isNotCloseTo(expected.get(term), within(1e-3));
            expected.put(term, ofRaised.get(term));
        }
        Map<String, Double> found = terms(options, plain);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach((term, value) -> assertThat(value).as(term).isCloseTo(expected.get(term), within(1e-12)));
    }

    private static Map<String, Double> terms(PsFusionLossOptions options, LossInputs inputs) {
        Map<String, Double> values = new HashMap<>();
        new PsFusionLoss(options).value(inputs).terms().forEach((name, value) -> values.put(name, value.toDouble()));
        return values;
    }

    /** Scales the deviations from the mean of each image. */
    private static void raise(double[] images, double factor) {
        int pixels = TinyBatch.HEIGHT * TinyBatch.WIDTH;
        for (int start = 0; start < images.length; start += pixels) {
            double mean = Arrays.stream(images, start, start + pixels).average().orElseThrow();
            for (int i = start; i < start + pixels; i++) {
                images[i] = mean + factor * (images[i] - mean);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void impossibleContrastsAreRefused(double factor) {
        assertThatThrownBy(() -> FusionTermOptions.defaults().withSourceContrast(factor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the contrast of the sources must be above 0 and finite, not " + factor);
    }

    @Test
    void positiveWeightsFollowTheShareOfObjects() {
        PositiveWeights weights = PositiveWeights.forObjectShare(0.0315);
        assertThat(weights.background()).isCloseTo(PositiveWeights.PUBLISHED.background(), within(1e-3));
        assertThat(weights.object()).isCloseTo(PositiveWeights.PUBLISHED.object(), within(0.02));
    }

    private static PsFusionLoss loss(IntensityRoles roles, long hardestPixels) {
        return new PsFusionLoss(PsFusionLossOptions.defaults()
                .withFusionTerms(FusionTermOptions.defaults().withIntensityRoles(roles))
                .withHardestPixels(hardestPixels));
    }

    /** Returns the golden batch; the outputs are leaves. */
    private static LossInputs batch(DataType type) {
        PsFusionOutputs outputs = new PsFusionOutputs(
                logits("loss.semantic", 9, 3, type),
                logits("loss.binary", 2, 2, type),
                logits("loss.boundary", 2, 2, type),
                goldens.tensor(backend, "in.fused", type).requireGradient(),
                goldens.tensor(backend, "in.rec_vi", type).requireGradient(),
                goldens.tensor(backend, "in.rec_ir", type).requireGradient());
        return new LossInputs(
                outputs,
                goldens.tensor(backend, "in.ir", type),
                Luminance.of(goldens.tensor(backend, "in.vi", type)),
                goldens.tensor(backend, "mask_u8", DataType.UINT8),
                new LabeledPairs(
                        goldens.tensor(backend, "label", DataType.INT64),
                        goldens.tensor(backend, "binary", DataType.UINT8),
                        goldens.tensor(backend, "boundary", DataType.UINT8),
                        new long[] {0, 1}));
    }

    private static Tensor logits(String name, int channels, double factor, DataType type) {
        Shape shape = Shape.of(2, channels, 32, 48);
        double[] numbers = RuleNumbers.uniform(name, Math.toIntExact(shape.elements()));
        float[] values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (factor * numbers[i]);
        }
        return backend.floats(shape, values).to(type).requireGradient();
    }
}
