// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.FolderHints;
import io.github.psfusion.datasets.ImageRole;
import io.github.psfusion.datasets.LabelDerivation;
import io.github.psfusion.datasets.LabelFiles;
import io.github.psfusion.datasets.NoteFilter;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairImages;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.datasets.SaliencyMask;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.PairWindows;
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
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Training pairs in files. Maps that the data set lacks are derived from its labels; a map that is there wins.
 *
 * <p>Both images are read by {@link PairReader}, as by fusion and evaluation. In files of binary and boundary maps 255 counts
 * as 1 and everything else as 0; in masks everything above 0 is a target. Where there are neither masks nor labels that are
 * used, the settings decide: nothing is a target, or what {@link SaliencyMask} estimates.
 */
public final class FolderDataset implements Dataset {
    private static final System.Logger LOG = System.getLogger(FolderDataset.class.getName());
    private static final int SET = 255;

    private final List<PairFiles> pairs;
    private final DataSettings settings;
    private final DecodeLimits limits;
    private final PairReader reader;
    private final NoteFilter notes = new NoteFilter();
    private final Map<PairFiles, PairFingerprint> fingerprints = new ConcurrentHashMap<>();

    private FolderDataset(List<PairFiles> pairs, DataSettings settings, DecodeLimits limits, PairReader reader) {
        this.pairs = List.copyOf(pairs);
        this.settings = settings;
        this.limits = limits;
        this.reader = reader;
    }

    /**
     * Checks the headers of all images and the values of all labels and maps, counts the levels of infrared images where the
     * window depends on them, and makes the data set.
     *
     * @param pairs at least one
     * @param settings what is asked of labels, and how many classes they may have
     * @param windows which levels of infrared and of visible images are black and white, the same for all images of a bit depth
     * @param check is called before a file is read; may throw, to leave early
     * @throws DatasetException naming the first file that is missing, unreadable, of another size than its partner or no label of
     *     these classes, and how many other pairs have such files
     */
    public static FolderDataset of(
            List<PairFiles> pairs, DataSettings settings, PairWindows windows, DecodeLimits limits, Runnable check)
            throws IOException {
        forEach(pairs.parallelStream(), pairs.size(), check, pair -> requireFit(pair, settings, limits));
        PairReader reader = PairReader.ofReadable(pairs, windows, limits, check);
        return new FolderDataset(pairs, settings, limits, reader);
    }

    @FunctionalInterface
    private interface Examination {
        void of(PairFiles pair) throws IOException;
    }

    /** Examines all pairs, so that one message can count what is wrong. */
    private static void forEach(Stream<PairFiles> pairs, int count, Runnable check, Examination examination)
            throws IOException {
        List<IOException> failures = pairs.map(pair -> {
                    check.run();
                    try {
                        examination.of(pair);
                        return Optional.<IOException>empty();
                    } catch (IOException e) {
                        return Optional.of(e);
                    }
                })
                .flatMap(Optional::stream)
                .toList();
        if (failures.size() == 1) {
            throw failures.get(0);
        }
        if (!failures.isEmpty()) {
            IOException first = failures.get(0);
            String reason = first instanceof FileSystemException files
                    ? files.getFile() + " cannot be read (" + files.getClass().getSimpleName() + ")."
                    : String.valueOf(first.getMessage());
            throw new DatasetException(
                    reason + "\n" + (failures.size() - 1) + " more of the " + count
                            + " pairs cannot be used. psfusion dataset check --deep lists them.",
                    first);
        }
    }

    private static void requireFit(PairFiles pair, DataSettings settings, DecodeLimits limits) throws IOException {
        ImageSize size = ImageFiles.size(pair.infrared(), limits);
        var unused = pair.margin().inside(size, pair.infrared());
        requireSize(pair.visible(), ImageFiles.size(pair.visible(), limits), size, pair.infrared());
        LabelUse labelUse = settings.labels();
        if (labelUse == LabelUse.REQUIRED && pair.label().isEmpty()) {
            throw new DatasetException(pair.infrared() + " has no label image. Train with --labels optional to use what"
                    + " labels there are, or with --labels none to train fusion and reconstruction alone."
                    + FolderHints.beside(pair.infrared(), ImageRole.LABEL));
        }
        if (labelUse != LabelUse.NONE && pair.label().isPresent()) {
            Path file = pair.label().get();
            requireSize(file, LabelFiles.read(file, settings.classes(), limits), size, pair.infrared());
            for (Optional<Path> map : List.of(pair.binary(), pair.boundary())) {
                if (map.isPresent()) {
                    requireSize(map.get(), ImageFiles.readLabels(map.get(), limits), size, pair.infrared());
                }
            }
        }
        if (pair.mask().isPresent()) {
            requireSize(pair.mask().get(), ImageFiles.readLabels(pair.mask().get(), limits), size, pair.infrared());
        }
    }

    private static void requireSize(Path file, LabelMap map, ImageSize expected, Path partner) throws IOException {
        requireSize(file, new ImageSize(map.width(), map.height()), expected, partner);
    }

    private static void requireSize(Path file, ImageSize found, ImageSize expected, Path partner) throws IOException {
        if (!found.equals(expected)) {
            throw new DatasetException(file + " has " + found.width() + " x " + found.height()
                    + " pixels, but its partner " + partner + " has " + expected.width() + " x " + expected.height()
                    + ". All images of a pair must be registered and of equal size.");
        }
    }

    @Override
    public void readAll(Runnable check) throws IOException {
        // One after the other: whole images of as many pairs as there are CPUs may not fit the memory.
        forEach(pairs.stream(), pairs.size(), check, pair -> {
            var unused = sample(pair);
        });
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
        return sample(pairs.get(index));
    }

    private TrainingSample sample(PairFiles pair) throws IOException {
        PairImages read = reader.read(pair);
        fingerprints.computeIfAbsent(
                pair,
                absent -> PairFingerprint.of(
                        read.infraredAsStored(), read.visible().image()));
        notes.newKinds(read).forEach(note -> LOG.log(System.Logger.Level.WARNING, note));
        Plane infrared = read.images().infrared();
        ColorImage visible = read.images().visible().toColor();
        LabelUse labelUse = settings.labels();
        if (labelUse == LabelUse.NONE || pair.label().isEmpty()) {
            LabelMap mask =
                    pair.mask().isPresent() ? map(pair, pair.mask().get()) : missingMask(infrared);
            return new TrainingSample(pair.infrared().toString(), visible, infrared, Optional.empty(), mask);
        }
        LabelMap label = label(pair, pair.label().get());
        LabelMap binary = pair.binary().isPresent()
                ? flags(map(pair, pair.binary().get()))
                : LabelDerivation.binary(label);
        LabelMap boundary = pair.boundary().isPresent()
                ? flags(map(pair, pair.boundary().get()))
                : LabelDerivation.boundary(label, LabelDerivation.BOUNDARY_RADIUS);
        LabelMap mask = pair.mask().isPresent()
                ? map(pair, pair.mask().get())
                : LabelDerivation.mask(label, LabelDerivation.WARM_CLASSES);
        var labels = new TrainingSample.Labels(label, binary, boundary);
        return new TrainingSample(pair.infrared().toString(), visible, infrared, Optional.of(labels), mask);
    }

    private LabelMap missingMask(Plane infrared) {
        return switch (settings.masks()) {
            case EMPTY ->
                LabelMap.of(infrared.width(), infrared.height(), new byte[infrared.width() * infrared.height()]);
            case SALIENCY -> SaliencyMask.of(infrared);
        };
    }

    private LabelMap label(PairFiles pair, Path file) throws IOException {
        return pair.margin().cut(LabelFiles.read(file, settings.classes(), limits), file);
    }

    private LabelMap map(PairFiles pair, Path file) throws IOException {
        return pair.margin().cut(ImageFiles.readLabels(file, limits), file);
    }

    @Override
    public Optional<LabelMap> classes(int index) throws IOException {
        Optional<Path> label = pairs.get(index).label();
        return settings.labels() == LabelUse.NONE || label.isEmpty()
                ? Optional.empty()
                : Optional.of(label(pairs.get(index), label.get()));
    }

    @Override
    public Optional<PairFingerprint> fingerprint(int index) {
        return Optional.ofNullable(fingerprints.get(pairs.get(index)));
    }

    private static LabelMap flags(LabelMap map) {
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
