// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.engine;

import io.github.psfusion.platform.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folder in which engines are kept, where the launcher looks for them.
 *
 * @param folder may be missing
 */
public record EngineFolder(Path folder) {
    private static final String PARTIAL = ".download";

    /** Returns the folder {@code engine} of the cache that the environment names, as the launcher finds it. */
    public static EngineFolder of(Map<String, String> environment) {
        String named = environment.getOrDefault("PSFUSION_CACHE", "");
        String system = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path cache;
        if (!named.isEmpty()) {
            cache = Path.of(named);
        } else if (system.startsWith("/")) { // a relative one is to be ignored, by the specification
            cache = Path.of(system, "psfusion");
        } else {
            String home = environment.getOrDefault("HOME", "");
            cache = Path.of(home.isEmpty() ? System.getProperty("user.home", "") : home, ".cache", "psfusion");
        }
        return new EngineFolder(cache.resolve("engine"));
    }

    /** Returns the file of an engine, which need not be there. */
    public Path file(EngineArchive archive) {
        return folder.resolve(archive.file());
    }

    /** Returns whether an engine is there as a whole. Its digest was checked when it came. */
    public boolean holds(EngineArchive archive) {
        Path file = file(archive);
        try {
            return Files.isRegularFile(file) && Files.size(file) == archive.bytes();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns how many bytes of an engine an interrupted download left. */
    public Optional<Long> partialBytes(EngineArchive archive) throws IOException {
        Path partial = partial(archive);
        return Files.exists(partial) ? Optional.of(Files.size(partial)) : Optional.empty();
    }

    /** Returns the file of a download that is not complete. */
    Path partial(EngineArchive archive) {
        return folder.resolve(archive.file() + PARTIAL);
    }

    /**
     * Makes the folder. What is in it will be executed: nobody else may write there.
     *
     * @throws IOException if that cannot be done, or the folder is not the user's alone
     */
    void make() throws IOException {
        Path cache = folder.toAbsolutePath().getParent();
        if (cache != null) {
            var unused = PrivateFolder.open(cache);
        }
        var unused = PrivateFolder.open(folder.toAbsolutePath());
    }

    /**
     * Removes an engine and what was downloaded of it.
     *
     * @return whether there was anything
     * @throws IOException if a file cannot be deleted
     */
    public boolean remove(EngineArchive archive) throws IOException {
        boolean whole = Files.deleteIfExists(file(archive));
        return Files.deleteIfExists(partial(archive)) || whole;
    }
}
