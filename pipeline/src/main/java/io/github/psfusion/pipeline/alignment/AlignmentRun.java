// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.alignment;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.datasets.UnalignedPair;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.pipeline.Alignment;
import io.github.psfusion.pipeline.FusionListener;
import io.github.psfusion.pipeline.PairOutcome;
import io.github.psfusion.pipeline.PipelineException;
import io.github.psfusion.registration.AlignedPair;
import io.github.psfusion.registration.Homography;
import io.github.psfusion.registration.OutputFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Aligns pairs one after the other and writes them. A pair that fails or is refused does not stop the others. */
public final class AlignmentRun {
    private final List<PairFiles> pairs;
    private final AlignmentSettings settings;
    private final AlignmentFolder folder;
    private final BooleanSupplier cancelled;
    private final Map<PairOutcome, AlignmentPage.View> views = new LinkedHashMap<>();

    /**
     * Makes a run.
     *
     * @param cancelled asked before each pair whether the work shall end
     */
    public AlignmentRun(
            List<PairFiles> pairs, AlignmentSettings settings, AlignmentFolder folder, BooleanSupplier cancelled) {
        this.pairs = List.copyOf(pairs);
        this.settings = settings;
        this.folder = folder;
        this.cancelled = cancelled;
    }

    /**
     * Aligns the pairs; once.
     *
     * @param listener called by a thread of the run
     * @return the outcomes, in the order of the pairs
     * @throws CancellationException if the work was cancelled; pairs that were finished are written then, with page and table
     * @throws PipelineException if page or table cannot be written
     */
    public List<PairOutcome> run(FusionListener listener) {
        return WorkerPool.run(settings.threads(), () -> alignAll(listener));
    }

    private List<PairOutcome> alignAll(FusionListener listener) {
        List<PairOutcome> outcomes = new ArrayList<>();
        listener.started(pairs.size());
        PairReader reader =
                PairReader.of(pairs, settings.windows(), settings.infrared(), settings.limits(), this::checkCancelled);
        for (PairFiles pair : pairs) {
            if (cancelled.getAsBoolean()) {
                break;
            }
            PairOutcome outcome =
                    folder.isDone(pair) ? PairOutcome.kept(pair, folder.infrared(pair)) : align(pair, reader);
            outcomes.add(outcome);
            listener.finished(outcome, outcomes.size());
        }
        if (outcomes.stream().anyMatch(outcome -> outcome.state() != PairOutcome.State.KEPT)) {
            folder.write(new AlignmentTable(outcomes), new AlignmentPage(outcomes, views));
        }
        checkCancelled();
        return List.copyOf(outcomes);
    }

    private void checkCancelled() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("cancelled");
        }
    }

    private PairOutcome align(PairFiles files, PairReader reader) {
        long start = System.nanoTime();
        try {
            UnalignedPair pair = reader.readUnaligned(files);
            Alignment alignment = settings.aligner().find(pair);
            PairOutcome outcome = outcome(pair, alignment, start);
            if (views.size() < settings.views() && alignment.registration().isPresent()) {
                views.put(outcome, view(pair, alignment));
            }
            return outcome;
        } catch (IOException | PipelineException | OutOfMemoryError e) {
            return PairOutcome.failed(files, folder.infrared(files), e);
        }
    }

    private PairOutcome outcome(UnalignedPair pair, Alignment alignment, long start) {
        PairFiles files = pair.files();
        try {
            AlignedPair seen = alignment.warpAccepted(files, pair.infrared(), pair.visible(), settings.frame());
            AlignedPair stored = alignment.warp(
                    pair.decodedInfrared().infrared(), pair.decodedVisible().image(), settings.frame());
            AlignedPair written = settings.borders() == BorderHandling.CROP ? stored.cropped() : stored;
            folder.write(
                    files,
                    written,
                    pair.decodedInfrared().depth(),
                    pair.decodedVisible().depth());
            AlignedPair common = seen.cropped();
            return new PairOutcome(
                    files,
                    PairOutcome.State.ALIGNED,
                    folder.infrared(files),
                    written.visible().width(),
                    written.visible().height(),
                    (System.nanoTime() - start) * 1e-9,
                    alignment.warnings(pair, new ImagePair(files.name(), common.infrared(), common.visible())),
                    Optional.of(alignment),
                    pair.reading(),
                    Optional.empty());
        } catch (IOException | PipelineException e) {
            return PairOutcome.failed(files, folder.infrared(files), e);
        }
    }

    private AlignmentPage.View view(UnalignedPair pair, Alignment alignment) {
        Homography nominal = Homography.resized(
                pair.visible().width(),
                pair.visible().height(),
                pair.infrared().width(),
                pair.infrared().height());
        OutputFrame frame = settings.frame();
        return new AlignmentPage.View(
                jpeg(AlignedPair.of(pair.infrared(), pair.visible(), nominal, nominal.inverse(), frame)),
                jpeg(alignment.warp(pair.infrared(), pair.visible(), frame)));
    }

    private static byte[] jpeg(AlignedPair pair) {
        return ImageFiles.encode(Checkerboard.of(pair), WriteOptions.png().withFormat(ImageFormat.JPEG));
    }
}
