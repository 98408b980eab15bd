// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.networks.psfusion.PsFusionPart;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.Batch;
import io.github.psfusion.training.Loss;
import io.github.psfusion.training.losses.LossValue;
import io.github.psfusion.training.losses.Luminance;
import io.github.psfusion.training.losses.WeightedSum;
import io.github.psfusion.training.losses.WeightedSum.WeightedTerm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The loss of PSFusion: the weighted sum of ten terms on its semantic branch, the fused image and the two reconstructed
 * sources; of a variant of the network the terms on the outputs that it has. An eleventh term, on the range of the sources, is
 * ours and has no weight by default.
 *
 * <p>The default weights are those of the authors' code; its options for dynamic weighting are never read.
 */
public final class PsFusionLoss implements Loss<PsFusionOutputs> {
    private final WeightedSum<LossInputs> sum;
    private final PsFusionLossOptions options;

    /**
     * Makes the published loss with these options.
     *
     * @throws IllegalArgumentException if a weight is for no term, negative or not finite, or if all are 0
     */
    public PsFusionLoss(PsFusionLossOptions options) {
        List<WeightedTerm<LossInputs>> published = new ArrayList<>();
        if (options.variant().has(PsFusionPart.S2P2)) {
            SemanticTerms.published(options).forEach(term -> published.add(term.of(LossInputs::semantic)));
        }
        published.add(new WeightedTerm<>(1, new FusionCorrelation()));
        FusionTermOptions fusion = options.fusionTerms();
        published.add(new WeightedTerm<>(10, new FusionGradient())
                .of(inputs -> inputs.withContrast(fusion.sourceContrast())));
        published.add(new WeightedTerm<>(10, new FusionIntensity(fusion)));
        published.add(new WeightedTerm<>(0, new FusionRange()));
        if (options.variant().has(PsFusionPart.SFP)) {
            published.add(new WeightedTerm<>(5, new SceneFidelityIntensity(Reconstruction.VISIBLE)));
            published.add(new WeightedTerm<>(5, new SceneFidelityGradient(Reconstruction.VISIBLE)));
            published.add(new WeightedTerm<>(5, new SceneFidelityIntensity(Reconstruction.INFRARED)));
            published.add(new WeightedTerm<>(5, new SceneFidelityGradient(Reconstruction.INFRARED)));
        }
        sum = new WeightedSum<>(published).withWeights(options.weights());
        this.options = options;
    }

    @Override
    public Map<String, Double> weights() {
        return sum.weights();
    }

    @Override
    public LossValue value(PsFusionOutputs outputs, Batch batch) {
        return value(
                new LossInputs(outputs, batch.infrared(), Luminance.of(batch.visible()), batch.mask(), batch.labels()));
    }

    /** Computes the terms and their weighted sum from tensors. */
    public LossValue value(LossInputs inputs) {
        Tensor fused = inputs.outputs().fused();
        return sum.value(inputs, fused.backend().full(fused.dataType(), Shape.SCALAR, 0));
    }

    @Override
    public Map<String, String> metadata() {
        FusionTermOptions fusion = options.fusionTerms();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("stage", PsFusionStage.WHOLE.id());
        metadata.put("class_weights", ClassWeights.text(options.classWeights()));
        metadata.put("intensity_target", fusion.intensityTarget().name().toLowerCase(Locale.ROOT));
        metadata.put("intensity_roles", fusion.intensityRoles().name().toLowerCase(Locale.ROOT));
        metadata.put("contrast_mask", fusion.contrastMask().toString());
        metadata.put("intensity_error", fusion.intensityError().name().toLowerCase(Locale.ROOT));
        metadata.put("source_contrast", Double.toString(fusion.sourceContrast()));
        metadata.put("salient_mask", fusion.salientMask().name().toLowerCase(Locale.ROOT));
        return metadata;
    }
}
