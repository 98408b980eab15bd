// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.imaging.geometry.Resampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads the images that a report shows; thumbnails are of the first {@value #METRICS_WITH_THUMBNAILS} metrics. */
final class ReportImageReader {
    private static final int METRICS_WITH_THUMBNAILS = 6;
    private static final int THUMBNAIL_WIDTH = 240;

    private final EvaluationPlan plan;
    private final List<EntryImages> entries;
    private final PairReader reader;

    ReportImageReader(EvaluationPlan plan, List<EntryImages> entries, PairReader reader) {
        this.plan = plan;
        this.entries = entries;
        this.reader = reader;
    }

    /**
     * Reads.
     *
     * @param scores the scores of these entries
     * @param limit how many pairs are read whole at most
     */
    ReportImages read(FusionScores scores, int limit) {
        int pairs = plan.pairs().size();
        int count = Math.min(limit, pairs);
        List<ReportPair> chosen = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            PairFiles pair = plan.pairs().get(count == 1 ? 0 : k * (pairs - 1) / (count - 1));
            List<Optional<byte[]>> images = new ArrayList<>();
            for (EntryImages entry : entries) {
                images.add(image(entry, pair).map(image -> ImageFiles.encode(image, WriteOptions.png())));
            }
            chosen.add(new ReportPair(pair.name(), images));
        }
        ScoreTable table = ScoreTable.of(scores);
        List<Map<String, byte[]>> thumbnails = IntStream.range(0, entries.size())
                .parallel()
                .mapToObj(method -> thumbnails(table, method))
                .toList();
        return new ReportImages(chosen, thumbnails);
    }

    private Map<String, byte[]> thumbnails(ScoreTable table, int method) {
        Set<String> names = new HashSet<>();
        for (int metric = 0;
                metric
                        < Math.min(
                                METRICS_WITH_THUMBNAILS,
                                table.scores().metrics().size());
                metric++) {
            Extremes extremes = Extremes.of(table, method, metric);
            names.addAll(extremes.best());
            names.addAll(extremes.worst());
        }
        Map<String, byte[]> thumbnails = new LinkedHashMap<>();
        for (PairFiles pair : plan.pairs()) {
            if (names.contains(pair.name())) {
                image(entries.get(method), pair).ifPresent(image -> thumbnails.put(pair.name(), thumbnail(image)));
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

    private Optional<Image> image(EntryImages images, PairFiles pair) {
        try {
            if (!images.entry().kind().isBaseline()) {
                Optional<Path> file = images.file(pair);
                return file.isEmpty()
                        ? Optional.empty()
                        : Optional.of(ImageFiles.read(file.get(), plan.limits()).image());
            }
            ImagePair sources = reader.read(pair).images();
            boolean visible = images.entry().kind() == MethodScores.Kind.VISIBLE;
            return Optional.of(visible ? sources.visible() : sources.infrared());
        } catch (IOException | OutOfMemoryError e) {
            return Optional.empty(); // the scores of the pair hold the reason, or the page does without the image
        }
    }
}
