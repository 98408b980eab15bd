// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CpuCoresTest {
    @TempDir
    private Path system;

    @Test
    void cpusOfOneCoreCountOnce() throws IOException {
        cpu(0, "0,4");
        cpu(1, "1,5");
        cpu(4, "0,4");
        cpu(5, "1,5");
        assertThat(CpuCores.of(allowed("0-7"), system))
                .as("of 8, 4 are switched on")
                .hasValue(2);
        assertThat(CpuCores.of(allowed("0,4"), system))
                .as("one core, by affinity")
                .hasValue(1);
        assertThat(CpuCores.of(allowed("1,4-5"), system)).hasValue(2);
    }

    @Test
    void coresOfAMachineWithoutHyperthreadsAreItsCpus() throws IOException {
        cpu(0, "0");
        cpu(1, "1");
        assertThat(CpuCores.of(allowed("0-1"), system)).hasValue(2);
    }

    @Test
    void whatIsNotListedIsNotKnown() throws IOException {
        assertThat(CpuCores.of(allowed("0-1"), system)).as("no topology").isEmpty();
        cpu(0, "0");
        assertThat(CpuCores.of("Name: java\n", system)).as("no affinity").isEmpty();
        assertThat(CpuCores.of(allowed("all"), system)).as("another form").isEmpty();
    }

    @Test
    void thisMachineHasNoMoreCoresThanProcessors() {
        CpuCores.available()
                .ifPresent(cores ->
                        assertThat(cores).isBetween(1, Runtime.getRuntime().availableProcessors()));
    }

    private static String allowed(String list) {
        return "Name:\tjava\nCpus_allowed:\tff\nCpus_allowed_list:\t" + list + "\nMems_allowed:\t1\n";
    }

    private void cpu(int number, String siblings) throws IOException {
        Path topology = Files.createDirectories(system.resolve("cpu" + number).resolve("topology"));
        Files.writeString(topology.resolve("thread_siblings_list"), siblings + "\n");
    }
}
