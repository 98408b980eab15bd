// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.diagnostics;

import io.github.psfusion.pipeline.FileErrors;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Examines the loaded backend, and looks for other builds of libtorch that the linker might find. */
final class BackendCheck {
    /** Where the dynamic linker of Linux looks; the first part is Debian's. */
    private static final List<String> LINKER_FOLDERS =
            List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib", "/usr/lib64", "/usr/local/lib");

    private BackendCheck() {}

    static List<CheckResult> results(Backend backend, double seconds, Path cache, Map<String, String> environment) {
        List<CheckResult> results = new ArrayList<>();
        results.add(CheckResult.ok(
                "backend",
                String.format(
                        Locale.ROOT,
                        "%s, %d threads, unpacked in %s, loaded in %.1f s",
                        backend.description(),
                        backend.threads(),
                        cache,
                        seconds)));
        results.add(precision(backend));
        foreign(environment)
                .forEach(folder -> results.add(CheckResult.note(
                        "backend",
                        "another libtorch is in " + folder + "; this program unpacks and loads its own first")));
        return results;
    }

    static CheckResult failed(Throwable error) {
        return CheckResult.fault(
                "backend", FileErrors.message(error), "Without it images cannot be fused and nothing can be trained.");
    }

    private static CheckResult precision(Backend backend) {
        DataType fastest = backend.fastestFloat();
        return fastest == DataType.BFLOAT16
                ? CheckResult.ok("precision", "bfloat16 was measured to be faster: --precision auto uses it")
                : CheckResult.note("precision", "bfloat16 is not faster here: --precision auto uses float32");
    }

    private static List<String> foreign(Map<String, String> environment) {
        String path = environment.getOrDefault("LD_LIBRARY_PATH", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), LINKER_FOLDERS.stream())
                .filter(folder -> !folder.isEmpty() && hasLibtorch(Path.of(folder)))
                .distinct()
                .toList();
    }

    private static boolean hasLibtorch(Path folder) {
        return Files.exists(folder.resolve("libtorch_cpu.so"));
    }
}
