// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import io.github.psfusion.tensors.BackendOptions.Layout;
import io.github.psfusion.tensors.DataType;
import java.util.Map;

/** A way to compute the network, from the published one to ours. */
enum Form {
    /** As a plain program computes: contiguous tensors, single precision, the libraries' own settings, all six outputs. */
    PLAIN("plain: contiguous, float32, default allocator", Layout.CONTIGUOUS, DataType.FLOAT32, false),
    /** The same with the launcher's settings of the C library. */
    PLAIN_TUNED("plain, allocator tuned", Layout.CONTIGUOUS, DataType.FLOAT32, true),
    /** Ours in single precision: channels last, tuned, and for fusing the graph of what the fused image needs. */
    OURS("ours, float32", Layout.CHANNELS_LAST, DataType.FLOAT32, true),
    /** Ours in bfloat16, which the probe chooses where they are faster. */
    OURS_BRAIN("ours, bfloat16", Layout.CHANNELS_LAST, DataType.BFLOAT16, true),
    /** Ours with most convolutions quantized. */
    OURS_BYTES("ours, int8", Layout.CHANNELS_LAST, DataType.INT8, true),
    /** The exported network in ONNX Runtime, which has an allocator of its own. */
    ONNX_RUNTIME("ONNX Runtime, float32", Layout.CHANNELS_LAST, DataType.FLOAT32, false);

    /** What the launcher sets before it starts Java. */
    private static final Map<String, String> ALLOCATOR = Map.of(
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_THRESHOLD_", "4294967296",
            "MALLOC_TRIM_THRESHOLD_", "17179869184",
            "MALLOC_TOP_PAD_", "67108864",
            "THP_MEM_ALLOC_ENABLE", "1");

    /** What OpenBLAS does by itself; ours leaves it one thread. */
    private static final String BLAS_THREADS = "OPENBLAS_NUM_THREADS";

    private final String title;
    private final Layout layout;
    private final DataType precision;
    private final boolean tuned;

    Form(String title, Layout layout, DataType precision, boolean tuned) {
        this.title = title;
        this.layout = layout;
        this.precision = precision;
        this.tuned = tuned;
    }

    String title() {
        return title;
    }

    Layout layout() {
        return layout;
    }

    DataType precision() {
        return precision;
    }

    /** Returns the floating type of the images that the network gets. */
    DataType floats() {
        return precision == DataType.INT8 ? DataType.FLOAT32 : precision;
    }

    /** Returns whether it can train. */
    boolean trains() {
        return this != OURS_BYTES && this != ONNX_RUNTIME;
    }

    /** Returns whether everything is computed, wanted or not. */
    boolean allOutputs() {
        return layout == Layout.CONTIGUOUS;
    }

    /** Returns whether it is one of ours, which alone have the memory for the largest size. */
    boolean isOurs() {
        return layout == Layout.CHANNELS_LAST && tuned;
    }

    /** Makes the environment of a process that computes in this form. */
    void apply(Map<String, String> environment) {
        environment.keySet().removeAll(ALLOCATOR.keySet());
        if (tuned) {
            environment.putAll(ALLOCATOR);
        }
        if (layout == Layout.CONTIGUOUS) {
            environment.put(BLAS_THREADS, String.valueOf(Runtime.getRuntime().availableProcessors()));
        }
    }
}
