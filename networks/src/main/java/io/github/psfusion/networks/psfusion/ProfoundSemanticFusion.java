// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Initializer;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.ConvNormRelu;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import java.util.List;

/**
 * Fuses the deep levels of both encoders by attention across the modalities. PSFM: profound semantic fusion module.
 *
 * <p>Each modality attends from every position of its own features (queries) to the positions of a feature map that both share (keys),
 * without the usual scale; the result is added to the <em>other</em> modality with a learned weight that starts at 0. The authors call
 * the queries K and the shared keys Q. Keys: {@code RGBobj, Infobj} (dense layers), {@code obj_fuse.{gamma1, gamma2, RGB_K, RGB_V, Q, INF_K, INF_V,
 * Second_reduce}}.
 */
final class ProfoundSemanticFusion implements LevelFusion {
    static final int CHANNELS = 64;

    private final DenseLayer visibleDense;
    private final DenseLayer infraredDense;
    private final Parameter gamma1;
    private final Parameter gamma2;
    private final ConvNormRelu visibleQuery;
    private final ConvNormRelu visibleValue;
    private final ConvNormRelu sharedKey;
    private final ConvNormRelu infraredQuery;
    private final ConvNormRelu infraredValue;
    private final ConvNormRelu reduction;

    ProfoundSemanticFusion(Parameters parameters, int in) {
        visibleDense = new DenseLayer(parameters.child("RGBobj"), in, CHANNELS);
        infraredDense = new DenseLayer(parameters.child("Infobj"), in, CHANNELS);
        Parameters fusion = parameters.child("obj_fuse");
        gamma1 = fusion.trained("gamma1", Shape.of(1), Initializer.ZERO);
        gamma2 = fusion.trained("gamma2", Shape.of(1), Initializer.ZERO);
        visibleQuery = new ConvNormRelu(fusion.child("RGB_K"), CHANNELS, CHANNELS);
        visibleValue = new ConvNormRelu(fusion.child("RGB_V"), CHANNELS, CHANNELS);
        sharedKey = new ConvNormRelu(fusion.child("Q"), 2 * CHANNELS, CHANNELS);
        infraredQuery = new ConvNormRelu(fusion.child("INF_K"), CHANNELS, CHANNELS);
        infraredValue = new ConvNormRelu(fusion.child("INF_V"), CHANNELS, CHANNELS);
        reduction = new ConvNormRelu(fusion.child("Second_reduce"), 2 * CHANNELS, CHANNELS);
    }

    @Override
    public Tensor forward(Tensor visible, Tensor infrared, ForwardContext context, String name) {
        return visible.backend().inScope(() -> {
            Tensor x = context.observe(name + ".vi", visibleDense.forward(visible, context));
            Tensor y = context.observe(name + ".ir", infraredDense.forward(infrared, context));
            Tensor keys =
                    context.observe(name + ".q", sharedKey.forward(Tensor.concatenate(1, List.of(x, y)), context));
            Tensor fromVisible = attention(visibleQuery.forward(x, context), keys, visibleValue.forward(x, context));
            Tensor fromInfrared = attention(infraredQuery.forward(y, context), keys, infraredValue.forward(y, context));
            Tensor u = weighted(fromVisible, gamma1).add(y);
            Tensor v = weighted(fromInfrared, gamma2).add(x);
            Tensor refined = context.observe(name + ".refined", Tensor.concatenate(1, List.of(u, v)));
            return reduction.forward(refined, context);
        });
    }

    private static Tensor weighted(Tensor features, Parameter gamma) {
        return features.multiply(gamma.asOperandOf(features));
    }

    /** Attention between positions: feature maps [N, C, H, W], whose positions are the rows of [N, H * W, C]. */
    private static Tensor attention(Tensor queries, Tensor keys, Tensor values) {
        Shape shape = queries.shape();
        return queries.backend()
                .inScope(() -> positions(queries)
                        .attention(positions(keys), positions(values))
                        .transpose(1, 2)
                        .reshape(shape.size(0), shape.size(1), shape.size(2), shape.size(3)));
    }

    private static Tensor positions(Tensor map) {
        Shape shape = map.shape();
        return map.reshape(shape.size(0), shape.size(1), shape.size(2) * shape.size(3))
                .transpose(1, 2);
    }
}
