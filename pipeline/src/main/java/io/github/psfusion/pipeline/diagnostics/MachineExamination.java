// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.diagnostics;

import io.github.psfusion.pipeline.MethodOpener;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.EngineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Examines whether this machine can fuse: Java, CPU, memory, limits of the container, disk, write access, the backend and the
 * weights; and fuses a small image.
 *
 * @param environment the variables of the environment
 * @param backend opens the backend; called once
 * @param opener opens the default method
 */
public record MachineExamination(Map<String, String> environment, Supplier<Backend> backend, MethodOpener opener) {
    private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

    /** Examines the machine; takes some seconds. */
    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>(JavaCheck.findings());
        Path cache = cache();
        findings.addAll(MachineCheck.findings(environment, cache));
        long start = System.nanoTime();
        try (Backend opened = backend.get()) {
            double seconds = (System.nanoTime() - start) * 1e-9;
            findings.addAll(BackendCheck.findings(opened, seconds, cache, environment));
        } catch (EngineException e) {
            findings.add(BackendCheck.failed(e));
        }
        findings.addAll(WeightsCheck.findings(opener));
        return findings;
    }

    /** Returns the folder that the launcher names, else JavaCPP's own. */
    private static Path cache() {
        return Path.of(System.getProperty(
                CACHE_PROPERTY,
                Path.of(System.getProperty("user.home"), ".javacpp", "cache").toString()));
    }
}
