// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.engine;

import java.util.List;
import java.util.Optional;

/**
 * An archive with a build of libtorch, as a Maven repository holds it.
 *
 * @param name what users call it
 * @param path its path in a repository
 * @param bytes its size
 * @param sha1 its digest: Maven Central publishes no other one for it
 */
public record EngineArchive(String name, String path, long bytes, String sha1) {
    /** The CUDA build for Linux on x86_64, of the same version as the bundled CPU build. */
    public static final EngineArchive CUDA = new EngineArchive(
            "cuda",
            "org/bytedeco/pytorch/2.10.0-1.5.13/pytorch-2.10.0-1.5.13-linux-x86_64-gpu.jar",
            457_810_679L,
            "532a852e1802e734989943458501cc0043fb1ffd");

    /** All archives. */
    public static final List<EngineArchive> ALL = List.of(CUDA);

    /** Returns the archive of a name. */
    public static Optional<EngineArchive> find(String name) {
        return ALL.stream().filter(archive -> archive.name.equals(name)).findFirst();
    }

    /** Returns the name of the file. */
    public String file() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
