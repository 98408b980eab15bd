// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.pipeline.PairSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pairs of a task on the disk of its machine: files of a local folder where they are, others as copies, made shortly before they
 * are read and deleted when the result is written.
 */
final class StagedPairs implements PairSource, AutoCloseable {
    private final JobContext job;
    private final ImageStore infrared;
    private final ImageStore visible;
    private final Path infraredCopies;
    private final Path visibleCopies;
    private final Path copies;

    /**
     * Makes a folder for copies.
     *
     * @param scratch a folder of this executor
     */
    StagedPairs(JobContext job, Path scratch) throws IOException {
        this.job = job;
        infrared = job.store(job.settings().infrared());
        visible = job.store(job.settings().visible());
        copies = Files.createTempDirectory(scratch.toAbsolutePath(), "psfusion-pairs-");
        infraredCopies = Files.createDirectory(copies.resolve("ir"));
        visibleCopies = Files.createDirectory(copies.resolve("vi"));
    }

    /** Returns the pairs of a chunk, whose files need not be there yet. */
    List<PairFiles> pairs(PairChunk chunk) {
        List<PairFiles> pairs = new ArrayList<>();
        for (int i = 0; i < chunk.size(); i++) {
            Path left = infrared.local(chunk.infrared().get(i), infraredCopies);
            Path right = visible.local(chunk.visible().get(i), visibleCopies);
            pairs.add(PairFiles.of(chunk.names().get(i), left, right));
        }
        return pairs;
    }

    @Override
    public PairReader reader() {
        try {
            return job.reader();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public PairFiles fetch(PairFiles pair) throws IOException {
        infrared.fetch(name(pair.infrared()), infraredCopies);
        visible.fetch(name(pair.visible()), visibleCopies);
        return pair;
    }

    /** Deletes the copies of a pair. */
    void release(PairFiles pair) throws IOException {
        infrared.release(name(pair.infrared()), infraredCopies);
        visible.release(name(pair.visible()), visibleCopies);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Returns a message with the addresses of the files in place of those of their copies. */
    String addressed(String message) {
        return message.replace(infraredCopies + "/", infrared.uri() + "/")
                .replace(visibleCopies + "/", visible.uri() + "/");
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(copies)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return; // a signal removes the folder of the executor, too
        }
    }
}
