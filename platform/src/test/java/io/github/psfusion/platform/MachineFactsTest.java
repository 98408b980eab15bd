// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
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

    @Test
    void limitsAreReadWhereTheyAreSet() {
        String limits = """
            Limit                     Soft Limit           Hard Limit           Units
            Max data size             2000000              unlimited            bytes
            Max processes             96365                96365                processes
            Max address space         unlimited            unlimited            bytes
            Max nice priority         0                    0
            """;

        assertThat(ProcessLimits.soft(limits, "Max data size")).hasValue(2_000_000);
        assertThat(ProcessLimits.soft(limits, "Max processes")).hasValue(96_365);
        assertThat(ProcessLimits.soft(limits, "Max address space")).isEmpty();
        assertThat(ProcessLimits.soft(limits, "Max")).isEmpty();
        assertThat(ProcessLimits.soft("", "Max processes")).isEmpty();
        String status = "Name:\tjava\nUid:\t1000\t0\t0\t0\nVmData:\t 1000 kB\nThreads:\t12\n";
        assertThat(ProcessLimits.left(limits, "Max data size", status, "VmData:"))
                .hasValue(976_000);
        assertThat(ProcessLimits.left(limits, "Max address space", status, "VmData:"))
                .isEmpty();
        assertThat(ProcessLimits.left(limits, "Max processes", status, "VmData:"))
                .hasValue(0);
        assertThat(ProcessLimits.user(status)).isEqualTo(1000);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void limitsOfAProcessAreThoseOfItsShell() throws IOException, InterruptedException {
        Process limited = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -v 20000000; exec \"$0\" -Xmx32m -cp \"$1\" \"$2\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        location(ProcessLimits.class) + File.pathSeparator + location(Limits.class),
                        Limits.class.getName())
                .redirectErrorStream(true)
                .start();
        String left = new String(limited.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(limited.waitFor()).as(left).isZero();
        assertThat(Long.parseLong(left)).isBetween(1_000_000_000L, 20_480_000_000L);
    }

    private static String location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    /** The program of the limited process. */
    public static final class Limits {
        public static void main(String[] args) {
            System.out.println(ProcessLimits.addressSpaceLeft().orElse(-1));
        }
    }
}
