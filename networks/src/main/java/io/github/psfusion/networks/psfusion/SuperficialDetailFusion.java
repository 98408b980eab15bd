// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.BatchNorm2d;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.networks.layers.ConvNormRelu;
import io.github.psfusion.tensors.Tensor;
import java.util.List;

/**
 * Fuses the detailed levels of both encoders by a learned weight per channel and position. SDFM: superficial detail fusion module.
 *
 * <p>With p from the visible and q from the infrared features, recalibrated together, {@code fused = s p' + (1 - s) q'}, {@code s =
 * sigmoid(local * global)}: the published code multiplies the two contexts. Keys: {@code RGBobj1_1, RGBobj1_2, RGBspr, Infobj1_1,
 * Infobj1_2, Infspr, obj_fuse.{Recalibrate, channel_agg, local_att, global_att}}.
 */
final class SuperficialDetailFusion implements LevelFusion {
    private static final int REDUCTION = 4;

    private final int channels;
    private final List<ConvNormRelu> visibleBranch;
    private final List<ConvNormRelu> infraredBranch;
    private final ChannelContext recalibration;
    private final Conv2d aggregation;
    private final BatchNorm2d aggregationNorm;
    private final ChannelContext localContext;
    private final ChannelContext globalContext;

    SuperficialDetailFusion(Parameters parameters, int in, int channels) {
        this.channels = channels;
        visibleBranch = branch(parameters, "RGB", in, channels);
        infraredBranch = branch(parameters, "Inf", in, channels);
        Parameters fusion = parameters.child("obj_fuse");
        recalibration = ChannelContext.global(fusion.child("Recalibrate"), 2 * channels, 2 * channels / REDUCTION);
        aggregation = Conv2d.withBias(fusion.child("channel_agg").child("0"), 1, 2 * channels, channels);
        aggregationNorm = new BatchNorm2d(fusion.child("channel_agg").child("1"), channels);
        localContext = ChannelContext.local(fusion.child("local_att"), channels, channels / REDUCTION);
        globalContext = ChannelContext.global(fusion.child("global_att"), channels, channels / REDUCTION);
    }

    private static List<ConvNormRelu> branch(Parameters parameters, String modality, int in, int channels) {
        return List.of(
                new ConvNormRelu(parameters.child(modality + "obj1_1"), in, channels),
                new ConvNormRelu(parameters.child(modality + "obj1_2"), channels, channels),
                new ConvNormRelu(parameters.child(modality + "spr"), channels, channels));
    }

    @Override
    public Tensor forward(Tensor visible, Tensor infrared, ForwardContext context, String name) {
        return visible.backend().inScope(() -> {
            Tensor p = context.observe(name + ".vi", run(visibleBranch, visible, context));
            Tensor q = context.observe(name + ".ir", run(infraredBranch, infrared, context));
            Tensor x = Tensor.concatenate(1, List.of(p, q));
            Tensor weight = recalibration.forward(x, context).sigmoid();
            Tensor recalibrated = x.multiply(weight.add(1)); // w x + x
            Tensor share = visible.backend().inScope(() -> {
                Tensor g = aggregationNorm
                        .forward(aggregation.forward(recalibrated), context)
                        .reluInPlace();
                return localContext
                        .forward(g, context)
                        .multiply(globalContext.forward(g, context))
                        .sigmoid();
            });
            Tensor recalibratedP = recalibrated.narrow(1, 0, channels);
            Tensor recalibratedQ = recalibrated.narrow(1, channels, channels);
            return recalibratedQ.add(share.multiply(recalibratedP.subtract(recalibratedQ))); // s p' + (1 - s) q'
        });
    }

    private static Tensor run(List<ConvNormRelu> branch, Tensor features, ForwardContext context) {
        return features.backend().inScope(() -> {
            Tensor x = features;
            for (ConvNormRelu layer : branch) {
                x = layer.forward(x, context);
            }
            return x;
        });
    }
}
