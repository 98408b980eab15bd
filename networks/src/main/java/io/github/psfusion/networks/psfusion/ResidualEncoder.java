// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.BatchNorm2d;
import io.github.psfusion.networks.layers.ResidualBlock;
import io.github.psfusion.tensors.PoolOptions;
import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The encoder of one modality: two superficial levels, then the four stages of a ResNet-34.
 *
 * <p>Six levels: F1 [N, 32, H, W], F2 [N, 64, H/2, W/2], F3 [N, 64, H/4, W/4], F4 [N, 128, H/8, W/8], F5 [N, 256, H/16, W/16], F6
 * [N, 512, H/32, W/32]. Keys: {@code encoder_MODALITY_} with {@code conv1} (SFEB), {@code bn1}, {@code layer3..6}; {@code layer3}
 * is ResNet-34's first stage, so that a ResNet-34 of torchvision can fill {@code bn1} and {@code layer3..6}.
 */
final class ResidualEncoder {
    private static final PoolOptions HALVING = new PoolOptions(3, 2, 1);
    private static final int[] BLOCKS = {3, 4, 6, 3};
    private static final int[] CHANNELS = {64, 128, 256, 512};

    private final SuperficialFeatureExtraction superficial;
    private final BatchNorm2d norm;
    private final List<List<ResidualBlock>> stages = new ArrayList<>();

    /**
     * Declares the parameters.
     *
     * @param root the network's parameters
     * @param modality {@code rgb} or {@code thermal}
     * @param channels channels of the image
     */
    ResidualEncoder(Parameters root, String modality, int channels) {
        String prefix = "encoder_" + modality + "_";
        superficial = new SuperficialFeatureExtraction(root.child(prefix + "conv1"), channels);
        norm = new BatchNorm2d(root.child(prefix + "bn1").pretrainedAs("bn1"), 64);
        int in = 64;
        for (int stage = 0; stage < BLOCKS.length; stage++) {
            Parameters parameters = root.child(prefix + "layer" + (stage + 3)).pretrainedAs("layer" + (stage + 1));
            List<ResidualBlock> blocks = new ArrayList<>();
            for (int block = 0; block < BLOCKS[stage]; block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                blocks.add(new ResidualBlock(parameters.child(Integer.toString(block)), in, CHANNELS[stage], stride));
                in = CHANNELS[stage];
            }
            stages.add(blocks);
        }
    }

    /**
     * Computes the levels.
     *
     * @param image [N, C, H, W]
     * @return F1 to F6, in this order
     */
    List<Tensor> forward(Tensor image, ForwardContext context) {
        List<Tensor> levels = new ArrayList<>();
        Tensor f1 = superficial.fullSize(image, context);
        Tensor f2 = image.backend()
                .inScope(() ->
                        norm.forward(superficial.halfSize(f1, context), context).reluInPlace());
        levels.add(f1);
        levels.add(f2);
        Tensor x = f2.maxPool2d(HALVING);
        for (List<ResidualBlock> stage : stages) {
            Tensor in = x;
            x = in.backend().inScope(() -> run(stage, in, context));
            levels.add(x);
        }
        return levels;
    }

    private static Tensor run(List<ResidualBlock> stage, Tensor in, ForwardContext context) {
        Tensor x = in;
        for (ResidualBlock block : stage) {
            x = block.forward(x, context);
        }
        return x;
    }
}
