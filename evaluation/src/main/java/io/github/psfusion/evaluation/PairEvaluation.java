// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairImages;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.datasets.PairWarning;
import io.github.psfusion.datasets.PairWarnings;
import io.github.psfusion.datasets.ReadNote;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.Gray8Image;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Measures all entries on one pair, on the calling thread; keeps the sources and one fused image in memory at a time. */
final class PairEvaluation {
    private final EvaluationPlan plan;
    private final List<EntryImages> entries;
    private final PairReader reader;
    private final InputDigests digests;
    private final WorkListener listener;
    private final Map<String, List<PairWarning>> fusedWarnings = new LinkedHashMap<>();
    private List<PairWarning> sourceWarnings = List.of();

    PairEvaluation(
            EvaluationPlan plan,
            List<EntryImages> entries,
            PairReader reader,
            InputDigests digests,
            WorkListener listener) {
        this.plan = plan;
        this.entries = entries;
        this.reader = reader;
        this.digests = digests;
        this.listener = listener;
    }

    /**
     * The scores of a pair.
     *
     * @param scores one for each entry, in their order
     * @param sourceWarnings what was changed on reading the sources, or looks wrong with them
     * @param fusedWarnings the same of the fused images, by file
     * @param fingerprint of the sources; empty if they could not be read
     */
    record Result(
            List<PairScores> scores,
            List<PairWarning> sourceWarnings,
            Map<String, List<PairWarning>> fusedWarnings,
            Optional<PairFingerprint> fingerprint) {}

    /** Measures; a failure to read is in the result. */
    Result of(PairFiles pair) {
        List<PairScores> scores = new ArrayList<>();
        Optional<PairFingerprint> fingerprint = Optional.empty();
        try {
            PairImages images = reader.read(pair, digests);
            fingerprint = Optional.of(PairFingerprint.of(
                    images.infraredAsStored(), images.visible().image()));
            Sources sources = sources(images);
            for (EntryImages entry : entries) {
                if (listener.cancelled()) {
                    throw new CancellationException("cancelled at pair " + pair.name());
                }
                scores.add(scores(entry, pair, sources));
            }
        } catch (IOException e) {
            String reason = Failures.reason(e);
            entries.forEach(entry -> scores.add(failed(pair, reason)));
        }
        return new Result(scores, sourceWarnings, fusedWarnings, fingerprint);
    }

    /** Returns the result of a pair for which there is not enough memory. */
    static Result tooLarge(int entries, PairFiles pair) {
        return new Result(
                Collections.nCopies(entries, failed(pair, Failures.tooLarge(pair))),
                List.of(),
                Map.of(),
                Optional.empty());
    }

    /** Papers measure the stored images; the levels of 16-bit infrared have no meaning for metrics before they are stretched. */
    private Sources sources(PairImages pair) {
        sourceWarnings = PairWarnings.withoutShift(pair);
        Gray8Image infrared = Gray8Image.of(
                pair.infraredDepth() == BitDepth.BITS_8
                        ? pair.infraredAsStored()
                        : pair.images().infrared());
        return Sources.of(infrared, Gray8Image.of(pair.images().visible()));
    }

    private PairScores scores(EntryImages images, PairFiles pair, Sources sources) {
        Entry entry = images.entry();
        Gray8Image fused;
        switch (entry.kind()) {
            case VISIBLE -> fused = sources.visible();
            case INFRARED -> fused = sources.infrared();
            default -> {
                String known = entry.failures().get(pair.name());
                if (known != null) {
                    return failed(pair, known);
                }
                Optional<Path> file = images.file(pair);
                if (file.isEmpty()) {
                    return failed(
                            pair,
                            entry.folder().orElseThrow() + ": there is no image named " + pair.name()
                                    + ", with any extension.");
                }
                try {
                    fused = fused(file.get(), sources.infrared(), pair);
                } catch (IOException e) {
                    return failed(pair, Failures.reason(e));
                }
            }
        }
        MetricInput input = sources.with(fused);
        Map<String, MetricValue> values = new LinkedHashMap<>();
        for (FusionMetric metric : plan.metrics()) {
            values.put(metric.description().key(), metric.value(input, plan.protocol()));
        }
        return new PairScores(pair.name(), values, Optional.empty());
    }

    private Gray8Image fused(Path file, Gray8Image source, PairFiles pair) throws IOException {
        DecodedImage image = ImageFiles.read(file, plan.limits(), digests);
        fusedWarnings.put(
                file.toString(),
                PairWarnings.ofNotes(image.notes().stream()
                        .map(note -> new ReadNote(file.toString(), note))
                        .toList()));
        if (image.image().width() != source.width() || image.image().height() != source.height()) {
            throw new IOException(file + ": " + image.image().width() + " x "
                    + image.image().height() + " pixels, but its source " + pair.infrared() + " has "
                    + source.width() + " x " + source.height()
                    + ". A fused image must have the size of its sources; it is neither cut nor resized here.");
        }
        return Gray8Image.of(image.image());
    }

    private static PairScores failed(PairFiles pair, String reason) {
        return new PairScores(pair.name(), Map.of(), Optional.of(reason));
    }
}
