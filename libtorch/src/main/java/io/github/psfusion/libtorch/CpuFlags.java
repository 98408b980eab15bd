// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.platform.Cpu;

/** What the CPU can compute natively; where its instruction sets are not known, none is assumed. */
final class CpuFlags {
    private CpuFlags() {}

    /** Returns whether there are dot products of bfloat16. */
    static boolean bfloat16() {
        return Cpu.local().has("avx512_bf16") || Cpu.local().has("amx_bf16");
    }

    /** Returns whether oneDNN has convolutions of bfloat16 for the CPU, be it by way of products in float32. */
    static boolean bfloat16Convolutions() {
        boolean avx512 = Cpu.local().has("avx512bw")
                && Cpu.local().has("avx512vl")
                && Cpu.local().has("avx512dq");
        return avx512 || Cpu.local().has("avx_ne_convert");
    }

    /** Returns whether there are int8 dot products that accumulate in 32 bits; without them sums of 16 bits overflow. */
    static boolean int8DotProducts() {
        return Cpu.local().has("avx512_vnni")
                || Cpu.local().has("avx_vnni")
                || Cpu.local().has("amx_int8");
    }
}
