// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.alignment;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.pipeline.FileSink;
import io.github.psfusion.pipeline.OutputFiles;
import io.github.psfusion.pipeline.PairInputs;
import io.github.psfusion.pipeline.PipelineException;
import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.platform.FileSet;
import io.github.psfusion.registration.AlignedPair;
import io.github.psfusion.registration.ValidArea;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder of aligned pairs: {@code ir/NAME.png} and {@code vi/NAME.png}, {@code area/NAME.png} where the common part is marked, the
 * page {@code align.html} and the table {@code align.csv}. The files of a pair are written all or none.
 */
public final class AlignmentFolder {
    private static final String INFRARED = "ir";
    private static final String VISIBLE = "vi";
    private static final String AREA = "area";

    private final Path root;
    private final BorderHandling borders;
    private final FileSink.Existing existing;

    private AlignmentFolder(Path root, BorderHandling borders, FileSink.Existing existing) {
        this.root = root;
        this.borders = borders;
        this.existing = existing;
    }

    /**
     * Checks where the files go, and makes the folder.
     *
     * @param inputs what is read; nothing is written there
     * @throws PipelineException if the folder is a file, holds sources, cannot be made, or if two pairs have one name
     */
    public static AlignmentFolder of(Path root, BorderHandling borders, FileSink.Existing existing, PairInputs inputs)
            throws IOException {
        AlignmentFolder folder = new AlignmentFolder(root, borders, existing);
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw refused(root + " is a file. Name a folder for the aligned pairs.");
        }
        for (String part : List.of(INFRARED, VISIBLE, AREA)) {
            Path images = root.resolve(part);
            if (Files.exists(images) && inputs.folders().contains(images.toRealPath())) {
                throw refused(
                        images + " holds the source images; aligned ones are not written there. Name another folder.");
            }
        }
        FileSet sources = FileSet.of(inputs.files());
        Map<Path, PairFiles> names = new LinkedHashMap<>();
        for (PairFiles pair : inputs.pairs()) {
            for (Path file : folder.files(pair)) {
                if (names.put(file, pair) != null) {
                    throw refused(file + " would be a result of two pairs. Align them into two folders.");
                }
                sources.find(file).ifPresent(source -> {
                    throw refused(file + " is the source image " + source + ". Name another folder.");
                });
            }
        }
        OutputFiles.makeFolder(root);
        for (String part : List.of(INFRARED, VISIBLE, AREA)) {
            if (Files.isDirectory(root.resolve(part))) {
                AtomicFile.sweep(root.resolve(part), AtomicFile.SURELY_DEAD); // what killed runs left
            }
        }
        return folder;
    }

    private static PipelineException refused(String message) {
        return new PipelineException(PipelineException.Reason.OUTPUT, message);
    }

    /** Returns the file of a pair's infrared image. */
    public Path infrared(PairFiles pair) {
        return file(INFRARED, pair);
    }

    private Path file(String part, PairFiles pair) {
        return root.resolve(part).resolve(pair.name() + ".png");
    }

    /** Returns the files of a pair, the infrared one first. */
    public List<Path> files(PairFiles pair) {
        List<Path> files = new ArrayList<>(List.of(infrared(pair), file(VISIBLE, pair)));
        if (borders == BorderHandling.MARK) {
            files.add(file(AREA, pair));
        }
        return files;
    }

    /** Returns whether a pair is there and stays. */
    boolean isDone(PairFiles pair) {
        return existing == FileSink.Existing.KEEP && files(pair).stream().allMatch(Files::exists);
    }

    /** Writes the files of a pair. */
    void write(PairFiles pair, AlignedPair aligned, BitDepth infraredDepth, BitDepth visibleDepth) {
        Map<Path, byte[]> contents = new LinkedHashMap<>();
        contents.put(infrared(pair), png(aligned.infrared(), infraredDepth));
        contents.put(file(VISIBLE, pair), png(aligned.visible(), visibleDepth));
        if (borders == BorderHandling.MARK) {
            contents.put(file(AREA, pair), png(blackAndWhite(aligned.area()), BitDepth.BITS_8));
        }
        List<Path> made = new ArrayList<>();
        try {
            for (Map.Entry<Path, byte[]> content : contents.entrySet()) {
                write(content.getKey(), content.getValue(), made);
            }
        } catch (PipelineException e) {
            delete(made);
            throw e;
        }
    }

    private void write(Path file, byte[] bytes, List<Path> made) {
        OutputFiles.write(file, () -> {
            if (existing == FileSink.Existing.REPLACE) {
                Files.deleteIfExists(file); // an old image beside a new partner would be no pair
            }
            try {
                AtomicFile.create(file, bytes);
                made.add(file);
            } catch (FileAlreadyExistsException e) {
                // A run that was killed between two files has left the same one.
                if (Files.size(file) != bytes.length || !Arrays.equals(Files.readAllBytes(file), bytes)) {
                    throw refused(file + " exists with another content. Replace it with --overwrite, or name another"
                            + " folder.");
                }
            }
        });
    }

    private static void delete(List<Path> files) {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // The failure that led here is the one to report.
            }
        }
    }

    private static byte[] png(Image image, BitDepth depth) {
        boolean high = depth.bits() > BitDepth.BITS_8.bits();
        return ImageFiles.encode(image, WriteOptions.png().withDepth(high ? BitDepth.BITS_16 : BitDepth.BITS_8));
    }

    private static Plane blackAndWhite(ValidArea area) {
        float[] samples = new float[area.width() * area.height()];
        for (int y = 0; y < area.height(); y++) {
            for (int x = 0; x < area.width(); x++) {
                samples[y * area.width() + x] = area.at(x, y) ? 1 : 0;
            }
        }
        return Plane.wrap(area.width(), area.height(), samples);
    }

    /** Returns the files of the table and of the page. */
    public List<Path> reports() {
        return List.of(root.resolve(AlignmentTable.NAME), root.resolve(AlignmentPage.NAME));
    }

    /** Writes the table and the page; those of an earlier run are replaced. */
    void write(AlignmentTable table, AlignmentPage page) {
        Path csv = root.resolve(AlignmentTable.NAME);
        OutputFiles.write(csv, () -> AtomicFile.write(csv, table.bytes(csv)));
        Path html = root.resolve(AlignmentPage.NAME);
        OutputFiles.write(html, () -> AtomicFile.write(html, page.bytes()));
    }
}
