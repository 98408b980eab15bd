// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.training.losses.LabeledPairs;
import io.github.psfusion.training.losses.LossTerm;
import io.github.psfusion.training.losses.OhemCrossEntropy;
import io.github.psfusion.training.losses.PositiveWeights;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the terms where a mean or a quotient has nothing under it. */
final class DegenerateLossTest {
    private static final double THRESHOLD = -Math.log(0.75);

    private static Backend backend;
    private final TinyBatch batch = new TinyBatch(new SplittableRandom(7));
    private TensorScope scope;

    @BeforeAll
    static void open() {
        backend = Backends.open(BackendOptions.defaults().withThreads(1));
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
    }

    @Test
    void ignoredPixelsAloneHaveNoSemanticLossAndNoGradient() {
        Arrays.fill(batch.classes, LabeledPairs.IGNORED);
        LossInputs inputs = batch.inputs(backend, DataType.FLOAT32);
        assertZeroWithZeroGradient(
                SemanticTerms.semantic(10).of(LossInputs::semantic),
                inputs,
                inputs.outputs().semantic());
    }

    @Test
    void withoutALabeledPairTheSemanticBranchHasNoLossAndNoGradient() {
        batch.labeledSamples = new long[0];
        LossInputs inputs = batch.inputs(backend, DataType.FLOAT32);
        assertZeroWithZeroGradient(
                SemanticTerms.semantic(10).of(LossInputs::semantic),
                inputs,
                inputs.outputs().semantic());
        assertZeroWithZeroGradient(
                SemanticTerms.binary(PositiveWeights.PUBLISHED).of(LossInputs::semantic),
                inputs,
                inputs.outputs().binary());
        assertZeroWithZeroGradient(
                SemanticTerms.boundary().of(LossInputs::semantic),
                inputs,
                inputs.outputs().boundary());
    }

    private static void assertZeroWithZeroGradient(LossTerm<LossInputs> term, LossInputs inputs, Tensor output) {
        Tensor value = term.value(inputs);
        value.backward();
        assertThat(value.toDouble()).as(term.name()).isZero();
        assertThat(output.gradient().orElseThrow().toDoubles()).as(term.name()).containsOnly(0);
    }

    @Test
    void unlabelledPairsTakeNoPartInTheSemanticBranch() {
        batch.labeledSamples = new long[] {1};
        double[] before = semanticBranch();
        Arrays.fill(batch.classes, 0, TinyBatch.PIXELS / 2, 0);
        Arrays.fill(batch.semantic, 0, batch.semantic.length / 2, 9);
        Arrays.fill(batch.binary, 0, batch.binary.length / 2, 9);
        Arrays.fill(batch.boundary, 0, batch.boundary.length / 2, 9);
        assertThat(semanticBranch()).containsExactly(before);
    }

    private double[] semanticBranch() {
        LossInputs inputs = batch.inputs(backend, DataType.FLOAT64);
        List<LossTerm<LossInputs>> terms = List.of(
                SemanticTerms.semantic(10).of(LossInputs::semantic),
                SemanticTerms.binary(PositiveWeights.PUBLISHED).of(LossInputs::semantic),
                SemanticTerms.boundary().of(LossInputs::semantic));
        return terms.stream().mapToDouble(term -> term.value(inputs).toDouble()).toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 14, 59, 60, 61, 65_536})
    void semanticLossAgreesWithANaiveTwinForAnyNumberOfPixels(long hardestPixels) {
        double found = SemanticTerms.semantic(hardestPixels)
                .of(LossInputs::semantic)
                .value(batch.inputs(backend, DataType.FLOAT64))
                .toDouble();
        assertThat(found).isCloseTo(naiveSemanticLoss(hardestPixels), within(1e-14));
    }

    /** All errors differ, so that each pixel is either selected or not. */
    @ParameterizedTest
    @ValueSource(longs = {1, 14, 59, 65_536})
    void classWeightsWeightTheMeanOfWhatIsSelected(long hardestPixels) {
        List<Double> weights = List.of(1.5, 0.5, 20.0);
        double[] errors = naiveErrors();
        double[] descending = descending(errors);
        int count = hardestPixels < errors.length ? (int) hardestPixels : errors.length / 4;
        double least = descending[count] > THRESHOLD ? Math.nextUp(THRESHOLD) : descending[count - 1];
        double sum = 0;
        double sumOfWeights = 0;
        int zeros = 0;
        for (int p = 0; p < errors.length; p++) {
            if (errors[p] >= least && errors[p] > 0) {
                double weight = weights.get((int) batch.classes[p]);
                sum += weight * errors[p];
                sumOfWeights += weight;
            }
            zeros += errors[p] == 0 ? 1 : 0;
        }
        sumOfWeights += Math.max(0, count - (errors.length - zeros)); // ignored pixels, of weight 1
        double found = new OhemCrossEntropy(hardestPixels, weights)
                .value(
                        batch.inputs(backend, DataType.FLOAT64).outputs().semantic(),
                        batch.inputs(backend, DataType.FLOAT64).labeled())
                .toDouble();
        assertThat(found).isCloseTo(sum / sumOfWeights, within(1e-13));
    }

    @Test
    void equalClassWeightsChangeNothingWhereNoPixelIsIgnored() {
        Arrays.setAll(batch.classes, i -> i % TinyBatch.CLASSES);
        LossInputs inputs = batch.inputs(backend, DataType.FLOAT64);
        double plain = new OhemCrossEntropy(14)
                .value(inputs.outputs().semantic(), inputs.labeled())
                .toDouble();
        double weighted = new OhemCrossEntropy(14, List.of(7.0, 7.0, 7.0))
                .value(inputs.outputs().semantic(), inputs.labeled())
                .toDouble();
        assertThat(weighted).isCloseTo(plain, within(1e-14));
    }

    /** Follows the definition on sorted errors. */
    private double naiveSemanticLoss(long hardestPixels) {
        double[] errors = naiveErrors();
        double[] descending = descending(errors);
        int count = hardestPixels < errors.length ? (int) hardestPixels : errors.length / 4;
        return descending[count] > THRESHOLD
                ? Arrays.stream(errors)
                        .filter(error -> error > THRESHOLD)
                        .average()
                        .orElseThrow()
                : Arrays.stream(descending).limit(count).average().orElseThrow();
    }

    private static double[] descending(double[] errors) {
        return Arrays.stream(errors)
                .map(error -> -error)
                .sorted()
                .map(error -> -error)
                .toArray();
    }

    /** Returns the cross-entropy of each pixel, 0 where it is ignored. */
    private double[] naiveErrors() {
        int plane = TinyBatch.HEIGHT * TinyBatch.WIDTH;
        double[] errors = new double[TinyBatch.PIXELS];
        for (int p = 0; p < errors.length; p++) {
            if (batch.classes[p] != LabeledPairs.IGNORED) {
                int first = p / plane * plane * TinyBatch.CLASSES + p % plane;
                double sum = 0;
                for (int c = 0; c < TinyBatch.CLASSES; c++) {
                    sum += Math.exp(batch.semantic[first + c * plane]);
                }
                errors[p] = Math.log(sum) - batch.semantic[first + (int) batch.classes[p] * plane];
            }
        }
        return errors;
    }

    @Test
    void pixelsThatTieForTheLastPlacesShareThem() {
        Arrays.fill(batch.classes, 0);
        int plane = TinyBatch.HEIGHT * TinyBatch.WIDTH;
        for (int i = 0; i < batch.semantic.length; i++) {
            batch.semantic[i] = i / plane % TinyBatch.CLASSES == 0 ? 3 : 0; // all right, and equally sure
        }
        LossInputs inputs = batch.inputs(backend, DataType.FLOAT64);
        Tensor value = SemanticTerms.semantic(10).of(LossInputs::semantic).value(inputs);
        value.backward();
        double probability = Math.exp(3) / (Math.exp(3) + 2);
        assertThat(value.toDouble()).isCloseTo(-Math.log(probability), within(1e-14));
        double[] gradient = inputs.outputs().semantic().gradient().orElseThrow().toDoubles();
        assertThat(gradient[0]).isCloseTo((probability - 1) / TinyBatch.PIXELS, within(1e-15));
        assertThat(gradient[plane - 1]).isEqualTo(gradient[0]);
    }

    @Test
    void extremeLogitsHaveAFiniteBinaryLoss() {
        Arrays.fill(batch.binary, 1e4);
        Arrays.fill(batch.binaryLabels, 0);
        double found = SemanticTerms.binary(PositiveWeights.EQUAL)
                .of(LossInputs::semantic)
                .value(batch.inputs(backend, DataType.FLOAT32))
                .toDouble();
        assertThat(found).isEqualTo(1e4 / 2); // background is right for certain, object wrong by its logit
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void constantFusedImageHasAFiniteCorrelationTermWithoutGradient(DataType type) {
        Arrays.fill(batch.fused, 0.3);
        LossInputs inputs = batch.inputs(backend, type);
        Tensor value = new FusionCorrelation().value(inputs);
        value.backward();
        assertThat(value.toDouble()).isCloseTo(1e6, within(1.0));
        assertThat(inputs.outputs().fused().gradient().orElseThrow().toDoubles())
                .containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void constantSourceLeavesTheCorrelationWithTheOther(DataType type) {
        Arrays.fill(batch.infraredInput, 0.3);
        System.arraycopy(batch.luminanceInput, 0, batch.fused, 0, batch.fused.length);
        LossInputs inputs = batch.inputs(backend, type);
        Tensor value = new FusionCorrelation().value(inputs);
        value.backward();
        assertThat(value.toDouble()).isCloseTo(1, within(2e-6));
        assertThat(inputs.outputs().fused().gradient().orElseThrow().isFinite()).isTrue();
    }

    @Test
    void oppositeImageHasANegativeCorrelationTerm() {
        for (int i = 0; i < batch.fused.length; i++) {
            batch.fused[i] = -batch.infraredInput[i] - batch.luminanceInput[i];
        }
        double found = new FusionCorrelation()
                .value(batch.inputs(backend, DataType.FLOAT64))
                .toDouble();
        assertThat(found).isNegative();
    }

    @Test
    void equalImagesHaveNoLossAndNoGradient() {
        for (double[] copy : List.of(batch.fused, batch.luminanceInput, batch.visible, batch.infrared)) {
            System.arraycopy(batch.infraredInput, 0, copy, 0, copy.length);
        }
        LossInputs inputs = batch.inputs(backend, DataType.FLOAT32);
        assertZeroWithZeroGradient(
                new FusionGradient(), inputs, inputs.outputs().fused());
        assertZeroWithZeroGradient(
                new SceneFidelityIntensity(Reconstruction.VISIBLE),
                inputs,
                inputs.outputs().visible());
        assertZeroWithZeroGradient(
                new SceneFidelityGradient(Reconstruction.INFRARED),
                inputs,
                inputs.outputs().infrared());
    }
}
