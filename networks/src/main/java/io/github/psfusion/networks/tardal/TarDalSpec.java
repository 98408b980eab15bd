// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.tardal;

import io.github.psfusion.imaging.codec.Rounding;
import io.github.psfusion.networks.inference.Architecture;
import io.github.psfusion.networks.inference.EightBitOutput;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkInput;
import io.github.psfusion.networks.inference.NetworkOption;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.OutputStep;
import io.github.psfusion.networks.inference.WeightPart;
import io.github.psfusion.networks.inference.WeightSignature;
import java.util.List;

/** What TarDAL declares: gray levels of both images, any size, the statistics of its batch norms as an option. */
public final class TarDalSpec implements NetworkSpec {
    /** The one specification. */
    public static final TarDalSpec INSTANCE = new TarDalSpec();

    private static final String STATISTICS = "statistics";

    private TarDalSpec() {}

    @Override
    public String key() {
        return "tardal";
    }

    @Override
    public String name() {
        return "TarDAL";
    }

    @Override
    public String title() {
        return "TarDAL, target-aware dual adversarial learning";
    }

    @Override
    public String citation() {
        return "J. Liu, X. Fan, Z. Huang, G. Wu, R. Liu, W. Zhong, Z. Luo, Target-aware dual adversarial learning and a multi-scenario"
                + " multi-modality benchmark to fuse infrared and visible for object detection, CVPR, 5802-5811, 2022";
    }

    @Override
    public List<NetworkInput> inputs() {
        return List.of(NetworkInput.infrared(), NetworkInput.visible(NetworkInput.Channels.OPENCV_GRAY));
    }

    @Override
    public WeightSignature signature() {
        return WeightSignature.of("fuse.3.0.weight", "dense.2.0.weight", "fuse.1.1.running_var");
    }

    /** Returns the default model, for human vision; those for detection are {@code tardal+.pt} and {@code tardal++.pt}. */
    @Override
    public List<WeightPart> parts() {
        return List.of(new WeightPart(name(), "tardal.pt", signature()));
    }

    @Override
    public String weightSource() {
        return "the authors' repository dlut-dimt/TarDAL on GitHub, weights; tardal+.pt and tardal++.pt are models for detection";
    }

    /** Returns {@code statistics}: those by which batch norms normalize. */
    @Override
    public List<NetworkOption> options() {
        return List.of(new NetworkOption(STATISTICS, NormStatistics.names()));
    }

    @Override
    public Network build(Architecture architecture) {
        return new TarDalNetwork(NormStatistics.of(architecture.option(STATISTICS)));
    }

    @Override
    public OutputStep outputStep(Architecture architecture) {
        return new EightBitOutput(Rounding.NEAREST, Rounding.TRUNCATE);
    }
}
