// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checkpoints of a run, {@code step-00001000.safetensors} and so on; whatever else lies in the folder is left alone. */
public final class CheckpointFolder {
    private static final Pattern NAME = Pattern.compile("step-(\\d{8,})\\.safetensors");

    private final Path folder;

    /** Makes the object; the folder is created with the first checkpoint. */
    public CheckpointFolder(Path folder) {
        this.folder = folder;
    }

    /** Returns the file for the checkpoint after this many steps, and makes sure that its folder is there, without what a killed run left. */
    Path fileFor(long step) throws IOException {
        AtomicFile.makeFolder(folder);
        AtomicFile.sweep(folder, AtomicFile.SURELY_DEAD);
        return folder.resolve(String.format(java.util.Locale.ROOT, "step-%08d.safetensors", step));
    }

    /** Returns the checkpoints, the newest first. */
    public List<Path> newestFirst() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> NAME.matcher(name(file)).matches())
                    .sorted(Comparator.comparingLong(CheckpointFolder::step).reversed())
                    .toList();
        }
    }

    /**
     * Returns the newest checkpoint.
     *
     * @throws NoSuchFileException if there is none
     */
    public Path latest() throws IOException {
        List<Path> all = newestFirst();
        if (all.isEmpty()) {
            throw new NoSuchFileException(folder.toString(), null, "there is no checkpoint to resume from");
        }
        return all.get(0);
    }

    /** Deletes all but the newest ones. */
    void keep(int count) throws IOException {
        for (Path old : newestFirst().stream().skip(count).toList()) {
            Files.deleteIfExists(old);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static long step(Path file) {
        Matcher matcher = NAME.matcher(name(file));
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }
}
