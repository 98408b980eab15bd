// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.umfcmgr;

import io.github.psfusion.imaging.codec.Rounding;
import io.github.psfusion.networks.inference.Architecture;
import io.github.psfusion.networks.inference.EightBitOutput;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkInput;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.OutputStep;
import io.github.psfusion.networks.inference.WeightPart;
import io.github.psfusion.networks.inference.WeightSignature;
import java.util.List;

/** What UMF-CMGR declares: gray levels of both images, registered, any size. */
public final class UmfCmgrSpec implements NetworkSpec {
    /** The one specification. */
    public static final UmfCmgrSpec INSTANCE = new UmfCmgrSpec();

    private UmfCmgrSpec() {}

    @Override
    public String key() {
        return "umf-cmgr";
    }

    @Override
    public String name() {
        return "UMF-CMGR";
    }

    @Override
    public String title() {
        return "UMF-CMGR, the fusion network alone, of registered images";
    }

    @Override
    public String citation() {
        return "D. Wang, J. Liu, X. Fan, R. Liu, Unsupervised misaligned infrared and visible image fusion via cross-modality image"
                + " generation and registration, IJCAI, 3508-3515, 2022";
    }

    @Override
    public List<NetworkInput> inputs() {
        return List.of(NetworkInput.infrared(), NetworkInput.visible(NetworkInput.Channels.OPENCV_LUMA));
    }

    @Override
    public WeightSignature signature() {
        return WeightSignature.of("fuse.query_conv.weight", "ir_path.0.dense_layers.0.conv.weight");
    }

    @Override
    public List<WeightPart> parts() {
        return List.of(new WeightPart(name(), "UMF_CMGR.pth", signature()));
    }

    @Override
    public String weightSource() {
        return "Linfeng-Tang/VIF-Benchmark on GitHub, Checkpoint/UMF-CMGR; the authors' repository is wdhudiekou/UMF-CMGR";
    }

    @Override
    public Network build(Architecture architecture) {
        return new UmfCmgrNetwork();
    }

    @Override
    public OutputStep outputStep(Architecture architecture) {
        return new EightBitOutput(Rounding.NEAREST, Rounding.TRUNCATE);
    }
}
