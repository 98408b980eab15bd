// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.seafusion;

import io.github.psfusion.networks.inference.Architecture;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkInput;
import io.github.psfusion.networks.inference.NetworkOption;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.OutputStep;
import io.github.psfusion.networks.inference.WeightPart;
import io.github.psfusion.networks.inference.WeightSignature;
import java.util.List;

/** What SeAFusion declares: luminance of both images, any size, the stretch of its results as an option. */
public final class SeaFusionSpec implements NetworkSpec {
    /** The one specification. */
    public static final SeaFusionSpec INSTANCE = new SeaFusionSpec();

    private static final String STRETCH = "stretch";
    private static final String PUBLISHED = "published";

    private SeaFusionSpec() {}

    @Override
    public String key() {
        return "seafusion";
    }

    @Override
    public String name() {
        return "SeAFusion";
    }

    @Override
    public String title() {
        return "SeAFusion, semantic-aware, gradient residual dense blocks";
    }

    @Override
    public String citation() {
        return "L. Tang, J. Yuan, J. Ma, Image fusion in the loop of high-level vision tasks: A semantic-aware real-time infrared and"
                + " visible image fusion network, Information Fusion 82, 28-42, 2022";
    }

    @Override
    public List<NetworkInput> inputs() {
        return List.of(NetworkInput.visible(NetworkInput.Channels.LUMINANCE), NetworkInput.infrared());
    }

    @Override
    public WeightSignature signature() {
        return WeightSignature.of("vis_conv.conv.weight", "inf_conv.conv.weight");
    }

    @Override
    public List<WeightPart> parts() {
        return List.of(new WeightPart(name(), "SeAFusion.pth", signature()));
    }

    @Override
    public String weightSource() {
        return "the authors' repository Linfeng-Tang/VIF-Benchmark on GitHub, Checkpoint/SeAFusion";
    }

    /** Returns {@code stretch}: as published, or none. */
    @Override
    public List<NetworkOption> options() {
        return List.of(new NetworkOption(STRETCH, List.of(PUBLISHED, "none")));
    }

    @Override
    public Network build(Architecture architecture) {
        return new SeaFusionNetwork();
    }

    @Override
    public OutputStep outputStep(Architecture architecture) {
        return architecture.option(STRETCH).equals(PUBLISHED) ? new SeaFusionOutput() : OutputStep.PLAIN;
    }
}
