// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.BatchNorm2d;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Tensor;
import java.util.List;

/**
 * Predicts classes, objects and boundaries from the semantic feature. S2P2: sparse semantic perception path.
 *
 * <p>Keys: {@code classfier} (the authors' spelling) with {@code binary_conv1, binary_conv2, semantic_conv1, semantic_conv2,
 * boundary_conv}; {@code boundary_conv1, boundary_conv2} are left over in the published code, built and never run.
 */
final class SparseSemanticHeads {
    private static final int CHANNELS = 64;
    private static final int BINARY_CHANNELS = 16;

    private final PointwiseRelu6 binaryHidden;
    private final Conv2d binaryLogits;
    private final PointwiseRelu6 semanticHidden;
    private final Conv2d semanticLogits;
    private final Conv2d boundaryConv;
    private final BatchNorm2d boundaryNorm;
    private final Conv2d boundaryLogits;

    SparseSemanticHeads(Parameters parameters, int classes) {
        binaryHidden = new PointwiseRelu6(parameters.child("binary_conv1"), CHANNELS, BINARY_CHANNELS);
        binaryLogits = Conv2d.withBias(parameters.child("binary_conv2"), 3, BINARY_CHANNELS, 2);
        semanticHidden = new PointwiseRelu6(parameters.child("semantic_conv1"), CHANNELS, CHANNELS);
        semanticLogits = Conv2d.withBias(parameters.child("semantic_conv2"), 3, CHANNELS, classes);
        declareLeftOver(parameters.unused());
        Parameters boundary = parameters.child("boundary_conv");
        boundaryConv = Conv2d.withBias(boundary.child("0"), 1, 2 * CHANNELS, CHANNELS);
        boundaryNorm = new BatchNorm2d(boundary.child("1"), CHANNELS);
        boundaryLogits = Conv2d.withBias(boundary.child("3"), 3, CHANNELS, 2);
    }

    private static void declareLeftOver(Parameters unused) {
        var unusedHidden = new PointwiseRelu6(unused.child("boundary_conv1"), 2 * CHANNELS, CHANNELS);
        var unusedLogits = Conv2d.withBias(unused.child("boundary_conv2"), 3, CHANNELS, 2);
    }

    /**
     * Predicts.
     *
     * @param feature the semantic feature, [N, 64, H / 4, W / 4]
     * @return [N, classes, H, W], [N, 2, H, W], [N, 2, H, W]
     */
    SemanticLogits forward(Tensor feature, ForwardContext context) {
        Tensor b = context.observe("seg.binary_low", binaryLogits.forward(binaryHidden.forward(feature, context)));
        Tensor binary = SparseSemanticPerception.enlarged(b, 4);
        // The softmax's share of the object channel; as a sigmoid it cannot overflow.
        Tensor object = b.narrow(1, 1, 1).subtract(b.narrow(1, 0, 1)).sigmoid();
        Tensor s = semanticHidden.forward(SparseSemanticPerception.enlarged(feature.multiply(object), 2), context);
        Tensor semantic = context.observe("seg.semantic_low", semanticLogits.forward(s));
        Tensor joined = Tensor.concatenate(1, List.of(s, SparseSemanticPerception.enlarged(feature, 2)));
        Tensor boundary = context.observe(
                "seg.boundary_low",
                boundaryLogits.forward(boundaryNorm
                        .forward(boundaryConv.forward(joined), context)
                        .relu6()));
        return new SemanticLogits(
                SparseSemanticPerception.enlarged(semantic, 2), binary, SparseSemanticPerception.enlarged(boundary, 2));
    }

    /** A 1x1 convolution without bias, batch norm, ReLU6. Keys: {@code conv}, {@code bnop}. */
    private static final class PointwiseRelu6 {
        private final Conv2d conv;
        private final BatchNorm2d norm;

        PointwiseRelu6(Parameters parameters, int in, int out) {
            conv = Conv2d.withoutBias(parameters.child("conv"), 1, in, out);
            norm = new BatchNorm2d(parameters.child("bnop"), out);
        }

        Tensor forward(Tensor x, ForwardContext context) {
            return x.backend()
                    .inScope(() -> norm.forward(conv.forward(x), context).relu6());
        }
    }
}
