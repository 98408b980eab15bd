// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.networks;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Interpolation;
import io.github.psfusion.tensors.PoolOptions;
import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A U-Net of four levels at half of the image's size: 2 x 2 means first, bilinear upsampling of the logits last. With two encoders
 * their features are added level by level.
 *
 * <p>Ronneberger, Fischer, Brox, "U-Net: Convolutional networks for biomedical image segmentation", MICCAI 2015; the sum of two
 * encoders as in Hazirbas et al., "FuseNet", ACCV 2016. Of nine classes and three channels it has 488,137 parameters, with two
 * encoders 781,849. Keys: {@code visible.N}, {@code infrared.N}, {@code decode.N} and {@code classes}.
 */
public final class SmallUnet implements Segmenter {
    private static final List<Integer> WIDTHS = List.of(16, 32, 64, 128);
    /** One encoder with as many parameters as both: 782,084 for an image of three channels. */
    private static final List<Integer> EQUAL_BUDGET = List.of(20, 41, 82, 160);

    private static final PoolOptions HALVE = new PoolOptions(2, 2, 0);

    private final Parameters parameters = Parameters.root();
    private final List<ReluPair> visible;
    private final List<ReluPair> infrared;
    private final List<ReluPair> decode = new ArrayList<>();
    private final Conv2d classifier;

    private SmallUnet(int channels, List<Integer> widths, boolean twoEncoders, int classes) {
        visible = encoder(parameters.child("visible"), channels, widths);
        infrared = twoEncoders ? encoder(parameters.child("infrared"), 1, widths) : List.of();
        for (int level = 0; level < widths.size() - 1; level++) {
            int in = widths.get(level) + widths.get(level + 1);
            decode.add(new ReluPair(parameters.child("decode").child(String.valueOf(level)), in, widths.get(level)));
        }
        classifier = Conv2d.withBias(parameters.child("classes"), 1, widths.get(0), classes);
    }

    private static List<ReluPair> encoder(Parameters parameters, int channels, List<Integer> widths) {
        List<ReluPair> levels = new ArrayList<>();
        int in = channels;
        for (int width : widths) {
            levels.add(new ReluPair(parameters.child(String.valueOf(levels.size())), in, width));
            in = width;
        }
        return List.copyOf(levels);
    }

    /** Declares the network of two encoders. */
    public static SmallUnet ofFeatures(int classes) {
        return new SmallUnet(3, WIDTHS, true, classes);
    }

    /**
     * Declares the network of one encoder.
     *
     * @param channels of the image
     * @param equalBudget whether it is widened to as many parameters as the network of two encoders has
     */
    public static SmallUnet ofImage(int channels, int classes, boolean equalBudget) {
        return new SmallUnet(channels, equalBudget ? EQUAL_BUDGET : WIDTHS, false, classes);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Tensor logits(Tensor image, @Nullable Tensor thermal, ForwardContext context) {
        List<Tensor> features = new ArrayList<>();
        Tensor x = image.averagePool2d(HALVE); // [N, C, H / 2, W / 2]
        Tensor y = thermal == null ? null : thermal.averagePool2d(HALVE);
        for (int level = 0; level < visible.size(); level++) {
            x = visible.get(level).forward(level == 0 ? x : x.maxPool2d(HALVE), context);
            if (y != null && !infrared.isEmpty()) {
                y = infrared.get(level).forward(level == 0 ? y : y.maxPool2d(HALVE), context);
                x = x.add(y);
            }
            features.add(x);
        }
        for (int level = decode.size() - 1; level >= 0; level--) {
            Tensor skipped = features.get(level);
            Tensor up = doubled(x);
            x = decode.get(level).forward(x.backend().concatenate(1, List.of(up, skipped)), context);
        }
        return doubled(classifier.forward(x));
    }

    private static Tensor doubled(Tensor x) {
        return x.resizeBilinear(2 * x.shape().size(2), 2 * x.shape().size(3), Interpolation.HALF_PIXEL);
    }
}
