// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** CPU and memory facts, from texts and from the machine itself. */
class MachineFactsTest {
    private static Cpu parse(String text) throws IOException {
        return Cpu.parse(new BufferedReader(new StringReader(text)));
    }

    @Test
    void modelAndFlagsAreThoseOfTheFirstLogicalCpu() throws IOException {
        Cpu cpu = parse("""
                processor\t: 0
                model name\t: Some CPU @ 3 GHz
                flags\t\t: fpu avx  avx2

                processor\t: 1
                model name\t: Other
                flags\t\t: sse
                """);

        assertThat(cpu).isEqualTo(new Cpu(Optional.of("Some CPU @ 3 GHz"), Set.of("fpu", "avx", "avx2")));
        assertThat(cpu.has("avx2")).isTrue();
        assertThat(cpu.has("sse")).isFalse();
    }

    @Test
    void featuresOfArmAreFlags() throws IOException {
        Cpu cpu = parse("processor\t: 0\nno colon\nFeatures\t: fp asimd i8mm\n");

        assertThat(cpu).isEqualTo(new Cpu(Optional.empty(), Set.of("fp", "asimd", "i8mm")));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theLocalCpuHasTheFlagsOfTheKernel() throws IOException {
        String first = Files.readString(Path.of("/proc/cpuinfo")).split("\n\n", -1)[0];

        assertThat(Cpu.local()).isEqualTo(parse(first));
        assertThat(Cpu.local().flags()).isNotEmpty();
    }

    @Test
    void amountsAreFoundByTheirWholeName() {
        String text = "VmPeak:\t  99 kB\nVmHWM:\t   250000 kB\nVmRSS:\t 1 kB\n";

        assertThat(KernelFile.bytes(text, "VmHWM:")).hasValue(256_000_000L);
        assertThat(KernelFile.bytes(text, "VmSwap:")).isEmpty();
        assertThat(KernelFile.bytes(Path.of("there-is-no-such-file"), "VmRSS:")).isEmpty();
    }

    @Test
    void freeMemoryIsPartOfTheTotal() {
        assertThat(SystemMemory.freeBytes()).isBetween(0L, SystemMemory.totalBytes());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theProcessHoldsAtMostItsPeak() {
        OptionalLong resident = ProcessMemory.resident();

        assertThat(resident).isPresent();
        assertThat(ProcessMemory.peak()).isPresent();
        assertThat(resident.getAsLong()).isBetween(1L, ProcessMemory.peak().getAsLong());
    }
}
