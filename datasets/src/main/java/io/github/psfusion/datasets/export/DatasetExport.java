// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.psfusion.datasets.ChannelMoments;
import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.ImageFolder;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairFinder;
import io.github.psfusion.datasets.Progress;
import io.github.psfusion.datasets.Split;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.platform.Excerpt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Lays out images with labels and boxes for other training programs, and writes mean and deviation of the training images beside
 * them, {@code statistics.json}, in levels from 0 to 255. Images and label maps are copied byte for byte.
 */
public final class DatasetExport {
    private static final int NAMED = 5;
    private static final double LEVELS = 255;

    private DatasetExport() {}

    /**
     * What was written.
     *
     * @param training number of training images
     * @param heldOut number of held-out images
     * @param boxes number of boxes
     * @param dropped boxes that are outside of their images and are left out
     */
    public record Result(int training, int heldOut, int boxes, int dropped) {}

    /**
     * Exports.
     *
     * @param output new or empty
     * @param progress may throw, to leave early
     * @throws DatasetException if the folder is not empty, an image is missing or boxes do not fit; nothing is written then
     */
    public static Result write(ExportRequest request, Path output, Progress progress) throws IOException {
        requireEmpty(output);
        ExportedBoxes boxes = ExportedBoxes.of(request.boxes(), request.classes());
        List<ExportedImage> images = new ArrayList<>();
        images.addAll(images(request, Split.TRAIN, "train", boxes));
        images.addAll(images(request, Split.VALIDATION, "val", boxes));
        if (images.isEmpty()) {
            throw new DatasetException(request.data() + ": there are no pairs in it. Look with: psfusion dataset check "
                    + request.data() + ".");
        }
        ExportLayout layout = ExportLayout.of(request.format(), output, boxes.classes());
        ChannelMoments statistics = new ChannelMoments(3);
        int done = 0;
        for (ExportedImage image : images) {
            progress.advanced(done++, images.size());
            if (image.part().equals("train")) {
                ColorImage color = ImageFiles.read(image.source(), request.limits())
                        .image()
                        .toColor();
                statistics.add(List.of(color.red(), color.green(), color.blue()));
            }
            copy(image.source(), layout.image(image));
            if (image.label().isPresent()) {
                copy(image.label().get(), layout.label(image));
            }
            layout.add(image);
        }
        layout.finish(images);
        int training = (int)
                images.stream().filter(image -> image.part().equals("train")).count();
        if (training > 0) {
            writeStatistics(output.resolve("statistics.json"), statistics, training);
        }
        progress.advanced(done, images.size());
        return new Result(
                training,
                images.size() - training,
                images.stream().mapToInt(image -> image.boxes().size()).sum(),
                boxes.dropped());
    }

    private static void requireEmpty(Path output) throws IOException {
        if (Files.isDirectory(output)) {
            try (Stream<Path> files = Files.list(output)) {
                if (files.findAny().isEmpty()) {
                    return;
                }
            }
        }
        if (Files.exists(output)) {
            throw new DatasetException(output + " exists and is not an empty folder. Name a new one with -o.");
        }
    }

    private static List<ExportedImage> images(ExportRequest request, Split split, String part, ExportedBoxes boxes)
            throws IOException {
        Map<String, Path> fused = new LinkedHashMap<>();
        if (request.images().isPresent()) {
            Path folder = request.images().get();
            fused.putAll(ImageFolder.list(folder).unambiguous());
            for (Split divided : Split.values()) {
                Path below = folder.resolve(divided.folderName());
                if (Files.isDirectory(below)) {
                    ImageFolder.list(below).unambiguous().forEach(fused::putIfAbsent);
                }
            }
        }
        List<ExportedImage> images = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (PairFiles pair : PairFinder.in(request.data(), split).pairs()) {
            Path source = request.images().isPresent() ? fused.get(ImageFolder.key(pair.name())) : pair.visible();
            if (source == null) {
                missing.add(pair.name());
                continue;
            }
            ImageSize size = ImageFiles.size(source, request.limits());
            ImageSize original = ImageFiles.size(pair.visible(), request.limits());
            if (!size.equals(original)) {
                throw new DatasetException(source + ": " + size + " pixels, but " + pair.visible() + " has " + original
                        + ". Labels and boxes belong to images of that size; export images that were not resized.");
            }
            images.add(new ExportedImage(pair.name(), part, source, size, pair.label(), boxes.of(pair.name(), size)));
        }
        if (!missing.isEmpty()) {
            throw new DatasetException(request.images().orElseThrow() + ": " + missing.size() + " of "
                    + (missing.size() + images.size()) + " pairs have no fused image of their name: "
                    + Excerpt.of(missing, NAMED) + ". Fuse all pairs of " + request.data() + " into this folder.");
        }
        return images;
    }

    private static void copy(Path from, Path to) throws IOException {
        AtomicFile.makeFolder(Objects.requireNonNull(to.toAbsolutePath().getParent(), "a file is in a folder"));
        AtomicFile.write(to, Files.readAllBytes(from));
    }

    private static void writeStatistics(Path file, ChannelMoments statistics, int images) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("trainingImages", images);
            json.writeStringField("channels", "red, green, blue, levels from 0 to 255");
            array(json, "mean", statistics.mean());
            array(json, "deviationOfAllPixels", statistics.deviation());
            array(json, "meanOfDeviationsOfImages", statistics.meanOfDeviations());
            json.writeEndObject();
        }
        AtomicFile.write(file, bytes.toByteArray());
    }

    private static void array(JsonGenerator json, String name, List<Double> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (double value : values) {
            json.writeNumber(LEVELS * value);
        }
        json.writeEndArray();
    }
}
