// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.didfuse;

import io.github.psfusion.networks.inference.Architecture;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkInput;
import io.github.psfusion.networks.inference.NetworkOption;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.OutputStep;
import io.github.psfusion.networks.inference.SizeRule;
import io.github.psfusion.networks.inference.WeightPart;
import io.github.psfusion.networks.inference.WeightSignature;
import java.util.List;

/** What DIDFuse declares: luminance of both images, from 2 x 2 pixels on, its fusion rule as an option, its weights in two files. */
public final class DidFuseSpec implements NetworkSpec {
    /** The one specification. */
    public static final DidFuseSpec INSTANCE = new DidFuseSpec();

    private static final String RULE = "rule";
    private static final String OF_ENCODER = "cov4.cov4.1.running_var";
    private static final String OF_DECODER = "cov7.cov7.2.running_var";

    private DidFuseSpec() {}

    @Override
    public String key() {
        return "didfuse";
    }

    @Override
    public String name() {
        return "DIDFuse";
    }

    @Override
    public String title() {
        return "DIDFuse, deep image decomposition";
    }

    @Override
    public String citation() {
        return "Z. Zhao, S. Xu, C. Zhang, J. Liu, P. Li, J. Zhang, DIDFuse: Deep image decomposition for infrared and visible image"
                + " fusion, IJCAI, 970-976, 2020";
    }

    @Override
    public List<NetworkInput> inputs() {
        return List.of(NetworkInput.infrared(), NetworkInput.visible(NetworkInput.Channels.LUMINANCE));
    }

    /** Reflection needs two rows and columns; a smaller image is padded by its own pixels. */
    @Override
    public SizeRule sizes() {
        return new SizeRule(1, 2);
    }

    @Override
    public WeightSignature signature() {
        return WeightSignature.of(OF_ENCODER, OF_DECODER);
    }

    @Override
    public List<WeightPart> parts() {
        return List.of(
                new WeightPart("encoder", "Encoder_weight_IJCAI.pkl", WeightSignature.of(OF_ENCODER)),
                new WeightPart("decoder", "Decoder_weight_IJCAI.pkl", WeightSignature.of(OF_DECODER)));
    }

    @Override
    public String weightSource() {
        return "the authors' repository Zhaozixiang1228/IVIF-DIDFuse on GitHub, Models";
    }

    /** Returns {@code rule}: how the features of both images become one. */
    @Override
    public List<NetworkOption> options() {
        return List.of(new NetworkOption(RULE, DidFuseRule.names()));
    }

    @Override
    public Network build(Architecture architecture) {
        return new DidFuseNetwork(DidFuseRule.of(architecture.option(RULE)));
    }

    @Override
    public OutputStep outputStep(Architecture architecture) {
        return new DidFuseOutput();
    }
}
