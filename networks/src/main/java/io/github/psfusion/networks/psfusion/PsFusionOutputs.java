// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.tensors.Tensor;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the network makes of a batch of pairs of H x W pixels, H and W multiples of 32.
 *
 * @param logits outputs of the semantic branch; empty of a network without {@link PsFusionPart#S2P2}
 * @param fused luminance of the fused image, [N, 1, H, W], in [0, 1]
 * @param sources both reconstructed source images; empty of a network without {@link PsFusionPart#SFP}
 */
public record PsFusionOutputs(Optional<SemanticLogits> logits, Tensor fused, Optional<ReconstructedSources> sources) {
    /** Returns the outputs of the whole network. */
    public PsFusionOutputs(
            Tensor semantic, Tensor binary, Tensor boundary, Tensor fused, Tensor visible, Tensor infrared) {
        this(
                Optional.of(new SemanticLogits(semantic, binary, boundary)),
                fused,
                Optional.of(new ReconstructedSources(visible, infrared)));
    }

    /**
     * Returns the class logits, [N, classes, H, W].
     *
     * @throws NoSuchElementException if the network has no semantic heads
     */
    public Tensor semantic() {
        return logits.orElseThrow().semantic();
    }

    /** Returns the logits of background and object, [N, 2, H, W]; as {@link #semantic}. */
    public Tensor binary() {
        return logits.orElseThrow().binary();
    }

    /** Returns the logits of no boundary and boundary, [N, 2, H, W]; as {@link #semantic}. */
    public Tensor boundary() {
        return logits.orElseThrow().boundary();
    }

    /**
     * Returns the reconstructed luminance of the visible image, [N, 1, H, W], in [0, 1].
     *
     * @throws NoSuchElementException if the network has no scene fidelity paths
     */
    public Tensor visible() {
        return sources.orElseThrow().visible();
    }

    /** Returns the reconstructed infrared image, [N, 1, H, W], in [0, 1]; as {@link #visible}. */
    public Tensor infrared() {
        return sources.orElseThrow().infrared();
    }

    /** Returns the results of an operation on each of the tensors. */
    public PsFusionOutputs map(UnaryOperator<Tensor> operation) {
        return new PsFusionOutputs(
                logits.map(present -> present.map(operation)),
                operation.apply(fused),
                sources.map(present -> present.map(operation)));
    }
}
