// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.fusiongan;

import io.github.psfusion.networks.KeyMapping;
import io.github.psfusion.networks.inference.Architecture;
import io.github.psfusion.networks.inference.MinMaxStretch;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkInput;
import io.github.psfusion.networks.inference.NetworkOption;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.OutputStep;
import io.github.psfusion.networks.inference.WeightPart;
import io.github.psfusion.networks.inference.WeightSignature;
import java.util.List;

/** What FusionGAN declares: luminance of both images, any size, its statistics and the stretch of the result as options. */
public final class FusionGanSpec implements NetworkSpec {
    /** The one specification. */
    public static final FusionGanSpec INSTANCE = new FusionGanSpec();

    private static final String STATISTICS = "statistics";
    private static final String STRETCH = "stretch";
    private static final String MIN_MAX = "min-max";
    private static final KeyMapping KEYS = new FusionGanKeys();

    private FusionGanSpec() {}

    @Override
    public String key() {
        return "fusiongan";
    }

    @Override
    public String name() {
        return "FusionGAN";
    }

    @Override
    public String title() {
        return "FusionGAN, the generator of a generative adversarial network";
    }

    @Override
    public String citation() {
        return "J. Ma, W. Yu, P. Liang, C. Li, J. Jiang, FusionGAN: A generative adversarial network for infrared and visible image"
                + " fusion, Information Fusion 48, 11-26, 2019";
    }

    @Override
    public List<NetworkInput> inputs() {
        return List.of(NetworkInput.infrared(), NetworkInput.visible(NetworkInput.Channels.LUMINANCE));
    }

    @Override
    public WeightSignature signature() {
        return WeightSignature.of("layer4.u", "layer5.weight").publishedBy(KEYS);
    }

    @Override
    public KeyMapping publishedKeys() {
        return KEYS;
    }

    @Override
    public List<WeightPart> parts() {
        return List.of(new WeightPart(name(), "CGAN.model-3.index", signature()));
    }

    @Override
    public String weightSource() {
        return "the authors' repository jiayi-ma/FusionGAN on GitHub, checkpoint; with CGAN.model-3.data-00000-of-00001 beside it";
    }

    /**
     * Returns {@code statistics}, by default those of the image, as in the authors' test script, and {@code stretch}, by default that
     * of the script.
     */
    @Override
    public List<NetworkOption> options() {
        return List.of(
                new NetworkOption(STATISTICS, NormalizedBy.names()),
                new NetworkOption(STRETCH, List.of(MIN_MAX, "none")));
    }

    @Override
    public Network build(Architecture architecture) {
        return new FusionGanNetwork(NormalizedBy.of(architecture.option(STATISTICS)));
    }

    @Override
    public OutputStep outputStep(Architecture architecture) {
        return architecture.option(STRETCH).equals(MIN_MAX) ? new MinMaxStretch() : OutputStep.PLAIN;
    }
}
