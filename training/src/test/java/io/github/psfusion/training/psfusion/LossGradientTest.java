// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.testing.Seeds;
import io.github.psfusion.training.losses.LossTerm;
import io.github.psfusion.training.losses.PositiveWeights;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;

/** Compares the gradient of each term with central differences in double precision. */
final class LossGradientTest {
    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 1e-7;

    private static Backend backend;

    @BeforeAll
    static void open() {
        backend = Backends.open(BackendOptions.defaults().withThreads(1));
    }

    @AfterAll
    static void close() {
        backend.close();
    }

    @ParameterizedTest
    @Seeds(2)
    void semanticCrossEntropyOverThreshold(long seed) {
        TinyBatch batch = batch(seed);
        assertGradient(
                SemanticTerms.semantic(3).of(LossInputs::semantic), batch, batch.semantic, PsFusionOutputs::semantic);
    }

    @ParameterizedTest
    @Seeds(2)
    void semanticCrossEntropyOfTheHardest(long seed) {
        TinyBatch batch = batch(seed);
        assertGradient(
                SemanticTerms.semantic(TinyBatch.PIXELS - 2L).of(LossInputs::semantic),
                batch,
                batch.semantic,
                PsFusionOutputs::semantic);
    }

    @ParameterizedTest
    @Seeds(2)
    void semanticCrossEntropyWithClassWeights(long seed) {
        TinyBatch batch = batch(seed);
        for (long hardestPixels : new long[] {3, TinyBatch.PIXELS - 2L}) {
            PsFusionLossOptions options = PsFusionLossOptions.defaults()
                    .withHardestPixels(hardestPixels)
                    .withClassWeights(List.of(1.5, 0.5, 20.0));
            LossTerm<SemanticInputs> term =
                    SemanticTerms.published(options).get(0).term();
            assertGradient(term.of(LossInputs::semantic), batch, batch.semantic, PsFusionOutputs::semantic);
        }
    }

    @ParameterizedTest
    @Seeds(2)
    void binary(long seed) {
        TinyBatch batch = batch(seed);
        assertGradient(
                SemanticTerms.binary(PositiveWeights.PUBLISHED).of(LossInputs::semantic),
                batch,
                batch.binary,
                PsFusionOutputs::binary);
    }

    @ParameterizedTest
    @Seeds(2)
    void boundary(long seed) {
        TinyBatch batch = batch(seed);
        assertGradient(
                SemanticTerms.boundary().of(LossInputs::semantic), batch, batch.boundary, PsFusionOutputs::boundary);
    }

    @ParameterizedTest
    @Seeds(2)
    void fusionCorrelation(long seed) {
        TinyBatch batch = batch(seed);
        for (int i = 0; i < batch.fused.length; i++) { // far from an uncorrelated image, where the term has a pole
            batch.fused[i] = batch.infraredInput[i] + batch.luminanceInput[i] + 0.2 * batch.fused[i];
        }
        assertGradient(new FusionCorrelation(), batch, batch.fused, PsFusionOutputs::fused);
    }

    @ParameterizedTest
    @Seeds(2)
    void fusionGradient(long seed) {
        TinyBatch batch = batch(seed);
        assertGradient(new FusionGradient(), batch, batch.fused, PsFusionOutputs::fused);
    }

    @ParameterizedTest
    @Seeds(2)
    void fusionIntensityOfTheSum(long seed) {
        FusionTermOptions options = FusionTermOptions.defaults()
                .withIntensityTarget(IntensityTarget.SUM)
                .withSourceContrast(1.25);
        TinyBatch batch = batch(seed);
        for (IntensityError error : IntensityError.values()) {
            for (SalientMask salient : SalientMask.values()) {
                FusionTermOptions both = options.withIntensityError(error).withSalientMask(salient);
                assertGradient(new FusionIntensity(both), batch, batch.fused, PsFusionOutputs::fused);
            }
        }
    }

    @ParameterizedTest
    @Seeds(2)
    void fusionIntensity(long seed) {
        TinyBatch batch = batch(seed);
        for (IntensityRoles roles : IntensityRoles.values()) {
            for (ContrastMask contrast : List.of(ContrastMask.PUBLISHED, ContrastMask.withFloor(40))) {
                for (IntensityError error : IntensityError.values()) {
                    assertGradient(
                            new FusionIntensity(new FusionTermOptions(
                                    IntensityTarget.SELECTION, roles, contrast, SalientMask.PUBLISHED, error, 1)),
                            batch,
                            batch.fused,
                            PsFusionOutputs::fused);
                }
            }
        }
    }

    @ParameterizedTest
    @Seeds(2)
    void fusionRange(long seed) {
        TinyBatch batch = batch(seed);
        for (int i = 0; i < batch.fused.length; i++) { // some regions below, some within and some above both sources
            batch.fused[i] = 1.5 * batch.fused[i] - 0.25;
        }
        assertGradient(new FusionRange(), batch, batch.fused, PsFusionOutputs::fused);
    }

    @ParameterizedTest
    @Seeds(2)
    void sceneFidelity(long seed) {
        TinyBatch batch = batch(seed);
        assertGradient(
                new SceneFidelityIntensity(Reconstruction.VISIBLE), batch, batch.visible, PsFusionOutputs::visible);
        assertGradient(
                new SceneFidelityGradient(Reconstruction.VISIBLE), batch, batch.visible, PsFusionOutputs::visible);
        assertGradient(
                new SceneFidelityIntensity(Reconstruction.INFRARED), batch, batch.infrared, PsFusionOutputs::infrared);
        assertGradient(
                new SceneFidelityGradient(Reconstruction.INFRARED), batch, batch.infrared, PsFusionOutputs::infrared);
    }

    private static TinyBatch batch(long seed) {
        return new TinyBatch(new SplittableRandom(seed));
    }

    private static void assertGradient(
            LossTerm<LossInputs> term, TinyBatch batch, double[] input, Function<PsFusionOutputs, Tensor> output) {
        double[] gradient;
        try (TensorScope scope = backend.openScope()) {
            LossInputs inputs = batch.inputs(backend, DataType.FLOAT64);
            term.value(inputs).backward();
            gradient = output.apply(inputs.outputs()).gradient().orElseThrow().toDoubles();
        }
        for (int i = 0; i < input.length; i++) {
            double center = input[i];
            input[i] = center + STEP;
            double above = value(term, batch);
            input[i] = center - STEP;
            double below = value(term, batch);
            input[i] = center;
            assertThat(gradient[i])
                    .as("%s, element %d", term.name(), i)
                    .isCloseTo((above - below) / (2 * STEP), within(TOLERANCE));
        }
    }

    private static double value(LossTerm<LossInputs> term, TinyBatch batch) {
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            return term.value(batch.inputs(backend, DataType.FLOAT64)).toDouble();
        }
    }
}
