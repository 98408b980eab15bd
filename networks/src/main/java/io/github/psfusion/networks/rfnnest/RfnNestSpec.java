// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.rfnnest;

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

/** What RFN-Nest declares: gray levels of both images, from 16 x 16 pixels on, its weights in two files. */
public final class RfnNestSpec implements NetworkSpec {
    /** The one specification. */
    public static final RfnNestSpec INSTANCE = new RfnNestSpec();

    private static final String FUSION = "fusion";
    private static final String OF_AUTO_ENCODER = "DB1_3.denseblock.0.conv2d.weight";
    private static final String OF_FUSION = "fusion_block1.bottelblock.0.conv2d.weight";

    private RfnNestSpec() {}

    @Override
    public String key() {
        return "rfn-nest";
    }

    @Override
    public String name() {
        return "RFN-Nest";
    }

    @Override
    public String title() {
        return "RFN-Nest, residual fusion network with nest connections";
    }

    @Override
    public String citation() {
        return "H. Li, X.-J. Wu, J. Kittler, RFN-Nest: An end-to-end residual fusion network for infrared and visible images,"
                + " Information Fusion 73, 72-86, 2021";
    }

    @Override
    public List<NetworkInput> inputs() {
        return List.of(NetworkInput.infrared(), NetworkInput.visible(NetworkInput.Channels.PILLOW_GRAY));
    }

    /** Reflection at the smallest scale needs two rows and columns; a smaller image is padded. */
    @Override
    public SizeRule sizes() {
        return new SizeRule(1, OverlappingTiles.MINIMUM);
    }

    @Override
    public WeightSignature signature() {
        return WeightSignature.of(OF_AUTO_ENCODER, OF_FUSION);
    }

    @Override
    public List<WeightPart> parts() {
        return List.of(
                new WeightPart("auto-encoder", "nestfuse_gray_1e2.model", WeightSignature.of(OF_AUTO_ENCODER)),
                new WeightPart(
                        "fusion network",
                        "Final_epoch_2_alpha_700_wir_6.0_wvi_3.0_ssim_vi.model",
                        WeightSignature.of(OF_FUSION)));
    }

    @Override
    public String weightSource() {
        return "the authors' repository hli1221/imagefusion-rfn-nest on GitHub, models; in Linfeng-Tang/VIF-Benchmark they are named"
                + " NestFuse.model and RFN_Nest.model";
    }

    @Override
    public List<NetworkOption> options() {
        return List.of(new NetworkOption(FUSION, FeatureFusion.names()));
    }

    @Override
    public Network build(Architecture architecture) {
        return new RfnNestNetwork(FeatureFusion.of(architecture.option(FUSION)));
    }

    /** Odd sizes and tiles depend on the size. */
    @Override
    public boolean exportsAnySize() {
        return false;
    }

    @Override
    public OutputStep outputStep(Architecture architecture) {
        return new RfnNestOutput();
    }
}
