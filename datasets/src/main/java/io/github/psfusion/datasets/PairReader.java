// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.BitDepth;
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
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.ImageNote;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.imaging.radiometric.RadiometricFile;
import io.github.psfusion.imaging.radiometric.TemperatureSpan;
import io.github.psfusion.imaging.radiometric.VisiblePlacement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the two images of pairs, all infrared images with the same intensity window. Fusion, evaluation and training read
 * through this class, so that all of them see the same samples. Several threads may read at a time.
 */
public final class PairReader {
    private static final System.Logger LOG = System.getLogger(PairReader.class.getName());

    private final DecodeLimits limits;
    private final PairWindows windows;
    private final InfraredOptions options;
    private final InfraredReader infrared;
    private final IntensityStatistics infraredLevels;
    private final IntensityStatistics temperatureLevels;
    private final IntensityStatistics visibleLevels;
    /** Images whose levels could not be counted for want of memory: no window of the batch holds for them. */
    private final Map<Path, OutOfMemoryError> uncounted = new HashMap<>();

    private PairReader(PairWindows windows, InfraredOptions options, DecodeLimits limits) {
        this.limits = limits;
        this.windows = windows;
        this.options = options;
        this.infrared = new InfraredReader(options, limits);
        this.infraredLevels = windows.infrared().statistics();
        this.temperatureLevels = options.span()
                .map(TemperatureSpan::window)
                .orElse(windows.infrared())
                .statistics();
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
        return of(pairs, windows, InfraredOptions.DEFAULTS, limits, check);
    }

    /**
     * Counts the levels as {@link #of(List, PairWindows, DecodeLimits, Runnable)}.
     *
     * @param options how infrared files that hold temperatures or counts are read
     */
    public static PairReader of(
            List<PairFiles> pairs, PairWindows windows, InfraredOptions options, DecodeLimits limits, Runnable check) {
        PairReader reader = new PairReader(windows, options, limits);
        for (PairFiles pair : pairs) {
            try {
                reader.count(pair, check);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "left out of the levels: " + pair.infrared(), e);
            }
        }
        return reader;
    }

    /**
     * Makes a reader of levels that were counted before, by several readers and perhaps on several machines.
     *
     * @param levels the counts of all images of the batch
     */
    public static PairReader of(LevelCounts levels, PairWindows windows, InfraredOptions options, DecodeLimits limits) {
        PairReader reader = new PairReader(windows, options, limits);
        reader.infraredLevels.add(levels.infrared());
        reader.temperatureLevels.add(levels.temperatures());
        reader.visibleLevels.add(levels.visible());
        return reader;
    }

    /**
     * Returns the levels that were counted.
     *
     * @throws DatasetException if those of an image could not be counted for want of memory
     */
    public LevelCounts levels() throws DatasetException {
        for (Map.Entry<Path, OutOfMemoryError> image : uncounted.entrySet()) {
            throw outOfMemory(image.getKey(), image.getValue());
        }
        return new LevelCounts(infraredLevels.counts(), temperatureLevels.counts(), visibleLevels.counts());
    }

    /**
     * Counts the levels as {@link #of}, but accepts no unreadable image: for long work that must not fail halfway.
     *
     * @throws IOException if an image cannot be read
     */
    public static PairReader ofReadable(List<PairFiles> pairs, PairWindows windows, DecodeLimits limits, Runnable check)
            throws IOException {
        PairReader reader = new PairReader(windows, InfraredOptions.DEFAULTS, limits);
        for (PairFiles pair : pairs) {
            reader.count(pair, check);
        }
        for (Map.Entry<Path, OutOfMemoryError> image : reader.uncounted.entrySet()) {
            throw outOfMemory(image.getKey(), image.getValue());
        }
        return reader;
    }

    private void count(PairFiles pair, Runnable check) throws IOException {
        boolean fourChannels = pair.isOneFile() && FourChannels.areIn(pair.infrared(), limits);
        if (infrared.dependsOnImages(pair.infrared(), windows.infrared())) {
            count(pair.infrared(), check, () -> {
                InfraredImage image = fourChannels
                        ? InfraredImage.of(
                                fourChannels(pair, ContentListener.NONE).infrared())
                        : infrared.read(pair.infrared(), ContentListener.NONE);
                DecodedImage inside = pair.margin().cut(image.decoded(), pair.infrared());
                levels(image).add(inside.infrared(), inside.depth());
            });
        }
        // The header gives the depth: the usual images of 8 bits need not be decoded for this.
        if (!(windows.visible() instanceof IntensityWindow.Full)
                && windows.visible().dependsOnImages(ImageFiles.depth(pair.visible(), limits))) {
            count(pair.visible(), check, () -> {
                DecodedImage image = pair.margin().cut(visible(pair, fourChannels), pair.visible());
                visibleLevels.add(image.image(), image.depth());
            });
        }
    }

    private DecodedImage visible(PairFiles pair, boolean fourChannels) throws IOException {
        if (fourChannels) {
            return fourChannels(pair, ContentListener.NONE).visible();
        }
        Optional<RadiometricFile> raw =
                pair.isOneFile() ? RadiometricFile.read(pair.visible(), limits) : Optional.empty();
        return raw.isPresent() ? raw.get().visible() : ImageFiles.read(pair.visible(), limits);
    }

    private FourChannels fourChannels(PairFiles pair, ContentListener listener) throws IOException {
        return FourChannels.read(pair.infrared(), limits, listener);
    }

    /** Something that reads an image. */
    private interface Reading {
        void run() throws IOException;
    }

    private void count(Path file, Runnable check, Reading reading) throws IOException {
        check.run();
        try {
            reading.run();
        } catch (OutOfMemoryError e) {
            uncounted.put(file, e);
        }
    }

    private IntensityStatistics levels(InfraredImage image) {
        return image.isCelsius() ? temperatureLevels : infraredLevels;
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
        requireEqualSizes(pair);
        return new PairImages(
                files,
                new ImagePair(files.name(), pair.infrared(), pair.visible()),
                pair.decodedInfrared(),
                pair.decodedVisible(),
                pair.reading());
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
        if (files.isOneFile() && FourChannels.areIn(files.infrared(), limits)) {
            FourChannels channels = fourChannels(files, listener);
            return unaligned(files, InfraredImage.of(channels.infrared()), channels.infrared(), channels.visible());
        }
        InfraredImage thermal;
        try {
            thermal = infrared.read(files.infrared(), listener);
        } catch (IOException e) {
            throw files.isOneFile() ? e : withReasonOf(files.visible(), e, listener);
        }
        DecodedImage source = thermal.decoded();
        DecodedImage visible;
        if (files.isOneFile()
                && (thermal.radiometric().isPresent()
                        || RadiometricFile.read(files.infrared(), limits).isPresent())) {
            RadiometricFile raw = thermal.radiometric().orElseThrow(() -> noVisible(files.infrared()));
            VisiblePlacement.Placed placed = raw.placed(source.infrared());
            source = new DecodedImage(placed.infrared(), source.depth(), source.format(), source.notes());
            visible = new DecodedImage(placed.visible(), BitDepth.BITS_8, ImageFormat.JPEG, List.of());
        } else {
            visible = ImageFiles.read(files.visible(), limits, listener);
        }
        return unaligned(files, thermal, source, visible);
    }

    private UnalignedPair unaligned(
            PairFiles files, InfraredImage thermal, DecodedImage infraredImage, DecodedImage visibleImage)
            throws IOException {
        DecodedImage source = files.margin().cut(infraredImage, files.infrared());
        DecodedImage visible = files.margin().cut(visibleImage, files.visible());
        requireSpan(files.infrared(), thermal);
        AppliedWindow window = new AppliedWindow(levels(thermal).levels(source.depth()), thermal.isCelsius());
        AppliedWindow ofVisible = new AppliedWindow(visibleLevels.levels(visible.depth()), /* celsius= */ false);
        Plane normalized = window.levels().apply(source.infrared());
        Image spread = ofVisible.levels().apply(visible.image());
        PairReading reading = new PairReading(window, ofVisible, thermal.thermogram());
        return new UnalignedPair(files, normalized, spread, source, visible, Optional.of(reading));
    }

    private static DatasetException noVisible(Path file) {
        return new DatasetException(file
                + ": it holds no raw thermal data beside a visible image, nor infrared as a fourth channel. Name the"
                + " visible image with --vi.");
    }

    /** Levels that the user names are those of files; temperatures have none. */
    private void requireSpan(Path file, InfraredImage image) throws DatasetException {
        if (image.isCelsius()
                && options.span().isEmpty()
                && windows.infrared() instanceof IntensityWindow.Fixed fixed) {
            throw new DatasetException(file + ": the levels " + fixed.low() + "," + fixed.high()
                    + " of --ir-range are of images, but this file holds temperatures. Use --span, such as --span"
                    + " 10..40C; or --radiometric off to read the rendered image of a radiometric JPEG.");
        }
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

    private static void requireEqualSizes(UnalignedPair pair) throws DatasetException {
        ImageSize size = new ImageSize(pair.infrared().width(), pair.infrared().height());
        ImageSize other = new ImageSize(pair.visible().width(), pair.visible().height());
        if (!size.equals(other)) {
            boolean raw = pair.decodedInfrared().format() == ImageFormat.JPEG
                    && pair.reading().flatMap(PairReading::thermogram).isPresent();
            throw new DatasetException(pair.files().infrared() + ": " + size + " pixels"
                    + (raw ? " of raw thermal data" : "") + ", but its visible partner "
                    + pair.files().visible() + " has " + other + ".\n"
                    + SizeAdvice.of(size, other, turned(pair.decodedInfrared()) != turned(pair.decodedVisible()))
                    + (raw ? " --radiometric off reads the rendered image in place of the raw data." : ""));
        }
    }

    private static boolean turned(DecodedImage image) {
        return image.notes().stream().anyMatch(note -> note.kind() == ImageNote.Kind.TURNED);
    }
}
