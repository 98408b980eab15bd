// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.platform.CudaLibraries;
import io.github.psfusion.platform.SystemLibraries;
import io.github.psfusion.tensors.BackendException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/** The CUDA build of libtorch: whether its archive is on the class path, and what is loaded of it and before it. */
final class CudaBuild {
    /** The reason why there is no GPU where the archive is not on the class path. */
    static final String ABSENT = "the CUDA build of libtorch is not on the class path";

    /** What JavaCPP appends to the name of the platform. */
    static final String EXTENSION = "-gpu";

    /** JavaCPP's property that names the extension of the builds that it takes. */
    private static final String EXTENSION_PROPERTY = "org.bytedeco.javacpp.platform.extension";

    /** JavaCPP's property that prefers libraries of the system's path: a CUDA build of libtorch that the user installed. */
    private static final String PATHS_FIRST = "org.bytedeco.javacpp.pathsFirst";

    /** The libraries of the build, each after what it needs itself. */
    static final List<String> LIBRARIES = List.of(
            "libgomp.so.1",
            "libc10.so",
            "libc10_cuda.so",
            "libtorch_cpu.so",
            "libtorch_cuda.so",
            "libtorch_cuda_linalg.so",
            "libtorch.so");

    private CudaBuild() {}

    /** Returns whether the user names a build of his own. */
    static boolean isUserProvided() {
        return Boolean.getBoolean(PATHS_FIRST);
    }

    /** Returns whether the archive is on the class path. Loads nothing. */
    static boolean isPresent() {
        String folder = "/org/bytedeco/pytorch/" + Loader.getPlatform() + EXTENSION + "/";
        // A class literal does not initialize the class, so nothing is loaded.
        return org.bytedeco.pytorch.presets.torch.class.getResource(folder + "libtorch_cuda.so") != null;
    }

    /**
     * Loads the libraries of the system that the build needs, by their paths: the linker then takes those that are there, also
     * where it does not look for them itself.
     *
     * @throws BackendException if some are missing, naming them
     */
    static void loadSystemLibraries() {
        SystemLibraries system = SystemLibraries.local();
        List<CudaLibraries.Library> missing = CudaLibraries.missing(system);
        if (!missing.isEmpty()) {
            throw new BackendException("the CUDA build of libtorch cannot be loaded: " + CudaLibraries.advice(missing)
                    + ". With --device cpu the bundled build is used.");
        }
        System.setProperty(EXTENSION_PROPERTY, EXTENSION);
        for (Path file : CudaLibraries.found(system)) {
            System.load(file.toAbsolutePath().toString());
        }
    }
}
