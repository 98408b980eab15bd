// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The libraries of NVIDIA that the CUDA build of libtorch needs of the system: its archive holds none of them. Names and versions are
 * those that the preset of the build loads before libtorch (org.bytedeco:pytorch 2.10.0-1.5.13).
 */
public final class CudaLibraries {
    private static final String TOOLKIT = "CUDA 13";
    private static final String CUDNN = "cuDNN 9 for CUDA 13";

    /** In the order in which they can be loaded. */
    private static final List<Library> ALL = List.of(
            new Library("libcuda.so.1", "driver"),
            new Library("libcudart.so.13", TOOLKIT),
            new Library("libcublasLt.so.13", TOOLKIT),
            new Library("libcublas.so.13", TOOLKIT),
            new Library("libcufft.so.12", TOOLKIT),
            new Library("libcupti.so.13", TOOLKIT),
            new Library("libcurand.so.10", TOOLKIT),
            new Library("libnvJitLink.so.13", TOOLKIT),
            new Library("libcusparse.so.12", TOOLKIT),
            new Library("libcusolver.so.12", TOOLKIT),
            new Library("libcudnn.so.9", CUDNN),
            new Library("libcufile.so.0", TOOLKIT),
            new Library("libnccl.so.2", "NCCL 2"),
            new Library("libnvrtc.so.13", TOOLKIT));

    /**
     * A library of the system.
     *
     * @param name its file
     * @param origin what it comes with
     */
    public record Library(String name, String origin) {
        @Override
        public String toString() {
            return name + " (" + origin + ")";
        }
    }

    private CudaLibraries() {}

    /** Returns the driver's library, without which there is no GPU. */
    public static Library driver() {
        return ALL.get(0);
    }

    /** Returns the libraries that are not found. */
    public static List<Library> missing(SystemLibraries system) {
        return ALL.stream()
                .filter(library -> system.find(library.name()).isEmpty())
                .toList();
    }

    /** Returns the files of those that are found, in the order in which they can be loaded. */
    public static List<Path> found(SystemLibraries system) {
        List<Path> files = new ArrayList<>();
        for (Library library : ALL) {
            Optional<Path> file = system.find(library.name());
            file.ifPresent(files::add);
        }
        return files;
    }

    /** Returns what is missing and what to do, in one sentence each. */
    public static String advice(List<Library> missing) {
        return "the system lacks "
                + missing.stream().map(Library::toString).collect(Collectors.joining(", "))
                + ". Install a driver of NVIDIA for CUDA 13, CUDA 13, cuDNN 9 and NCCL 2, or add their folders to"
                + " LD_LIBRARY_PATH";
    }
}
