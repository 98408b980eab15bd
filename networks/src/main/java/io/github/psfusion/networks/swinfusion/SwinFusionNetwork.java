// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.swinfusion;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkOutput;
import io.github.psfusion.networks.inference.NetworkTensors;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.networks.layers.LayerNorm;
import io.github.psfusion.tensors.Tensor;
import java.util.List;
import java.util.Set;

/**
 * Convolutions, attention within each image, cross-domain fusion, reconstruction by attention and convolutions.
 *
 * <p>Deviations of the authors' code from their paper, kept here: both images share the first convolutions (those of the visible image
 * are in the weight file and not computed), and nothing around the stages is residual.
 */
final class SwinFusionNetwork implements Network {
    private static final int CHANNELS = 60;
    private static final int HEADS = 6;
    private static final int DEPTH = 4;
    private static final double SLOPE = 0.2;

    private final Parameters parameters = Parameters.root();
    private final Conv2d first = conv("conv_first1_A", 1, CHANNELS / 2);
    private final Conv2d second = conv("conv_first2_A", CHANNELS / 2, CHANNELS);
    private final LayerNorm embedding = norm(parameters.child("patch_embed"), "norm");
    private final SwinStage infraredStage = stage("layers_Ex_A");
    private final SwinStage visibleStage = stage("layers_Ex_B");
    private final LayerNorm infraredNorm = norm(parameters, "norm_Ex_A");
    private final LayerNorm visibleNorm = norm(parameters, "norm_Ex_B");
    private final List<CrossDomainFusion> fusion = List.of(fusion("0"), fusion("1"));
    private final LayerNorm infraredFusionNorm = norm(parameters, "norm_Fusion_A");
    private final LayerNorm visibleFusionNorm = norm(parameters, "norm_Fusion_B");
    private final Conv2d afterFusion = conv("conv_after_body_Fusion", 2 * CHANNELS, CHANNELS);
    private final SwinStage reconstruction = stage("layers_Re");
    private final LayerNorm reconstructionNorm = norm(parameters, "norm_Re");
    private final Conv2d last1 = conv("conv_last1", CHANNELS, CHANNELS / 2);
    private final Conv2d last2 = conv("conv_last2", CHANNELS / 2, CHANNELS / 4);
    private final Conv2d last3 = conv("conv_last3", CHANNELS / 4, 1);

    SwinFusionNetwork() {
        var unusedFirst = Conv2d.withBias(parameters.child("conv_first1_B").unused(), 3, 1, CHANNELS / 2);
        var unusedSecond = Conv2d.withBias(parameters.child("conv_first2_B").unused(), 3, CHANNELS / 2, CHANNELS / 2);
    }

    private Conv2d conv(String name, int in, int out) {
        return Conv2d.withBias(parameters.child(name), 3, in, out);
    }

    private static LayerNorm norm(Parameters parent, String name) {
        return new LayerNorm(parent.child(name), CHANNELS);
    }

    private SwinStage stage(String name) {
        Parameters blocks = parameters.child(name).child("0").child("residual_group");
        return new SwinStage(blocks, DEPTH, CHANNELS, HEADS);
    }

    private CrossDomainFusion fusion(String number) {
        return new CrossDomainFusion(parameters.child("layers_Fusion").child(number), CHANNELS, HEADS);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    /** Returns the fused image [1, 1, H, W], without bounds. */
    @Override
    public NetworkTensors evaluate(NetworkTensors inputs, Set<String> outputs) {
        Tensor infrared = inputs.get("infrared");
        Tensor fused = fused(MirrorPadding.apply(infrared), MirrorPadding.apply(inputs.get("visible")));
        Tensor cropped = fused.narrow(2, 0, infrared.shape().size(2))
                .narrow(3, 0, infrared.shape().size(3));
        return NetworkTensors.of(NetworkOutput.FUSED, cropped);
    }

    /** Fuses images [1, 1, H, W] whose sides are multiples of 8. */
    Tensor fused(Tensor infrared, Tensor visible) {
        Tensor ofInfrared = infraredNorm.forward(infraredStage.forward(embedded(shallow(infrared)))); // [1, H, W, 60]
        Tensor ofVisible = visibleNorm.forward(visibleStage.forward(embedded(shallow(visible))));
        CrossAttentionBlock.Pair pair =
                new CrossAttentionBlock.Pair(embedding.forward(ofInfrared), embedding.forward(ofVisible));
        for (CrossDomainFusion block : fusion) {
            pair = block.forward(pair);
        }
        Tensor both = Tensor.concatenate(
                3, List.of(infraredFusionNorm.forward(pair.first()), visibleFusionNorm.forward(pair.second())));
        Tensor joint = afterFusion.forward(image(both)).leakyRelu(SLOPE); // [1, 60, H, W]
        Tensor x = image(reconstructionNorm.forward(reconstruction.forward(embedded(joint))));
        return last3.forward(last2.forward(last1.forward(x).leakyRelu(SLOPE)).leakyRelu(SLOPE));
    }

    private Tensor shallow(Tensor image) {
        return second.forward(first.forward(image).leakyRelu(SLOPE)).leakyRelu(SLOPE);
    }

    /** Maps [1, C, H, W] to normalized vectors [1, H, W, C]. */
    private Tensor embedded(Tensor image) {
        return embedding.forward(image.transpose(1, 2).transpose(2, 3));
    }

    /** Maps [1, H, W, C] to [1, C, H, W]. */
    private static Tensor image(Tensor vectors) {
        return vectors.transpose(2, 3).transpose(1, 2);
    }
}
