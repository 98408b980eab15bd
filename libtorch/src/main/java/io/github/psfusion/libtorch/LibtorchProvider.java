// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.platform.CudaLibraries;
import io.github.psfusion.platform.Device;
import io.github.psfusion.platform.SystemLibraries;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.BackendProvider;
import java.util.List;
import java.util.Optional;
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
        if (options.device().kind() == Device.Kind.CUDA) {
            return new LibtorchBackend(options.withLayout(LayoutProbe.fastest(options)));
        }
        return new LibtorchBackend(options);
    }

    @Override
    public boolean cudaAvailable() {
        NativePlatform.load();
        return torch.cuda_is_available();
    }

    @Override
    public Optional<String> cudaProblem() {
        if (!CudaBuild.isUserProvided()) {
            if (!CudaBuild.isPresent()) {
                return Optional.of(CudaBuild.ABSENT);
            }
            List<CudaLibraries.Library> missing = CudaLibraries.missing(SystemLibraries.local());
            if (!missing.isEmpty()) {
                return Optional.of(CudaLibraries.advice(missing));
            }
        }
        return cudaAvailable()
                ? Optional.empty()
                : Optional.of(
                        "libtorch finds no GPU that it can use. Look at the output of nvidia-smi: the driver must be one"
                                + " for CUDA 13");
    }
}
