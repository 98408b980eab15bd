// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.swinfusion;

import io.github.psfusion.imaging.codec.Rounding;
import io.github.psfusion.networks.KeyMapping;
import io.github.psfusion.networks.inference.Architecture;
import io.github.psfusion.networks.inference.EightBitOutput;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkInput;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.OutputStep;
import io.github.psfusion.networks.inference.WeightPart;
import io.github.psfusion.networks.inference.WeightSignature;
import java.util.List;

/** What SwinFusion declares: gray levels of both images, any size, which the network itself pads. */
public final class SwinFusionSpec implements NetworkSpec {
    /** The one specification. */
    public static final SwinFusionSpec INSTANCE = new SwinFusionSpec();

    private SwinFusionSpec() {}

    @Override
    public String key() {
        return "swinfusion";
    }

    @Override
    public String name() {
        return "SwinFusion";
    }

    @Override
    public String title() {
        return "SwinFusion, cross-domain attention in shifted windows";
    }

    @Override
    public String citation() {
        return "J. Ma, L. Tang, F. Fan, J. Huang, X. Mei, Y. Ma, SwinFusion: Cross-domain long-range learning for general image fusion"
                + " via Swin Transformer, IEEE/CAA Journal of Automatica Sinica 9(7), 1200-1217, 2022";
    }

    @Override
    public List<NetworkInput> inputs() {
        return List.of(NetworkInput.infrared(), NetworkInput.visible(NetworkInput.Channels.LIBPNG_GRAY));
    }

    @Override
    public WeightSignature signature() {
        return WeightSignature.of(
                "conv_after_body_Fusion.weight", "layers_Fusion.0.residual_group.blocks.0.attn_A.kv.weight");
    }

    @Override
    public List<WeightPart> parts() {
        return List.of(new WeightPart(name(), "10000_E.pth", signature()));
    }

    @Override
    public String weightSource() {
        return "the authors' repository Linfeng-Tang/SwinFusion on GitHub,"
                + " Model/Infrared_Visible_Fusion/Infrared_Visible_Fusion/models";
    }

    @Override
    public Network build(Architecture architecture) {
        return new SwinFusionNetwork();
    }

    /** Windows and padding depend on the size. */
    @Override
    public boolean exportsAnySize() {
        return false;
    }

    /** Tables of indices and masks are in the file; here they are computed. */
    @Override
    public KeyMapping publishedKeys() {
        return new KeyMapping() {
            @Override
            public StoredKey key(String parameter) {
                return StoredKey.of(parameter);
            }

            @Override
            public boolean isUnneeded(String key) {
                return key.endsWith(".relative_position_index") || key.endsWith(".attn_mask");
            }
        };
    }

    @Override
    public OutputStep outputStep(Architecture architecture) {
        return new EightBitOutput(Rounding.NEAREST, Rounding.NEAREST);
    }
}
