// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.datasets.LabelDerivation;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.InfraredGray;
import io.github.psfusion.imaging.InfraredStatistics;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.platform.Sha256;
import io.github.psfusion.training.DataSettings.LabelUse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Training pairs in files. Maps that the data set lacks are derived from its labels; a map that is there wins.
 *
 * <p>In files of binary and boundary maps 255 counts as 1 and everything else as 0; in masks everything above 0 is a target.
 * Where there are neither masks nor labels, nothing is a target.
 */
public final class FolderSamples implements Dataset {
    private static final int SET = 255;

    private final List<PairFiles> pairs;
    private final LabelUse labelUse;
    private final int classes;
    private final DecodeLimits limits;
    private final InfraredStatistics infraredLevels;

    private FolderSamples(
            List<PairFiles> pairs,
            LabelUse labelUse,
            int classes,
            DecodeLimits limits,
            InfraredStatistics infraredLevels) {
        this.pairs = List.copyOf(pairs);
        this.labelUse = labelUse;
        this.classes = classes;
        this.limits = limits;
        this.infraredLevels = infraredLevels;
    }

    /**
     * Checks the headers of all files, surveys infrared images of more than 8 bits, and makes the source.
     *
     * @param pairs at least one
     * @param labelUse what is asked of labels
     * @param classes number of classes that labels may have
     * @param range which levels of infrared images of more than 8 bits are black and white, over all images
     * @throws IOException if a file is missing, unreadable or of another size than its partner, or if labels are required and
     *     missing
     */
    public static FolderSamples of(
            List<PairFiles> pairs, LabelUse labelUse, int classes, IntensityWindow range, DecodeLimits limits)
            throws IOException {
        InfraredStatistics survey = range.statistics();
        for (PairFiles pair : pairs) {
            ImageSize size = ImageFiles.size(pair.infrared(), limits);
            check(pair.visible(), size, pair.infrared(), limits);
            if (labelUse == LabelUse.REQUIRED && pair.label().isEmpty()) {
                throw new IOException(pair.infrared() + " has no label image. Train with --labels optional to use what"
                        + " labels there are, or with --labels none to train fusion and reconstruction alone.");
            }
            if (labelUse != LabelUse.NONE) {
                for (Optional<Path> map : List.of(pair.label(), pair.binary(), pair.boundary(), pair.mask())) {
                    if (map.isPresent()) {
                        check(map.get(), size, pair.infrared(), limits);
                    }
                }
            }
        }
        if (!pairs.isEmpty() && ImageFiles.read(pairs.get(0).infrared(), limits).depth() != BitDepth.BITS_8) {
            for (PairFiles pair : pairs) {
                DecodedImage infrared = ImageFiles.read(pair.infrared(), limits);
                survey.add(InfraredGray.of(infrared.image(), infrared.depth()), infrared.depth());
            }
        }
        return new FolderSamples(pairs, labelUse, classes, limits, survey);
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
        return labelUse == LabelUse.NONE
                ? 0
                : (int) pairs.stream().filter(pair -> pair.label().isPresent()).count();
    }

    @Override
    public TrainingSample sample(int index) throws IOException {
        PairFiles pair = pairs.get(index);
        DecodedImage decoded = ImageFiles.read(pair.infrared(), limits);
        Plane infrared =
                infraredLevels.levels(decoded.depth()).apply(InfraredGray.of(decoded.image(), decoded.depth()));
        ColorImage visible = ImageFiles.read(pair.visible(), limits).image().toColor();
        if (labelUse == LabelUse.NONE || pair.label().isEmpty()) {
            LabelMap mask = labelUse != LabelUse.NONE && pair.mask().isPresent()
                    ? ImageFiles.readLabels(pair.mask().get(), limits)
                    : LabelMap.of(infrared.width(), infrared.height(), new byte[infrared.width() * infrared.height()]);
            return new TrainingSample(name(index), visible, infrared, Optional.empty(), mask);
        }
        LabelMap label = label(pair.label().get());
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

    private LabelMap label(Path file) throws IOException {
        LabelMap label = ImageFiles.readLabels(file, limits);
        for (byte value : label.toArray()) {
            int found = value & 0xFF;
            if (found >= classes && found != LabelMap.IGNORED) {
                throw new IOException(file + " has the label " + found + ", but the network has the classes 0 to "
                        + (classes - 1) + " (255 means: ignore). Give the number of classes with --classes, or correct"
                        + " the file.");
            }
        }
        return label;
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
