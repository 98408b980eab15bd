// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.networks;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The segmentation network MFNet, which fuses the features of two encoders; also with its first encoder alone.
 *
 * <p>Ha, Watanabe, Karasawa, Ushiku, Harada, "MFNet: Towards real-time semantic segmentation for autonomous vehicles with
 * multi-spectral scenes", IROS 2017; keys and details as in the authors' code. Nearest upsampling, then the features of the encoders
 * are added, then a convolution; the last layer, too, has a batch norm and a leaky ReLU. With two encoders and nine classes it
 * has 736,275 parameters.
 */
public final class MfNet implements Segmenter {
    private static final List<Integer> VISIBLE = List.of(16, 48, 48, 96, 96);
    private static final List<Integer> INFRARED = List.of(16, 16, 16, 36, 36);
    /** One encoder with as many parameters as both: 736,551 for an image of three channels. */
    private static final List<Integer> EQUAL_BUDGET = List.of(30, 52, 52, 106, 106);

    private final Parameters parameters = Parameters.root();
    private final MfNetEncoder visible;
    private final @Nullable MfNetEncoder infrared;
    private final LeakyLayer decode4;
    private final LeakyLayer decode3;
    private final LeakyLayer decode2;
    private final LeakyLayer decode1;

    private MfNet(int channels, List<Integer> first, @Nullable List<Integer> second, int classes) {
        visible = new MfNetEncoder(parameters, "rgb", channels, first);
        infrared = second == null ? null : new MfNetEncoder(parameters, "inf", 1, second);
        List<Integer> widths = second == null
                ? first
                : IntStream.range(0, first.size())
                        .map(level -> first.get(level) + second.get(level))
                        .boxed()
                        .toList();
        decode4 = new LeakyLayer(parameters.child("decode4"), widths.get(4), widths.get(2));
        decode3 = new LeakyLayer(parameters.child("decode3"), widths.get(2), widths.get(1));
        decode2 = new LeakyLayer(parameters.child("decode2"), widths.get(1), widths.get(0));
        decode1 = new LeakyLayer(parameters.child("decode1"), widths.get(0), classes);
    }

    /** Declares the published network of two encoders. */
    public static MfNet ofFeatures(int classes) {
        return new MfNet(3, VISIBLE, INFRARED, classes);
    }

    /**
     * Declares the network of one encoder.
     *
     * @param channels of the image
     * @param equalBudget whether the encoder is widened to as many parameters as the network of two encoders has
     */
    public static MfNet ofImage(int channels, int classes, boolean equalBudget) {
        return new MfNet(channels, equalBudget ? EQUAL_BUDGET : VISIBLE, null, classes);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Tensor logits(Tensor image, @Nullable Tensor thermal, ForwardContext context) {
        MfNetEncoder.Features first = visible.forward(image, context);
        MfNetEncoder.Features second =
                infrared == null || thermal == null ? null : infrared.forward(thermal, context);
        Tensor x = both(first.last(), second == null ? null : second.last());
        x = decode4.forward(up(x).add(both(first.eighth(), second == null ? null : second.eighth())), context);
        x = decode3.forward(up(x).add(both(first.quarter(), second == null ? null : second.quarter())), context);
        x = decode2.forward(up(x).add(both(first.half(), second == null ? null : second.half())), context);
        return decode1.forward(up(x), context);
    }

    private static Tensor both(Tensor first, @Nullable Tensor second) {
        return second == null ? first : first.backend().concatenate(1, List.of(first, second));
    }

    private static Tensor up(Tensor x) {
        return x.upsampleNearest(2);
    }
}
