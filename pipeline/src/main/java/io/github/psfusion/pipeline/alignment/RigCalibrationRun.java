// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.alignment;

import io.github.psfusion.datasets.InfraredOptions;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.datasets.Progress;
import io.github.psfusion.datasets.UnalignedPair;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.pipeline.FileErrors;
import io.github.psfusion.pipeline.PipelineException;
import io.github.psfusion.platform.Sha256;
import io.github.psfusion.registration.CalibrationException;
import io.github.psfusion.registration.CalibrationOptions;
import io.github.psfusion.registration.CalibrationPair;
import io.github.psfusion.registration.Rig;
import io.github.psfusion.registration.RigCalibration;
import io.github.psfusion.registration.SourceImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Calibrates a rig from the files of its pairs.
 *
 * @param windows the levels of infrared and of visible images that become black and white
 * @param infrared how infrared files that hold temperatures, counts or colors of a palette are read
 * @param limits of images that are read
 * @param threads number of threads, at least 1
 * @param cancelled asked before each pair
 */
public record RigCalibrationRun(
        PairWindows windows, InfraredOptions infrared, DecodeLimits limits, int threads, BooleanSupplier cancelled) {
    /** More pairs do not make a map better, but all lie in memory at once. */
    public static final int MAX_PAIRS = 30;

    /**
     * Calibrates a rig. Pairs that cannot be read or do not agree with the others are left out.
     *
     * @param pairs at most {@link #MAX_PAIRS}
     * @param progress receives how many pairs have been registered
     * @throws PipelineException if too few pairs are left, or their sizes differ
     * @throws CancellationException if the work was cancelled
     */
    public CalibratedRig calibrate(List<PairFiles> pairs, CalibrationOptions options, Progress progress) {
        return WorkerPool.run(threads, () -> calibrateOnThreads(pairs, options, progress));
    }

    private CalibratedRig calibrateOnThreads(List<PairFiles> pairs, CalibrationOptions options, Progress progress) {
        progress.advanced(0, pairs.size());
        PairReader reader = PairReader.of(pairs, windows, infrared, limits, this::checkCancelled);
        List<CalibrationPair> read = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        for (PairFiles files : pairs) {
            checkCancelled();
            try {
                UnalignedPair pair = reader.readUnaligned(files);
                Rig.Source source =
                        new Rig.Source(files.name(), Sha256.of(files.infrared()), Sha256.of(files.visible()));
                read.add(new CalibrationPair(SourceImage.of(pair.infrared()), SourceImage.of(pair.visible()), source));
            } catch (IOException e) {
                dropped.add(files.name() + ": " + FileErrors.message(e));
            }
        }
        try {
            RigCalibration.Result result = RigCalibration.calibrate(read, options, done -> {
                checkCancelled();
                progress.advanced(done, read.size());
            });
            dropped.addAll(result.dropped());
            return new CalibratedRig(result.rig(), dropped);
        } catch (CalibrationException e) {
            String unread = dropped.isEmpty() ? "" : "\nNot read: " + String.join("\n", dropped);
            throw new PipelineException(PipelineException.Reason.INPUT, e.getMessage() + unread, e);
        }
    }

    private void checkCancelled() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("cancelled");
        }
    }
}
