// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.diagnostics;

import io.github.psfusion.pipeline.engine.EngineArchive;
import io.github.psfusion.pipeline.engine.EngineFolder;
import io.github.psfusion.platform.CudaLibraries;
import io.github.psfusion.platform.SystemLibraries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Examines whether a GPU can be used: the engine, the driver and the libraries of the system, by their names and without loading any.
 * Reports nothing on machines without driver and engine, unless a GPU is wanted.
 *
 * @param engines where engines are kept
 * @param system finds libraries
 * @param wanted whether the user asks for a GPU: what is missing is a fault then
 */
public record GpuExamination(EngineFolder engines, SystemLibraries system, boolean wanted) {
    private static final String SUBJECT = "GPU";

    /** Examines; loads nothing. */
    public List<CheckResult> run() {
        boolean installed = engines.holds(EngineArchive.CUDA);
        Optional<Path> driver = system.find(CudaLibraries.driver().name());
        if (!wanted && !installed && driver.isEmpty()) {
            return List.of();
        }
        List<CheckResult> results = new ArrayList<>();
        results.add(
                installed
                        ? CheckResult.ok(SUBJECT, "engine " + engines.file(EngineArchive.CUDA))
                        : missing(
                                "the CUDA engine is not installed",
                                "psfusion engine install cuda fetches it once (458 MB)."));
        driver.ifPresent(file -> results.add(CheckResult.ok(SUBJECT, "driver " + file)));
        List<CudaLibraries.Library> missing = CudaLibraries.missing(system);
        if (missing.isEmpty()) {
            results.add(CheckResult.ok(SUBJECT, "CUDA 13, cuDNN 9 and NCCL 2 are there"));
        } else {
            results.add(missing(CudaLibraries.advice(missing), "Looked in " + folders() + "."));
        }
        return results;
    }

    private CheckResult missing(String text, String remedy) {
        return wanted ? CheckResult.fault(SUBJECT, text, remedy) : CheckResult.note(SUBJECT, text, remedy);
    }

    private String folders() {
        return String.join(", ", system.folders().stream().map(Path::toString).toList());
    }
}
