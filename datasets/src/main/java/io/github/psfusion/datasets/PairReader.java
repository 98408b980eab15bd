// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.InfraredGray;
import io.github.psfusion.imaging.InfraredStatistics;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ContentListener;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the two images of pairs, all infrared images with the same intensity window. Fusion, evaluation and training read
 * through this class, so that all of them see the same samples. Several threads may read at a time.
 */
public final class PairReader {
    private static final System.Logger LOG = System.getLogger(PairReader.class.getName());

    private final DecodeLimits limits;
    private final InfraredStatistics statistics;

    private PairReader(DecodeLimits limits, InfraredStatistics statistics) {
        this.limits = limits;
        this.statistics = statistics;
    }

    /**
     * Counts the levels of all infrared images of the batch, where the intensity window depends on them, so that brightness
     * does not jump from one image to the next. An image that cannot be read is left out; {@link #read} reports it.
     *
     * @param pairs all pairs of the batch
     * @param window the intensity window
     * @param check is called before each image is decoded; may throw, to leave early
     */
    public static PairReader of(List<PairFiles> pairs, IntensityWindow window, DecodeLimits limits, Runnable check) {
        InfraredStatistics statistics = window.statistics();
        for (PairFiles pair : pairs) {
            try {
                count(pair.infrared(), window, limits, check, statistics);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "left out of the levels: " + pair.infrared(), e);
            }
        }
        return new PairReader(limits, statistics);
    }

    /**
     * Counts the levels as {@link #of}, but accepts no unreadable image: for long work that must not fail halfway.
     *
     * @throws IOException if an infrared image cannot be read
     */
    public static PairReader ofReadable(
            List<PairFiles> pairs, IntensityWindow window, DecodeLimits limits, Runnable check) throws IOException {
        InfraredStatistics statistics = window.statistics();
        for (PairFiles pair : pairs) {
            count(pair.infrared(), window, limits, check, statistics);
        }
        return new PairReader(limits, statistics);
    }

    private static void count(
            Path file, IntensityWindow window, DecodeLimits limits, Runnable check, InfraredStatistics statistics)
            throws IOException {
        // The header gives the depth: the usual images of 8 bits need not be decoded for this.
        if (window.dependsOnImages(ImageFiles.depth(file, limits))) {
            check.run();
            DecodedImage infrared = ImageFiles.read(file, limits);
            statistics.add(infrared.infrared(), infrared.depth());
        }
    }

    /**
     * Reads a pair.
     *
     * @throws DatasetException if the sizes differ, naming both files and sizes
     * @throws IOException if an image cannot be read; if neither can, that of the visible image is suppressed in that of
     *     the infrared one
     */
    public PairImages read(PairFiles files) throws IOException {
        return read(files, ContentListener.NONE);
    }

    /**
     * Reads a pair as {@link #read(PairFiles)} does.
     *
     * @param listener receives the bytes of both files, as far as they can be read
     */
    public PairImages read(PairFiles files, ContentListener listener) throws IOException {
        DecodedImage infrared;
        try {
            infrared = ImageFiles.read(files.infrared(), limits, listener);
        } catch (IOException e) {
            throw withReasonOf(files.visible(), e, listener);
        }
        DecodedImage visible = ImageFiles.read(files.visible(), limits, listener);
        requireEqualSizes(files, infrared, visible);
        List<ReadNote> notes = new ArrayList<>();
        infrared.notes().forEach(note -> notes.add(new ReadNote(ImageNames.of(files.infrared()), note)));
        visible.notes().forEach(note -> notes.add(new ReadNote(ImageNames.of(files.visible()), note)));
        Plane gray = InfraredGray.of(infrared.image(), infrared.depth());
        Plane normalized = statistics.levels(infrared.depth()).apply(gray);
        return new PairImages(
                files,
                new ImagePair(files.name(), normalized, visible.image()),
                infrared.image(),
                infrared.depth(),
                notes);
    }

    /** Adds the reason why the visible image cannot be read either, so that both faults are reported at once. */
    private IOException withReasonOf(Path visible, IOException ofInfrared, ContentListener listener) {
        try {
            var unused = ImageFiles.read(visible, limits, listener);
        } catch (IOException e) {
            ofInfrared.addSuppressed(e);
        }
        return ofInfrared;
    }

    private static void requireEqualSizes(PairFiles files, DecodedImage infrared, DecodedImage visible)
            throws DatasetException {
        int width = infrared.image().width();
        int height = infrared.image().height();
        if (width != visible.image().width() || height != visible.image().height()) {
            throw new DatasetException(files.infrared() + ": " + width + " x " + height
                    + " pixels, but its visible partner " + files.visible() + " has "
                    + visible.image().width() + " x " + visible.image().height()
                    + ".\nPairs must be registered and of equal size; `psfusion dataset prepare --resize` can bring them"
                    + " together.");
        }
    }
}
