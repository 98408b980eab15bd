// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.u2fusion;

import io.github.psfusion.networks.KeyMapping;
import io.github.psfusion.networks.inference.Architecture;
import io.github.psfusion.networks.inference.MinMaxStretch;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkInput;
import io.github.psfusion.networks.inference.NetworkOption;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.OutputStep;
import io.github.psfusion.networks.inference.SizeRule;
import io.github.psfusion.networks.inference.WeightPart;
import io.github.psfusion.networks.inference.WeightSignature;
import java.util.List;

/** What U2Fusion declares: gray levels of both images, any size, their order and the stretch of the result as options. */
public final class U2FusionSpec implements NetworkSpec {
    /** The one specification. */
    public static final U2FusionSpec INSTANCE = new U2FusionSpec();

    private static final String ORDER = "order";
    private static final String INFRARED_FIRST = "infrared-first";
    private static final String STRETCH = "stretch";
    private static final String MIN_MAX = "min-max";
    private static final String MAXIMUM = "maximum";
    private static final KeyMapping KEYS = new U2FusionKeys();

    private U2FusionSpec() {}

    @Override
    public String key() {
        return "u2fusion";
    }

    @Override
    public String name() {
        return "U2Fusion";
    }

    @Override
    public String title() {
        return "U2Fusion, unified unsupervised, a densely connected encoder";
    }

    @Override
    public String citation() {
        return "H. Xu, J. Ma, J. Jiang, X. Guo, H. Ling, U2Fusion: A unified unsupervised image fusion network, IEEE Transactions on"
                + " Pattern Analysis and Machine Intelligence 44(1), 502-518, 2022";
    }

    @Override
    public List<NetworkInput> inputs() {
        return List.of(NetworkInput.infrared(), NetworkInput.visible(NetworkInput.Channels.PILLOW_GRAY));
    }

    /** Reflection needs two rows and columns; a smaller image is padded. */
    @Override
    public SizeRule sizes() {
        return new SizeRule(1, 2);
    }

    @Override
    public WeightSignature signature() {
        return WeightSignature.of("encoder.dense_block_conv5.weight", "decoder.conv2_4.weight")
                .publishedBy(KEYS);
    }

    @Override
    public KeyMapping publishedKeys() {
        return KEYS;
    }

    @Override
    public List<WeightPart> parts() {
        return List.of(new WeightPart(name(), "model.ckpt.index", signature()));
    }

    @Override
    public String weightSource() {
        return "the authors' repository hanna-xu/U2Fusion on GitHub, model; with model.ckpt.data-00000-of-00001 beside it";
    }

    /**
     * Returns {@code order} and {@code stretch}. The defaults are those with which the published results were made; the authors' script
     * has {@code visible-first} and {@code maximum}, with clearly different results.
     */
    @Override
    public List<NetworkOption> options() {
        return List.of(
                new NetworkOption(ORDER, List.of(INFRARED_FIRST, "visible-first")),
                new NetworkOption(STRETCH, List.of(MIN_MAX, MAXIMUM, "none")));
    }

    @Override
    public Network build(Architecture architecture) {
        List<String> names = inputs().stream().map(NetworkInput::name).toList();
        return new U2FusionNetwork(
                architecture.option(ORDER).equals(INFRARED_FIRST) ? names : List.of(names.get(1), names.get(0)));
    }

    @Override
    public OutputStep outputStep(Architecture architecture) {
        return switch (architecture.option(STRETCH)) {
            case MIN_MAX -> new MinMaxStretch();
            case MAXIMUM -> new MaximumStretch();
            default -> OutputStep.PLAIN;
        };
    }

    /** Returns the layer, such as {@code encoder.conv1_1}. */
    @Override
    public String block(String parameter) {
        return parameter.substring(0, parameter.lastIndexOf('.'));
    }
}
