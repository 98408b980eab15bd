// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.datasets.FolderHints;
import io.github.psfusion.datasets.ImageRole;
import io.github.psfusion.datasets.LabelDerivation;
import io.github.psfusion.datasets.LabelFiles;
import io.github.psfusion.datasets.NoteFilter;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairImages;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import io.github.psfusion.platform.Sha256;
import io.github.psfusion.training.DataSettings.LabelUse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Training pairs in files. Maps that the data set lacks are derived from its labels; a map that is there wins.
 *
 * <p>Both images are read by {@link PairReader}, as by fusion and evaluation. In files of binary and boundary maps 255 counts
 * as 1 and everything else as 0; in masks everything above 0 is a target. Where there are neither masks nor labels, nothing
 * is a target.
 */
public final class FolderDataset implements Dataset {
    private static final System.Logger LOG = System.getLogger(FolderDataset.class.getName());
    private static final int SET = 255;

    private final List<PairFiles> pairs;
    private final DataSettings settings;
    private final DecodeLimits limits;
    private final PairReader reader;
    private final NoteFilter notes = new NoteFilter();
    private final Map<Integer, PairFingerprint> fingerprints = new ConcurrentHashMap<>();

    private FolderDataset(List<PairFiles> pairs, DataSettings settings, DecodeLimits limits, PairReader reader) {
        this.pairs = List.copyOf(pairs);
        this.settings = settings;
        this.limits = limits;
        this.reader = reader;
    }

    /**
     * Checks the headers of all files, counts the levels of infrared images where the window depends on them, and makes the
     * data set.
     *
     * @param pairs at least one
     * @param settings what is asked of labels, and how many classes they may have
     * @param windows which levels of infrared and of visible images are black and white, the same for all images of a bit depth
     * @param check is called before an image is decoded to count its levels; may throw, to leave early
     * @throws IOException if a file is missing, unreadable or of another size than its partner, or if labels are required and
     *     missing
     */
    public static FolderDataset of(
            List<PairFiles> pairs, DataSettings settings, PairWindows windows, DecodeLimits limits, Runnable check)
            throws IOException {
        LabelUse labelUse = settings.labels();
        for (PairFiles pair : pairs) {
            ImageSize size = ImageFiles.size(pair.infrared(), limits);
            check(pair.visible(), size, pair.infrared(), limits);
            if (labelUse == LabelUse.REQUIRED && pair.label().isEmpty()) {
                throw new IOException(pair.infrared() + " has no label image. Train with --labels optional to use what"
                        + " labels there are, or with --labels none to train fusion and reconstruction alone."
                        + FolderHints.beside(pair.infrared(), ImageRole.LABEL));
            }
            if (labelUse != LabelUse.NONE) {
                for (Optional<Path> map : List.of(pair.label(), pair.binary(), pair.boundary(), pair.mask())) {
                    if (map.isPresent()) {
                        check(map.get(), size, pair.infrared(), limits);
                    }
                }
            }
        }
        PairReader reader = PairReader.ofReadable(pairs, windows, limits, check);
        return new FolderDataset(pairs, settings, limits, reader);
    }

    private static void check(Path file, ImageSize expected, Path partner, DecodeLimits limits) throws IOException {
        ImageSize found = ImageFiles.size(file, limits);
        if (!found.equals(expected)) {
            throw new IOException(file + " has " + found.width() + " x " + found.height() + " pixels, but its partner "
                    + partner + " has " + expected.width() + " x " + expected.height()
                    + ". All images of a pair must be registered and of equal size.");
        }
    }

    @Override
    public int size() {
        return pairs.size();
    }

    @Override
    public String name(int index) {
        return pairs.get(index).infrared().toString();
    }

    /** Returns how many pairs have labels that are used. */
    public int labeled() {
        return settings.labels() == LabelUse.NONE
                ? 0
                : (int) pairs.stream().filter(pair -> pair.label().isPresent()).count();
    }

    @Override
    public TrainingSample sample(int index) throws IOException {
        PairFiles pair = pairs.get(index);
        PairImages read = reader.read(pair);
        fingerprints.computeIfAbsent(
                index,
                absent -> PairFingerprint.of(
                        read.infraredAsStored(), read.images().visible()));
        notes.newKinds(read).forEach(note -> LOG.log(System.Logger.Level.WARNING, note));
        Plane infrared = read.images().infrared();
        ColorImage visible = read.images().visible().toColor();
        LabelUse labelUse = settings.labels();
        if (labelUse == LabelUse.NONE || pair.label().isEmpty()) {
            LabelMap mask = labelUse != LabelUse.NONE && pair.mask().isPresent()
                    ? ImageFiles.readLabels(pair.mask().get(), limits)
                    : LabelMap.of(infrared.width(), infrared.height(), new byte[infrared.width() * infrared.height()]);
            return new TrainingSample(name(index), visible, infrared, Optional.empty(), mask);
        }
        LabelMap label = LabelFiles.read(pair.label().get(), settings.classes(), limits);
        LabelMap binary = pair.binary().isPresent() ? flags(pair.binary().get()) : LabelDerivation.binary(label);
        LabelMap boundary = pair.boundary().isPresent()
                ? flags(pair.boundary().get())
                : LabelDerivation.boundary(label, LabelDerivation.BOUNDARY_RADIUS);
        LabelMap mask = pair.mask().isPresent()
                ? ImageFiles.readLabels(pair.mask().get(), limits)
                : LabelDerivation.mask(label, LabelDerivation.WARM_CLASSES);
        var labels = new TrainingSample.Labels(label, binary, boundary);
        return new TrainingSample(name(index), visible, infrared, Optional.of(labels), mask);
    }

    @Override
    public Optional<PairFingerprint> fingerprint(int index) {
        return Optional.ofNullable(fingerprints.get(index));
    }

    private LabelMap flags(Path file) throws IOException {
        LabelMap map = ImageFiles.readLabels(file, limits);
        byte[] values = map.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) ((values[i] & 0xFF) == SET ? 1 : 0);
        }
        return LabelMap.of(map.width(), map.height(), values);
    }

    /** Returns the number of pairs and a digest of their names and sizes in bytes. */
    @Override
    public String identity() {
        try {
            Sha256 digest = new Sha256();
            for (PairFiles pair : pairs) {
                for (Path file : List.of(pair.infrared(), pair.visible())) {
                    digest.add(
                            ByteBuffer.wrap(String.valueOf(file.getFileName()).getBytes(StandardCharsets.UTF_8)));
                    digest.add(ByteBuffer.allocate(Long.BYTES).putLong(0, Files.size(file)));
                }
            }
            return pairs.size() + " pairs, " + labeled() + " with labels, digest of names and sizes "
                    + digest.hex().substring(0, 16);
        } catch (IOException e) {
            return pairs.size() + " pairs, no digest: " + e.getMessage();
        }
    }
}
