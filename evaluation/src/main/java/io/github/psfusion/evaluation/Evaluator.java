// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.ImageFolder;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.imaging.geometry.Resampling;
import io.github.psfusion.metrics.FusionMetric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * Measures all candidates of a plan on all its pairs.
 *
 * <p>Fused images are found by name, whatever their extension and case. A pair is measured by one thread, which reads its
 * sources once; several pairs at a time. Results do not depend on the number of threads. An image that is missing, cannot be
 * read or has another size than its sources is a row with a reason; the rest goes on.
 */
public final class Evaluator {
    private static final int METRICS_WITH_THUMBNAILS = 6;
    private static final int THUMBNAIL_WIDTH = 240;

    private final EvaluationPlan plan;
    /** For each candidate that has images, its files by name of pair; those that are there. */
    private final Map<Candidate, Map<String, Path>> files;

    private Evaluator(EvaluationPlan plan, Map<Candidate, Map<String, Path>> files) {
        this.plan = plan;
        this.files = files;
    }

    /**
     * Looks for the fused images; opens none.
     *
     * @throws DatasetException if a folder is not there, holds images of one name, or holds none of any of the pairs
     */
    public static Evaluator of(EvaluationPlan plan) throws IOException {
        Map<Candidate, Map<String, Path>> files = new LinkedHashMap<>();
        for (Candidate candidate : plan.candidates()) {
            if (candidate.folder().isPresent()) {
                files.put(candidate, found(candidate, plan.pairs()));
            }
        }
        return new Evaluator(plan, files);
    }

    private static Map<String, Path> found(Candidate candidate, List<PairFiles> pairs) throws IOException {
        Path folder = candidate.folder().orElseThrow();
        Map<String, Path> images = ImageFolder.list(folder).unambiguous();
        Map<String, Path> found = new HashMap<>();
        for (PairFiles pair : pairs) {
            Path image = images.get(ImageFolder.key(pair.name()));
            if (image != null && !candidate.failures().containsKey(pair.name())) {
                found.put(pair.name(), image);
            }
        }
        if (found.isEmpty() && candidate.failures().isEmpty()) {
            throw new DatasetException(folder + ": none of its " + images.size() + " images is named as one of the "
                    + pairs.size() + " pairs, such as " + pairs.get(0).name()
                    + ". Fused images have the names of their sources; any extension will do.");
        }
        return found;
    }

    /**
     * Reads images for a page: all of some pairs, evenly chosen from first to last, and for each method small ones of the pairs on
     * which it did best and worst, in the first {@value #METRICS_WITH_THUMBNAILS} metrics. What cannot be read is left out.
     *
     * @param comparison the scores of this evaluation
     * @param most how many pairs at most
     */
    public PageImages images(Comparison comparison, int most) {
        PairReader reader = PairReader.of(plan.pairs(), plan.infraredRange(), plan.limits(), () -> {});
        int pairs = plan.pairs().size();
        int count = Math.min(most, pairs);
        List<PagePair> chosen = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            PairFiles pair = plan.pairs().get(count == 1 ? 0 : k * (pairs - 1) / (count - 1));
            List<Optional<byte[]>> images = new ArrayList<>();
            for (Candidate candidate : plan.candidates()) {
                images.add(image(candidate, pair, reader).map(image -> ImageFiles.encode(image, WriteOptions.png())));
            }
            chosen.add(new PagePair(pair.name(), images));
        }
        List<Map<String, byte[]>> thumbnails = IntStream.range(
                        0, plan.candidates().size())
                .parallel()
                .mapToObj(method -> thumbnails(comparison, method, reader))
                .toList();
        return new PageImages(chosen, thumbnails);
    }

    private Map<String, byte[]> thumbnails(Comparison comparison, int method, PairReader reader) {
        Set<String> names = new HashSet<>();
        for (int metric = 0;
                metric < Math.min(METRICS_WITH_THUMBNAILS, comparison.metrics().size());
                metric++) {
            Extremes extremes = Extremes.of(comparison, method, metric);
            names.addAll(extremes.best());
            names.addAll(extremes.worst());
        }
        Map<String, byte[]> thumbnails = new LinkedHashMap<>();
        for (PairFiles pair : plan.pairs()) {
            if (names.contains(pair.name())) {
                image(plan.candidates().get(method), pair, reader)
                        .ifPresent(image -> thumbnails.put(pair.name(), thumbnail(image)));
            }
        }
        return thumbnails;
    }

    private static byte[] thumbnail(Image image) {
        int width = Math.min(image.width(), THUMBNAIL_WIDTH);
        int height = Math.max(1, Math.round(image.height() * (float) width / image.width()));
        return ImageFiles.encode(
                Resampling.bicubic(image, width, height), WriteOptions.png().withFormat(ImageFormat.JPEG));
    }

    private Optional<Image> image(Candidate candidate, PairFiles pair, PairReader reader) {
        try {
            if (candidate.folder().isPresent()) {
                Path file = files.getOrDefault(candidate, Map.of()).get(pair.name());
                return file == null
                        ? Optional.empty()
                        : Optional.of(ImageFiles.read(file, plan.limits()).image());
            }
            ImagePair sources = reader.read(pair).images();
            return Optional.of(candidate.kind() == MethodScores.Kind.VISIBLE ? sources.visible() : sources.infrared());
        } catch (IOException e) {
            return Optional.empty(); // the row of the pair tells why
        }
    }

    /** Returns the fused images that are not there for no known reason, so that the user can be told before any work. */
    public List<MissingImage> missing() {
        List<MissingImage> missing = new ArrayList<>();
        files.forEach((candidate, found) -> {
            for (PairFiles pair : plan.pairs()) {
                if (!found.containsKey(pair.name()) && !candidate.failures().containsKey(pair.name())) {
                    missing.add(new MissingImage(
                            candidate.method().key(),
                            pair.name(),
                            candidate.folder().orElseThrow()));
                }
            }
        });
        return List.copyOf(missing);
    }

    /**
     * Returns the SHA-256 of what is measured, for {@link Provenance#inputs}: of each file that is alone in its folder, and one
     * for the files of a folder together.
     */
    public Map<String, String> inputDigests() {
        return InputDigests.of(plan.pairs(), files.values());
    }

    /**
     * Measures.
     *
     * @param provenance stands in the result as it is
     * @throws CancellationException if the listener wants the work to end
     */
    public Comparison run(Provenance provenance, WorkListener listener) throws InterruptedException {
        PairReader reader = PairReader.of(plan.pairs(), plan.infraredRange(), plan.limits(), () -> {
            if (listener.cancelled()) {
                throw new CancellationException("cancelled before the first pair");
            }
        });
        List<PairEvaluation.Result> results = new PairsInParallel<>(plan.threads(), PairFiles::name, listener)
                .run(
                        plan.pairs(),
                        pair -> new PairEvaluation(plan, files, reader, listener).of(pair),
                        pair -> PairEvaluation.tooLarge(plan, pair));
        List<MethodScores> methods = new ArrayList<>();
        for (int i = 0; i < plan.candidates().size(); i++) {
            Candidate candidate = plan.candidates().get(i);
            int place = i;
            methods.add(new MethodScores(
                    candidate.method(),
                    candidate.kind(),
                    results.stream().map(result -> result.scores().get(place)).toList(),
                    candidate.timing()));
        }
        return new Comparison(
                provenance,
                plan.protocol(),
                plan.metrics().stream().map(FusionMetric::description).toList(),
                plan.pairs().stream().map(PairFiles::name).toList(),
                methods,
                results.stream().flatMap(result -> result.notes().stream()).toList());
    }
}
