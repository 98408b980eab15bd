// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.platform.FileSet;
import io.github.psfusion.platform.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The folder of a method's images, with the record of how they were made. */
final class MethodImages {
    /** Images between two writes of the record, so that a run that is killed loses the times of few. */
    private static final int RECORD_EVERY = 20;

    private final Path folder;
    private final RunRecord run;
    /** By name of pair; those of an earlier run stay until they are checked. */
    private final Map<String, RunRecord.Image> images;

    private int warmUps;
    private int unrecorded;

    private MethodImages(Path folder, RunRecord run, RunRecord earlier) {
        this.folder = folder;
        this.run = run;
        warmUps = earlier.warmUps();
        images = new LinkedHashMap<>(earlier.images());
    }

    /**
     * Makes the folder, or opens it for a run that continues.
     *
     * @throws ScoreFileException if it holds images of another run that are not to be replaced
     * @throws OutputException if it cannot be written
     */
    static MethodImages open(Path folder, RunRecord run, List<PairFiles> pairs, ExistingImages existing)
            throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new OutputException(folder, e);
        }
        RunRecord earlier = existing == ExistingImages.REPLACE ? run : earlier(folder, run, pairs);
        MethodImages images = new MethodImages(folder, run, earlier);
        images.record();
        return images;
    }

    /** Returns the record of an equal run; where there is none, that of this run, which has no images yet. */
    private static RunRecord earlier(Path folder, RunRecord run, List<PairFiles> pairs) throws IOException {
        Optional<RunRecord> earlier = RunRecord.read(folder);
        if (earlier.isPresent()) {
            Optional<String> difference = earlier.get().difference(run);
            if (difference.isPresent()) {
                throw new ScoreFileException(folder + ": holds images of another run: " + difference.get()
                        + ". Name another folder, or have them replaced (--overwrite).");
            }
            return earlier.get();
        }
        for (PairFiles pair : pairs) {
            if (Files.exists(folder.resolve(fileName(pair)))) {
                throw new ScoreFileException(folder.resolve(fileName(pair))
                        + ": exists without a record of how it was made (no " + RunRecord.FILE
                        + " beside it). Name another folder, or have it replaced (--overwrite).");
            }
        }
        return run;
    }

    /**
     * Makes sure that no image is written onto a file that is read, under whatever name.
     *
     * @throws OutputException if one would be
     */
    static void requireOther(Path folder, List<PairFiles> pairs, FileSet sources) throws OutputException {
        for (PairFiles pair : pairs) {
            Path file = folder.resolve(fileName(pair));
            Optional<Path> source = sources.find(file);
            if (source.isPresent()) {
                throw new OutputException(
                        file, file + " is the image " + source.get() + ", which is read. Name another folder.");
            }
        }
    }

    private static String fileName(PairFiles pair) {
        return pair.name() + ".png";
    }

    /** Returns whether the image of a pair exists, was made of these samples and is unchanged; one that is unreadable is made anew. */
    boolean has(PairFiles pair, String sourcesDigest) {
        RunRecord.Image image = images.get(pair.name());
        Path file = folder.resolve(fileName(pair));
        if (image == null || !image.sources().equals(sourcesDigest) || !Files.isRegularFile(file)) {
            return false;
        }
        try {
            return Sha256.of(file).equals(image.sha256());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Writes the image of a pair.
     *
     * @param png the whole file
     * @throws OutputException if it cannot be written
     */
    void put(PairFiles pair, byte[] png, String sourcesDigest, double seconds) throws OutputException {
        Path file = folder.resolve(fileName(pair));
        try {
            AtomicFile.write(file, png);
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
        images.put(pair.name(), new RunRecord.Image(fileName(pair), Sha256.of(png), sourcesDigest, seconds));
        unrecorded++;
        if (unrecorded == RECORD_EVERY) {
            record();
        }
    }

    /** Sets how often a pair was fused as a warm-up. */
    void warmedUp(int times) {
        warmUps = times;
    }

    /** Returns how often a pair was fused as a warm-up when the newest images were made. */
    int warmUps() {
        return warmUps;
    }

    /** Removes the image of a pair that failed from the record. */
    void remove(PairFiles pair) {
        images.remove(pair.name());
    }

    /**
     * Writes the record.
     *
     * @throws OutputException if it cannot be written
     */
    void record() throws OutputException {
        try {
            run.with(warmUps, images).write(folder);
        } catch (IOException e) {
            throw new OutputException(folder.resolve(RunRecord.FILE), e);
        }
        unrecorded = 0;
    }

    /** Returns the times of the images of these pairs. */
    List<Double> seconds(List<PairFiles> pairs) {
        List<Double> seconds = new ArrayList<>();
        for (PairFiles pair : pairs) {
            RunRecord.Image image = images.get(pair.name());
            if (image != null) {
                seconds.add(image.seconds());
            }
        }
        return seconds;
    }
}
