// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.NameList;
import io.github.psfusion.datasets.boxes.BoxFile;
import io.github.psfusion.datasets.boxes.BoxFormat;
import io.github.psfusion.datasets.boxes.BoxImage;
import io.github.psfusion.datasets.boxes.LabeledBox;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.metrics.detection.Box;
import io.github.psfusion.metrics.detection.Detection;
import io.github.psfusion.metrics.detection.DetectionProtocol;
import io.github.psfusion.metrics.detection.DetectionScores;
import io.github.psfusion.metrics.detection.ImageDetections;
import io.github.psfusion.metrics.detection.TrueBox;
import io.github.psfusion.platform.Counted;
import io.github.psfusion.platform.Excerpt;
import io.github.psfusion.platform.NameKey;
import io.github.psfusion.platform.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Scores detected boxes of one or several methods against true ones, in any of the formats of {@link BoxFile}. */
public final class DetectionEvaluation {
    /** Boxes that reach as far beyond their image are results of rounding. */
    private static final double MARGIN = 1;

    private static final int EXAMPLES = 3;

    private final BoxFile truth;
    private final List<NamedPath> names;
    private final List<BoxFile> detections;
    private final BoxClasses classes;
    private final BoxImages images;
    private final Set<String> listed;
    private final List<String> notes = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * What is scored, and against what.
     *
     * @param truth file or folder of the true boxes
     * @param methods detections, at least one; no two of one name
     * @param classes names of the classes by number, for files with numbers; may be empty
     * @param images a folder of all images, or the size of all as {@code WxH}; null if the files have what is needed
     * @param list file with the names of the images that count; null for all
     */
    public record Inputs(
            Path truth,
            List<NamedPath> methods,
            List<String> classes,
            @Nullable String images,
            @Nullable Path list) {
        /** Copies the lists, and checks the names. */
        public Inputs {
            methods = List.copyOf(methods);
            classes = List.copyOf(classes);
            Set<String> taken = new HashSet<>();
            for (NamedPath method : methods) {
                if (!taken.add(method.name())) {
                    throw new IllegalArgumentException("two sets of detections are named " + method.name());
                }
            }
        }
    }

    private DetectionEvaluation(
            BoxFile truth,
            List<NamedPath> names,
            List<BoxFile> detections,
            BoxClasses classes,
            BoxImages images,
            Set<String> listed) {
        this.truth = truth;
        this.names = names;
        this.detections = detections;
        this.classes = classes;
        this.images = images;
        this.listed = listed;
    }

    /**
     * Returns the names of the classes of true boxes, in the order of their scores.
     *
     * @param given names by number, for files with numbers; may be empty
     * @throws DatasetException if a true box is of an unknown class
     */
    public static List<String> classes(BoxFile truth, List<String> given) throws DatasetException {
        return BoxClasses.of(truth, given).names();
    }

    /**
     * Reads the boxes.
     *
     * @param listener shows the progress over the files
     * @throws DatasetException naming file and place of what is wrong
     * @throws CancellationException if the listener cancels the work
     */
    public static DetectionEvaluation read(Inputs inputs, DecodeLimits limits, WorkListener listener)
            throws IOException {
        int files = inputs.methods().size() + 1;
        BoxFile truth = BoxFile.truths(inputs.truth());
        listener.advanced(1, files, inputs.truth().toString());
        List<BoxFile> detections = new ArrayList<>();
        for (NamedPath method : inputs.methods()) {
            if (listener.cancelled()) {
                throw new CancellationException("cancelled before " + method.path());
            }
            detections.add(BoxFile.detections(method.path()));
            listener.advanced(detections.size() + 1, files, method.name());
        }
        BoxClasses classes = BoxClasses.of(truth, inputs.classes());
        BoxImages images = BoxImages.of(truth, detections, inputs.images(), limits);
        Set<String> listed = Set.of();
        if (inputs.list() != null) {
            listed =
                    Set.copyOf(NameList.read(inputs.list())
                            .select(images.images(), BoxImage::name, "the images whose boxes are scored")
                            .stream()
                            .map(BoxImage::name)
                            .toList());
        }
        return new DetectionEvaluation(truth, inputs.methods(), detections, classes, images, listed);
    }

    /**
     * Scores.
     *
     * @param origin who makes the scores
     * @throws DatasetException if boxes and images do not belong together
     */
    public DetectionResult run(DetectionProtocol protocol, ScoreOrigin origin) throws IOException {
        BoxImages scored = listed.isEmpty() ? images : images.only(listed);
        List<List<TrueBox>> truths = truths(scored);
        List<DetectionResult.Method> methods = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            List<List<Detection>> found =
                    detections(detections.get(i), names.get(i).name(), scored);
            List<ImageDetections> together = new ArrayList<>();
            for (int image = 0; image < truths.size(); image++) {
                together.add(new ImageDetections(truths.get(image), found.get(image)));
            }
            DetectionScores scores = protocol.score(together, classes.names().size());
            methods.add(new DetectionResult.Method(
                    names.get(i).name(),
                    names.get(i).path(),
                    found.stream().mapToInt(List::size).sum(),
                    scores));
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("protocol", protocol.key());
        settings.put("classes", String.join(", ", classes.names()));
        settings.put("images", String.valueOf(scored.images().size()));
        Map<String, String> digests = new LinkedHashMap<>();
        digests.put(truth.path().toString(), digest(truth.path()));
        for (NamedPath method : names) {
            digests.put(method.path().toString(), digest(method.path()));
        }
        return new DetectionResult(
                ScoreProvenance.collect(origin, settings, digests),
                protocol,
                classes.names(),
                scored.names(),
                truths.stream().mapToInt(List::size).sum(),
                methods,
                notes,
                failures);
    }

    private List<List<TrueBox>> truths(BoxImages scored) throws DatasetException {
        List<List<TrueBox>> truths = empty(scored);
        Function<LabeledBox, OptionalInt> image = scored.finder(truth, truth);
        Function<LabeledBox, OptionalInt> known = images.finder(truth, truth);
        Set<String> unknown = new TreeSet<>();
        int beyond = 0;
        for (LabeledBox box : truth.boxes()) {
            OptionalInt index = image.apply(box);
            if (index.isEmpty()) {
                if (known.apply(box).isEmpty()) {
                    unknown.add(box.image());
                }
                continue;
            }
            BoxImage of = scored.images().get(index.getAsInt());
            Box pixels = pixels(box, truth, of);
            beyond += isBeyond(pixels, of) ? 1 : 0;
            truths.get(index.getAsInt())
                    .add(new TrueBox(classes.index(box), pixels, box.area().orElse(pixels.area()), box.crowd()));
        }
        if (!unknown.isEmpty()) {
            if (truth.format() == BoxFormat.COCO) {
                throw new DatasetException(truth.path() + ": boxes belong to images that the file does not list: "
                        + Excerpt.of(unknown, ScoreNotes.MAX_NAMES) + ". Add them to \"images\", or remove the boxes.");
            }
            failures.add(truth.path() + ": the boxes of " + Counted.of(unknown.size(), "image")
                    + " are left out, since there is no" + " image of this name: "
                    + Excerpt.of(unknown, ScoreNotes.MAX_NAMES) + ".");
        }
        noteBeyond(beyond, truth.path().toString());
        return truths;
    }

    private List<List<Detection>> detections(BoxFile file, String name, BoxImages scored) throws DatasetException {
        List<List<Detection>> detections = empty(scored);
        Function<LabeledBox, OptionalInt> image = scored.finder(file, truth);
        Function<LabeledBox, OptionalInt> known = images.finder(file, truth);
        Function<LabeledBox, OptionalInt> category = classes.finder(file);
        Set<String> unknown = new TreeSet<>();
        Map<String, Integer> otherClasses = new LinkedHashMap<>();
        int beyond = 0;
        int matched = 0;
        for (LabeledBox box : file.boxes()) {
            OptionalInt index = image.apply(box);
            matched += index.isPresent() ? 1 : 0;
            if (index.isEmpty()) {
                if (known.apply(box).isEmpty()) {
                    unknown.add(box.image());
                }
                continue;
            }
            OptionalInt of = category.apply(box);
            if (of.isEmpty()) {
                otherClasses.merge(file.classes().getOrDefault(box.category(), box.category()), 1, Integer::sum);
                continue;
            }
            BoxImage place = scored.images().get(index.getAsInt());
            Box pixels = pixels(box, file, place);
            beyond += isBeyond(pixels, place) ? 1 : 0;
            detections
                    .get(index.getAsInt())
                    .add(new Detection(of.getAsInt(), pixels, box.score().orElseThrow()));
        }
        if (matched == 0 && !unknown.isEmpty()) {
            throw noCommonImage(file, unknown);
        }
        if (!unknown.isEmpty()) {
            failures.add(name + ": the detections of " + Counted.of(unknown.size(), "image")
                    + " are left out, since the true boxes do" + " not have these images: "
                    + Excerpt.of(unknown, ScoreNotes.MAX_NAMES) + ".");
        }
        if (!otherClasses.isEmpty()) {
            notes.add(name + ": "
                    + otherClasses.values().stream().mapToInt(Integer::intValue).sum()
                    + " detections of classes that the true boxes do not have are left out: "
                    + Excerpt.of(otherClasses.keySet(), ScoreNotes.MAX_NAMES) + ".");
        }
        requireTruths(file, name, detections, scored);
        long without = detections.stream().filter(List::isEmpty).count();
        if (without > 0) {
            notes.add(name + ": no detection in " + without + " of " + Counted.of(detections.size(), "image") + ".");
        }
        noteBeyond(beyond, name);
        return detections;
    }

    /** Without a list of images, one that only the detections name may be without an object, or misnamed. */
    private void requireTruths(BoxFile file, String name, List<List<Detection>> detections, BoxImages scored)
            throws DatasetException {
        if (images.isComplete()) {
            return;
        }
        Set<String> known = new HashSet<>();
        truth.images().forEach(image -> known.add(NameKey.of(image.name())));
        List<String> others = new ArrayList<>();
        int found = 0;
        for (int i = 0; i < detections.size(); i++) {
            if (!detections.get(i).isEmpty()) {
                String image = scored.images().get(i).name();
                found++;
                if (!known.contains(NameKey.of(image))) {
                    others.add(image);
                }
            }
        }
        if (found > 0 && others.size() == found) {
            throw noCommonImage(file, others);
        }
        if (!others.isEmpty()) {
            notes.add(name + ": " + others.size() + " images have detections, but no true boxes, and count as images"
                    + " without an object: " + Excerpt.of(others, ScoreNotes.MAX_NAMES)
                    + ". Name the folder of all images (--images DIR) if they are not.");
        }
    }

    private DatasetException noCommonImage(BoxFile file, Collection<String> found) {
        return new DatasetException(file.path() + ": none of its images is among those of " + truth.path() + "; it has "
                + Excerpt.of(found, EXAMPLES) + ", expected are such as "
                + Excerpt.of(truth.images().stream().map(BoxImage::name).toList(), EXAMPLES)
                + ". Name detections of these images.");
    }

    private static <T> List<List<T>> empty(BoxImages images) {
        return images.images().stream().<List<T>>map(image -> new ArrayList<>()).collect(Collectors.toList());
    }

    private static Box pixels(LabeledBox box, BoxFile file, BoxImage image) throws DatasetException {
        if (!file.format().isRelative()) {
            return new Box(box.x(), box.y(), box.width(), box.height());
        }
        if (!image.hasSize()) {
            throw new DatasetException(file.path() + ": boxes are fractions of their images, and the size of image "
                    + image.name() + " is not known. Give the size of all images (--images 640x480) or their folder"
                    + " (--images DIR).");
        }
        return new Box(
                box.x() * image.width(),
                box.y() * image.height(),
                box.width() * image.width(),
                box.height() * image.height());
    }

    private static boolean isBeyond(Box box, BoxImage image) {
        return box.x() < -MARGIN
                || box.y() < -MARGIN
                || (image.hasSize()
                        && (box.x() + box.width() > image.width() + MARGIN
                                || box.y() + box.height() > image.height() + MARGIN));
    }

    private void noteBeyond(int boxes, String name) {
        if (boxes > 0) {
            notes.add(name + ": " + boxes + " boxes reach more than a pixel beyond their images; they count as they"
                    + " are.");
        }
    }

    /** Returns the SHA-256 of a file; of a folder that of the sorted lines {@code digest  name} of its files. */
    private static String digest(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return Sha256.of(path);
        }
        TreeSet<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, Files::isRegularFile)) {
            entries.forEach(files::add);
        }
        StringBuilder lines = new StringBuilder();
        for (Path file : files) {
            lines.append(Sha256.of(file))
                    .append("  ")
                    .append(file.getFileName())
                    .append('\n');
        }
        return Sha256.of(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
