// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.evaluation.MethodScores.Kind;
import io.github.psfusion.evaluation.OpenMethods.OpenMethod;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.MethodDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a method over pairs: writes its images as PNG of 8 bits, as papers measure stored images, and takes the time.
 *
 * <p>Pairs are fused one after the other, and nothing else is done meanwhile, so that times are those of the method alone:
 * {@link FusionMethod#fuse} without reading and writing. The first pair is fused repeatedly for a second as a warm-up, at least
 * once and at most {@value #MAX_WARM_UPS} times, before its time is taken.
 *
 * <p>Beside the images lies a record of how they were made. A run that would make the same images keeps them with their times,
 * so that an interrupted run is continued; other images are replaced only if that is asked for. A pair that fails is recorded in
 * the failures of the entry; the rest continues.
 */
final class MethodRun {
    private static final System.Logger LOG = System.getLogger(MethodRun.class.getName());
    private static final double NANOS = 1e9;
    private static final double WARM_UP_SECONDS = 1;
    private static final int MAX_WARM_UPS = 10;

    /**
     * The result of a run.
     *
     * @param entry the images, ready to be measured
     * @param kept how many of them existed before
     */
    record Result(Entry entry, int kept) {}

    private final OpenMethod method;
    private final String program;
    private final ExistingImages existing;

    /**
     * Prepares a run.
     *
     * @param program name and version of the program; images of another version are not kept
     */
    MethodRun(OpenMethod method, String program, ExistingImages existing) {
        this.method = method;
        this.program = program;
        this.existing = existing;
    }

    /** Returns the key of the method in tables. */
    String key() {
        return method.source().key();
    }

    /**
     * Fuses all pairs.
     *
     * @param reader of the same pairs
     * @param folder is made if it does not exist
     * @throws ScoreFileException if the folder has other images, and they are not to be replaced
     * @throws OutputException if a file cannot be written
     * @throws CancellationException if the listener cancels the work; what was fused is kept
     */
    Result run(List<PairFiles> pairs, PairReader reader, Path folder, WorkListener listener) throws IOException {
        MethodDescription description = method.description();
        int threads = method.source().threads();
        RunRecord run = RunRecord.begun(
                program,
                description.key(),
                description.settings(),
                threads,
                method.method().trainingPairs());
        MethodImages images = MethodImages.open(folder, run, pairs, existing);
        Map<String, String> failures = new LinkedHashMap<>();
        Stopwatch stopwatch = new Stopwatch(method);
        int kept = 0;
        try {
            listener.advanced(0, pairs.size(), "");
            for (int i = 0; i < pairs.size(); i++) {
                PairFiles pair = pairs.get(i);
                if (listener.cancelled()) {
                    throw new CancellationException("cancelled before pair " + pair.name());
                }
                try {
                    ImagePair sources = read(reader, pair);
                    String digest = SampleDigest.of(sources);
                    if (images.has(pair, digest)) {
                        kept++;
                    } else {
                        Timed fused = stopwatch.fuse(pair, sources);
                        images.warmedUp(stopwatch.warmUps);
                        images.put(pair, encoded(pair, fused.image), digest, fused.seconds);
                    }
                } catch (PairFailure | OutOfMemoryError e) {
                    LOG.log(System.Logger.Level.DEBUG, description.key() + " failed on " + pair.name(), e);
                    failures.put(
                            pair.name(),
                            e instanceof PairFailure ? String.valueOf(e.getMessage()) : Failures.tooLarge(pair));
                    images.remove(pair);
                }
                listener.advanced(i + 1, pairs.size(), pair.name());
            }
        } finally {
            images.record();
        }
        List<Double> seconds = images.seconds(pairs);
        Optional<MethodTiming> timing = seconds.isEmpty()
                ? Optional.empty()
                : Optional.of(new MethodTiming(threads, seconds, images.warmUps()));
        Entry entry = new Entry(
                description,
                Kind.METHOD,
                Optional.of(folder),
                timing,
                failures,
                method.method().trainingPairs());
        return new Result(entry, kept);
    }

    private static ImagePair read(PairReader reader, PairFiles pair) throws PairFailure {
        try {
            return reader.read(pair).images();
        } catch (IOException e) {
            throw new PairFailure(Failures.reason(e), e);
        }
    }

    /** Returns a PNG of an image; a method may come from anyone's jar and make samples that are not numbers. */
    private static byte[] encoded(PairFiles pair, Image image) throws PairFailure {
        try {
            return ImageFiles.encode(image, WriteOptions.png());
        } catch (IllegalArgumentException e) {
            throw new PairFailure(
                    pair.infrared() + ", " + pair.visible() + ": the fused image cannot be stored: " + e.getMessage(),
                    e);
        }
    }

    /** A failure of one pair; unlike a full disk, it does not stop the others. */
    private static final class PairFailure extends Exception {
        private static final long serialVersionUID = 1;

        PairFailure(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** An image, and how long it took. */
    private record Timed(Image image, double seconds) {}

    /** Takes the time of a method after its warm-up. */
    private static final class Stopwatch {
        private final OpenMethod method;
        private int warmUps;

        Stopwatch(OpenMethod method) {
            this.method = method;
        }

        Timed fuse(PairFiles pair, ImagePair sources) throws PairFailure {
            if (warmUps == 0) {
                warmUp(pair, sources);
            }
            long start = System.nanoTime();
            Image image = fused(pair, sources);
            return new Timed(image, (System.nanoTime() - start) / NANOS);
        }

        private void warmUp(PairFiles pair, ImagePair sources) throws PairFailure {
            long start = System.nanoTime();
            do {
                var unused = fused(pair, sources);
                warmUps++;
            } while (warmUps < MAX_WARM_UPS && System.nanoTime() - start < WARM_UP_SECONDS * NANOS);
        }

        private Image fused(PairFiles pair, ImagePair sources) throws PairFailure {
            Image image;
            try {
                image = method.fuse(sources);
            } catch (CancellationException e) {
                throw e;
            } catch (IOException e) {
                throw new PairFailure(Failures.reason(e), e);
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                // A method may come from anyone's jar: whatever it throws, the other pairs and methods continue.
                throw new PairFailure(pair.infrared() + ", " + pair.visible() + ": " + e, e);
            }
            if (image.width() != sources.width() || image.height() != sources.height()) {
                throw new PairFailure(
                        pair.infrared() + ": " + sources.width() + " x " + sources.height() + " pixels, but "
                                + method.description().key() + " made " + image.width() + " x " + image.height()
                                + " of it. A method must keep the size.",
                        null);
            }
            return image;
        }
    }
}
