// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.pipeline.diagnostics.CheckResult.Level;
import io.github.psfusion.pipeline.engine.EngineFolder;
import io.github.psfusion.platform.SystemLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuExaminationTest {
    @TempDir
    private Path root;

    private List<CheckResult> examine(boolean wanted) {
        return new GpuExamination(new EngineFolder(root.resolve("engine")), SystemLibraries.of(root, Map.of()), wanted)
                .run();
    }

    private void library(String folder, String name) throws IOException {
        Files.createFile(Files.createDirectories(root.resolve(folder)).resolve(name));
    }

    @Test
    void machinesWithoutGpuAreLeftInPeace() {
        assertThat(examine(false)).isEmpty();
    }

    @Test
    void whereAGpuIsWantedEachMissingLibraryIsNamed() {
        List<CheckResult> results = examine(true);

        assertThat(results).extracting(CheckResult::level).containsOnly(Level.FAULT);
        assertThat(results.get(0).remedy().orElseThrow()).contains("psfusion engine install cuda");
        assertThat(results.get(1).text())
                .contains(
                        "libcuda.so.1 (driver)",
                        "libcudart.so.13 (CUDA 13)",
                        "libcublas.so.13",
                        "libcudnn.so.9",
                        "libnccl.so.2");
        assertThat(results.get(1).remedy().orElseThrow()).contains("usr/local/cuda/lib64");
    }

    @Test
    void aDriverAloneIsANoteWithTheCommand() throws IOException {
        library("usr/lib/x86_64-linux-gnu", "libcuda.so.1");
        library("usr/local/cuda/lib64", "libcudart.so.13");

        List<CheckResult> results = examine(false);

        assertThat(results).extracting(CheckResult::level).containsExactly(Level.NOTE, Level.OK, Level.NOTE);
        assertThat(results.get(2).text())
                .doesNotContain("libcuda.so.1", "libcudart")
                .contains("libcufft.so.12");
    }

    @Test
    void foldersOfTheLinkersConfigurationAreSearched() throws IOException {
        library("opt/nvidia/lib", "libcuda.so.1");
        Files.createDirectories(root.resolve("etc/ld.so.conf.d"));
        Files.writeString(root.resolve("etc/ld.so.conf"), "# comment\ninclude /etc/ld.so.conf.d/*.conf\n");
        Files.writeString(root.resolve("etc/ld.so.conf.d/nvidia.conf"), "/opt/nvidia/lib\n");

        assertThat(examine(false))
                .anySatisfy(result ->
                        assertThat(result.text()).isEqualTo("driver " + root.resolve("opt/nvidia/lib/libcuda.so.1")));
    }
}
