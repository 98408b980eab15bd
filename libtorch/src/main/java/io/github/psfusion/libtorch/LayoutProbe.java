// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.BackendOptions.Layout;
import java.util.function.ToDoubleFunction;

/**
 * Measures on a GPU which memory layout of feature maps is faster. On CPUs channels-last was measured to be, with all instruction
 * sets; on GPUs that depends on their generation and the type of element.
 */
final class LayoutProbe {
    private LayoutProbe() {}

    /** Returns the faster layout of a device, in the type of element that is faster there. */
    static Layout fastest(BackendOptions options) {
        return fastest(layout -> {
            LibtorchBackend backend = new LibtorchBackend(options.withLayout(layout));
            return PrecisionProbe.seconds(backend, backend.fastestFloat());
        });
    }

    /** Chooses; of two that are equally fast channels-last, as on CPUs. */
    static Layout fastest(ToDoubleFunction<Layout> seconds) {
        return seconds.applyAsDouble(Layout.CONTIGUOUS) < seconds.applyAsDouble(Layout.CHANNELS_LAST)
                ? Layout.CONTIGUOUS
                : Layout.CHANNELS_LAST;
    }
}
