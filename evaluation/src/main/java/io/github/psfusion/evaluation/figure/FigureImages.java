// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.ImageFolder;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.evaluation.Entry;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.platform.Excerpt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The images that a figure can show: source images, infrared first, and those of methods.
 *
 * @param pairs all pairs; an intensity window that depends on the images of the batch is that of these
 * @param windows the levels of infrared and of visible images that become black and white
 * @param limits how large an image may be
 * @param methods folders of fused images, in the order of columns
 */
public record FigureImages(List<PairFiles> pairs, PairWindows windows, DecodeLimits limits, List<Entry> methods) {
    private static final int NAMED = 10;

    /** Copies the lists. */
    public FigureImages {
        pairs = List.copyOf(pairs);
        methods = List.copyOf(methods);
    }

    /**
     * Reads the images of some pairs.
     *
     * @param rows names of pairs, in the order of rows
     * @throws DatasetException if there is no such pair, an image of it is missing or has another size than its sources, or a
     *     part is not within an image
     * @throws IOException if an image cannot be read
     */
    public ImageGrid read(List<String> rows, ZoomBoxes zooms) throws IOException {
        List<PairFiles> chosen = chosen(rows);
        List<String> names = chosen.stream().map(PairFiles::name).toList();
        for (String pair : zooms.ofPairs().keySet()) {
            if (!names.contains(pair)) {
                throw new DatasetException("a part of " + pair + " is to be enlarged, but the rows of the figure are "
                        + String.join(", ", names) + ".");
            }
        }
        Map<Entry, Map<String, Path>> files = new LinkedHashMap<>();
        for (Entry method : methods) {
            Path folder = method.folder().orElseThrow();
            files.put(method, ImageFolder.listPlace(folder).unambiguous());
        }
        PairReader reader = PairReader.of(pairs, windows, limits, () -> {});
        List<ImageGrid.Row> read = new ArrayList<>();
        for (PairFiles pair : chosen) {
            ImagePair sources = reader.read(pair).images();
            List<Image> images = new ArrayList<>(List.of(sources.infrared(), sources.visible()));
            for (Entry method : methods) {
                images.add(image(method, files.getOrDefault(method, Map.of()), sources));
            }
            requireWithin(zooms.of(pair.name()), sources);
            read.add(new ImageGrid.Row(pair.name(), images, zooms.of(pair.name())));
        }
        List<String> columns = new ArrayList<>(List.of(Entry.INFRARED, Entry.VISIBLE));
        methods.forEach(method -> columns.add(method.method().key()));
        return new ImageGrid(columns, read);
    }

    private List<PairFiles> chosen(List<String> rows) throws DatasetException {
        Map<String, PairFiles> byKey = new LinkedHashMap<>();
        pairs.forEach(pair -> byKey.put(ImageFolder.key(pair.name()), pair));
        List<PairFiles> chosen = new ArrayList<>();
        for (String row : rows) {
            PairFiles pair = byKey.get(ImageFolder.key(row));
            if (pair == null) {
                throw new DatasetException("no pair is named " + row + ". The pairs are "
                        + Excerpt.of(pairs.stream().map(PairFiles::name).toList(), NAMED) + ".");
            }
            chosen.add(pair);
        }
        return chosen;
    }

    private Image image(Entry method, Map<String, Path> files, ImagePair sources) throws IOException {
        Path file = files.get(ImageFolder.key(sources.name()));
        if (file == null) {
            throw new DatasetException(method.folder().orElseThrow() + ": no image is named " + sources.name()
                    + ". Leave out this row or this folder: a figure has no empty places.");
        }
        Image image = ImageFiles.read(file, limits).image();
        if (image.width() != sources.width() || image.height() != sources.height()) {
            throw new DatasetException(
                    file + ": has " + image.width() + " x " + image.height() + " pixels, but its sources have "
                            + sources.width() + " x " + sources.height() + ". The images of a row must have one size.");
        }
        return image;
    }

    private static void requireWithin(List<ZoomBox> zooms, ImagePair sources) throws DatasetException {
        for (ZoomBox zoom : zooms) {
            if (!zoom.fits(sources.infrared())) {
                throw new DatasetException("the part " + zoom.x() + "," + zoom.y() + "," + zoom.width() + ","
                        + zoom.height()
                        + " is not within the images of " + sources.name() + ", which have " + sources.width() + " x "
                        + sources.height() + " pixels.");
            }
        }
    }
}
