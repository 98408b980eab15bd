// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.diagnostics;

import io.github.psfusion.pipeline.MethodOpener;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendException;
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
    public List<CheckResult> run() {
        List<CheckResult> results = new ArrayList<>(JavaCheck.results());
        Path cache = cache();
        results.addAll(MachineCheck.results(environment, cache));
        long start = System.nanoTime();
        try (Backend opened = backend.get()) {
            double seconds = (System.nanoTime() - start) * 1e-9;
            results.addAll(BackendCheck.results(opened, seconds, cache, environment));
        } catch (BackendException e) {
            results.add(BackendCheck.failed(e));
        }
        results.addAll(WeightsCheck.results(opener));
        return results;
    }

    /** Returns the folder that the launcher names, else JavaCPP's own. */
    private static Path cache() {
        return Path.of(System.getProperty(
                CACHE_PROPERTY,
                Path.of(System.getProperty("user.home"), ".javacpp", "cache").toString()));
    }
}
