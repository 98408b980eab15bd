// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.NoteFilter;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairImages;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.networks.inference.NetworkCalibration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Observes the activations of a network over pairs.
 *
 * @param windows the levels of infrared and of visible images that become black and white
 * @param limits of images that are read
 * @param cancelled asked before each pair
 */
public record CalibrationRun(PairWindows windows, DecodeLimits limits, BooleanSupplier cancelled) {
    private static final System.Logger LOG = System.getLogger(CalibrationRun.class.getName());

    /** Receives the progress of the run. */
    @FunctionalInterface
    public interface Progress {
        /**
         * A pair is about to be fused.
         *
         * @param done number of pairs before it
         */
        void at(int done, int total, String name);
    }

    /** Returns at most this many pairs, spread evenly over all. */
    public static List<PairFiles> spread(List<PairFiles> all, int most) {
        int count = Math.min(most, all.size());
        List<PairFiles> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(all.get((int) ((long) i * all.size() / count)));
        }
        return chosen;
    }

    /** Returns the name of the folder above those of both kinds, which identifies the images better than theirs. */
    public static String nameOf(List<PairFiles> pairs) {
        return Optional.ofNullable(pairs.get(0).infrared().toAbsolutePath().getParent())
                .map(Path::getParent)
                .map(Path::getFileName)
                .map(Path::toString)
                .orElse("unnamed");
    }

    /**
     * Fuses pairs and observes.
     *
     * @throws CancellationException if the work was cancelled
     * @throws IOException if an image cannot be read
     */
    public void observe(List<PairFiles> pairs, NetworkCalibration calibration, Progress progress) throws IOException {
        PairReader reader = PairReader.of(pairs, windows, limits, this::checkCancelled);
        NoteFilter notes = new NoteFilter();
        for (int i = 0; i < pairs.size(); i++) {
            checkCancelled();
            progress.at(i, pairs.size(), pairs.get(i).name());
            PairImages pair = reader.read(pairs.get(i));
            notes.newKinds(pair).forEach(note -> LOG.log(System.Logger.Level.WARNING, note));
            calibration.observe(pair.images());
        }
    }

    private void checkCancelled() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("cancelled");
        }
    }
}
