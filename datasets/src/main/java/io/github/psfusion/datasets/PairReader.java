// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.IntensityStatistics;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ContentListener;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageNote;
import io.github.psfusion.imaging.codec.ImageSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads the two images of pairs, all infrared images with the same intensity window. Fusion, evaluation and training read
 * through this class, so that all of them see the same samples. Several threads may read at a time.
 */
public final class PairReader {
    private static final System.Logger LOG = System.getLogger(PairReader.class.getName());

    private final DecodeLimits limits;
    private final IntensityStatistics infraredLevels;
    private final IntensityStatistics visibleLevels;
    /** Images whose levels could not be counted for want of memory: no window of the batch holds for them. */
    private final Map<Path, OutOfMemoryError> uncounted = new HashMap<>();

    private PairReader(PairWindows windows, DecodeLimits limits) {
        this.limits = limits;
        this.infraredLevels = windows.infrared().statistics();
        this.visibleLevels = windows.visible().statistics();
    }

    /**
     * Counts the levels of all images of the batch, where an intensity window depends on them, so that brightness does not
     * jump from one image to the next. An image that cannot be read is left out; {@link #read} reports it.
     *
     * @param pairs all pairs of the batch
     * @param windows the intensity windows
     * @param check is called before each image is decoded; may throw, to leave early
     */
    public static PairReader of(List<PairFiles> pairs, PairWindows windows, DecodeLimits limits, Runnable check) {
        PairReader reader = new PairReader(windows, limits);
        for (PairFiles pair : pairs) {
            try {
                reader.count(pair, windows, check);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "left out of the levels: " + pair.infrared(), e);
            }
        }
        return reader;
    }

    /**
     * Counts the levels as {@link #of}, but accepts no unreadable image: for long work that must not fail halfway.
     *
     * @throws IOException if an image cannot be read
     */
    public static PairReader ofReadable(List<PairFiles> pairs, PairWindows windows, DecodeLimits limits, Runnable check)
            throws IOException {
        PairReader reader = new PairReader(windows, limits);
        for (PairFiles pair : pairs) {
            reader.count(pair, windows, check);
        }
        for (Map.Entry<Path, OutOfMemoryError> image : reader.uncounted.entrySet()) {
            throw outOfMemory(image.getKey(), image.getValue());
        }
        return reader;
    }

    private void count(PairFiles pair, PairWindows windows, Runnable check) throws IOException {
        count(pair.infrared(), windows.infrared(), check, image -> infraredLevels.add(image.infrared(), image.depth()));
        count(pair.visible(), windows.visible(), check, image -> visibleLevels.add(image.image(), image.depth()));
    }

    private void count(Path file, IntensityWindow window, Runnable check, Consumer<DecodedImage> levels)
            throws IOException {
        // The header gives the depth: the usual images of 8 bits need not be decoded for this.
        if (window instanceof IntensityWindow.Full || !window.dependsOnImages(ImageFiles.depth(file, limits))) {
            return;
        }
        check.run();
        try {
            levels.accept(ImageFiles.read(file, limits));
        } catch (OutOfMemoryError e) {
            uncounted.put(file, e);
        }
    }

    private static DatasetException outOfMemory(Path file, OutOfMemoryError error) {
        return new DatasetException(
                file + ": memory ran out while its levels were counted. Give Java a larger heap (-Xmx).", error);
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
        UnalignedPair pair = readUnaligned(files, listener);
        requireEqualSizes(files, pair.decodedInfrared(), pair.decodedVisible());
        return new PairImages(
                files,
                new ImagePair(files.name(), pair.infrared(), pair.visible()),
                pair.decodedInfrared(),
                pair.decodedVisible());
    }

    /**
     * Reads a pair whose images are still to be registered; their sizes may differ.
     *
     * @throws IOException if an image cannot be read, as in {@link #read(PairFiles)}
     */
    public UnalignedPair readUnaligned(PairFiles files) throws IOException {
        return readUnaligned(files, ContentListener.NONE);
    }

    private UnalignedPair readUnaligned(PairFiles files, ContentListener listener) throws IOException {
        for (Path file : List.of(files.infrared(), files.visible())) {
            OutOfMemoryError error = uncounted.get(file);
            if (error != null) {
                throw outOfMemory(file, error);
            }
        }
        DecodedImage infrared;
        try {
            infrared = ImageFiles.read(files.infrared(), limits, listener);
        } catch (IOException e) {
            throw withReasonOf(files.visible(), e, listener);
        }
        DecodedImage visible = ImageFiles.read(files.visible(), limits, listener);
        Plane gray = infrared.infrared();
        Plane normalized = infraredLevels.levels(infrared.depth()).apply(gray);
        Image spread = visibleLevels.levels(visible.depth()).apply(visible.image());
        return new UnalignedPair(files, normalized, spread, infrared, visible);
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
        ImageSize size =
                new ImageSize(infrared.image().width(), infrared.image().height());
        ImageSize other = new ImageSize(visible.image().width(), visible.image().height());
        if (!size.equals(other)) {
            throw new DatasetException(files.infrared() + ": " + size + " pixels, but its visible partner "
                    + files.visible() + " has " + other + ".\n"
                    + SizeAdvice.of(size, other, turned(infrared) != turned(visible)));
        }
    }

    private static boolean turned(DecodedImage image) {
        return image.notes().stream().anyMatch(note -> note.kind() == ImageNote.Kind.TURNED);
    }
}
