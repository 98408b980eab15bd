// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.BackendProvider;
import org.bytedeco.pytorch.global.torch;

/** Opens libtorch. */
public final class LibtorchProvider implements BackendProvider {
    /** Called by {@link java.util.ServiceLoader}. */
    public LibtorchProvider() {}

    @Override
    public String name() {
        return "libtorch";
    }

    @Override
    public Backend open(BackendOptions options) {
        NativePlatform.load();
        return new LibtorchBackend(options);
    }

    @Override
    public boolean cudaAvailable() {
        NativePlatform.load();
        return torch.cuda_is_available();
    }
}
