// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.training.losses.LossTerm;
import io.github.psfusion.training.losses.OhemCrossEntropy;
import io.github.psfusion.training.losses.PositiveWeights;
import io.github.psfusion.training.losses.WeightedBce;
import io.github.psfusion.training.losses.WeightedSum.WeightedTerm;
import java.util.List;

/** The three terms on the logits of the semantic branch. */
final class SemanticTerms {
    private SemanticTerms() {}

    /** Returns the terms with these options and the published weights, in the order of the sum. */
    static List<WeightedTerm<SemanticInputs>> published(PsFusionLossOptions options) {
        return List.of(
                new WeightedTerm<>(10, semantic(new OhemCrossEntropy(options.hardestPixels(), options.classWeights()))),
                new WeightedTerm<>(10, binary(options.binaryWeights())),
                new WeightedTerm<>(10, boundary()));
    }

    /**
     * Returns the term on the classes.
     *
     * @param hardestPixels as in {@link OhemCrossEntropy}
     */
    static LossTerm<SemanticInputs> semantic(long hardestPixels) {
        return semantic(new OhemCrossEntropy(hardestPixels));
    }

    private static LossTerm<SemanticInputs> semantic(OhemCrossEntropy loss) {
        return LossTerm.of("semantic", inputs -> loss.value(inputs.logits().semantic(), inputs.labeled()));
    }

    /** Returns the term on objects against background. */
    static LossTerm<SemanticInputs> binary(PositiveWeights weights) {
        WeightedBce loss = new WeightedBce(weights);
        return LossTerm.of(
                "binary",
                inputs -> loss.value(inputs.logits().binary(), inputs.labeled().binary(), inputs.labeled()));
    }

    /** Returns the term on contours; contours and the rest have equal weights. */
    static LossTerm<SemanticInputs> boundary() {
        WeightedBce loss = new WeightedBce(PositiveWeights.EQUAL);
        return LossTerm.of(
                "boundary",
                inputs ->
                        loss.value(inputs.logits().boundary(), inputs.labeled().boundary(), inputs.labeled()));
    }
}
