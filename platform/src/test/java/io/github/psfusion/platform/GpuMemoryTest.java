// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class GpuMemoryTest {
    @Test
    void mebibytesOfTheDriverBecomeBytes() {
        assertThat(GpuMemory.freeBytes(List.of("echo", "8000"))).hasValue(8000L << 20);
    }

    @Test
    void withoutDriverOrNumberThereIsNoAnswer() {
        assertThat(GpuMemory.freeBytes(List.of("/none/nvidia-smi"))).isEmpty();
        assertThat(GpuMemory.freeBytes(List.of("echo", "[N/A]"))).isEmpty();
        assertThat(GpuMemory.freeBytes(List.of("false"))).isEmpty();
    }

    @Test
    void digestsOfFilesAreThoseOfSha1sum(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("abc"), "abc");

        assertThat(Sha1.of(file)).isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
    }
}
