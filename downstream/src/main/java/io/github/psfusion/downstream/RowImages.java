// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.ImageFolder;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairImages;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.datasets.Split;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.platform.Excerpt;
import io.github.psfusion.platform.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The images of a row as files: each pair with the row's image in the place of the visible one. Those that are computed, of 8 bits,
 * are written once and kept, so that every row is read in the same way.
 *
 * @param folder where computed images are kept, in a folder for each row
 * @param windows which levels of infrared and of visible images are black and white
 * @param limits of decoding
 */
public record RowImages(Path folder, PairWindows windows, DecodeLimits limits) {
    private static final int NAMED = 5;

    /**
     * Returns the pairs of a row.
     *
     * @param check is called before each image; may throw, to leave early
     * @throws DatasetException if a fused image is missing
     */
    public List<PairFiles> of(InputRow row, List<PairFiles> pairs, Runnable check) throws IOException {
        return switch (row.kind()) {
            case VISIBLE, CONCAT, FEATURES, HEAD -> pairs;
            case INFRARED -> computed(row, pairs, check, read -> read.images().infrared());
            case AVERAGE -> averages(row, pairs, check);
            case FUSED -> fused(row.place().orElseThrow(), pairs);
        };
    }

    /** Returns the SHA-256 of the images of a row: of a line of digests and name for each pair. */
    static String digest(List<PairFiles> pairs) throws IOException {
        Sha256 digest = new Sha256();
        for (PairFiles pair : pairs) {
            String line = Sha256.of(pair.infrared()) + "  " + Sha256.of(pair.visible()) + "  " + pair.name() + "\n";
            digest.add(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
        }
        return pairs.size() + " pairs, SHA-256 " + digest.hex();
    }

    private interface Computation {
        Image of(PairImages pair) throws IOException;
    }

    private List<PairFiles> averages(InputRow row, List<PairFiles> pairs, Runnable check) throws IOException {
        try (FusionMethod average = FusionMethods.parse("average").open(MethodContext.defaults())) {
            return computed(row, pairs, check, read -> average.fuse(read.images()));
        } catch (MethodOptionException e) {
            throw new IllegalStateException("the average has no options", e);
        }
    }

    private List<PairFiles> computed(InputRow row, List<PairFiles> pairs, Runnable check, Computation computation)
            throws IOException {
        Path place = folder.resolve(row.name());
        AtomicFile.makeFolder(place);
        PairReader reader = PairReader.ofReadable(pairs, windows, limits, check);
        List<PairFiles> replaced = new ArrayList<>();
        for (PairFiles pair : pairs) {
            Path file = place.resolve(pair.name() + ".png");
            if (!Files.exists(file)) {
                check.run();
                ImageFiles.write(file, computation.of(reader.read(pair)), WriteOptions.png());
            }
            replaced.add(withImage(pair, file));
        }
        return List.copyOf(replaced);
    }

    private static List<PairFiles> fused(Path folder, List<PairFiles> pairs) throws IOException {
        Map<String, Path> images = new LinkedHashMap<>(ImageFolder.list(folder).unambiguous());
        for (Split split : Split.values()) {
            Path part = folder.resolve(split.folderName());
            if (Files.isDirectory(part)) {
                ImageFolder.list(part).unambiguous().forEach(images::putIfAbsent);
            }
        }
        List<PairFiles> replaced = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (PairFiles pair : pairs) {
            Path file = images.get(ImageFolder.key(pair.name()));
            if (file == null) {
                missing.add(pair.name());
            } else {
                replaced.add(withImage(pair, file));
            }
        }
        if (!missing.isEmpty()) {
            throw new DatasetException(folder + ": " + missing.size() + " of " + pairs.size()
                    + " pairs have no fused image of their name: " + Excerpt.of(missing, NAMED)
                    + ". Fuse all pairs to train on and to score (psfusion fuse) into this folder, or into train and test"
                    + " below it.");
        }
        return List.copyOf(replaced);
    }

    private static PairFiles withImage(PairFiles pair, Path image) {
        return new PairFiles(
                pair.name(), pair.infrared(), image, pair.label(), pair.binary(), pair.boundary(), pair.mask());
    }
}
