// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.metrics.detection.Box;
import io.github.psfusion.metrics.detection.Detection;
import io.github.psfusion.platform.Excerpt;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** A detector of others: finds boxes of objects in images of any size. Of one thread at a time. Close it when it is no longer used. */
public final class OnnxDetector implements AutoCloseable {
    private final OnnxModel model;
    private final ModelInputs inputs;
    private final Set<String> outputs;
    private final DetectorOptions options;
    private final DetectorLayout layout;
    private final ImageSize size;
    private final List<String> classes;

    private OnnxDetector(
            OnnxModel model,
            ModelInputs inputs,
            Set<String> outputs,
            DetectorOptions options,
            DetectorLayout layout,
            ImageSize size,
            List<String> classes) {
        this.model = model;
        this.inputs = inputs;
        this.outputs = outputs;
        this.options = options;
        this.layout = layout;
        this.size = size;
        this.classes = List.copyOf(classes);
    }

    /**
     * Opens a detector, and runs it once to see the shapes of its outputs.
     *
     * @param threads of an operation; 0 for as many as the CPU has cores
     * @throws WeightFormatException if the file is no ONNX file, or its inputs, outputs or classes are not those of a detector
     */
    public static OnnxDetector open(Path file, DetectorOptions options, int threads) throws IOException {
        OnnxModel model = OnnxModel.open(file, threads);
        try {
            return open(model, options);
        } catch (IOException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static OnnxDetector open(OnnxModel model, DetectorOptions options) throws IOException {
        ModelInputs inputs = ModelInputs.of(model);
        ImageSize size = inputs.size(model, options.size())
                .orElseThrow(
                        () -> model.wrong("the model takes images of any size, and does not state the one that it was"
                                + " made for. Give it, such as --size 640x640."));
        Set<String> outputs = new LinkedHashSet<>();
        model.outputs().forEach(port -> outputs.add(port.name()));
        List<ModelOutput> probe = model.run(inputs.black(size), outputs);
        List<String> names = options.classes().isEmpty() ? ModelClasses.of(model.metadata()) : options.classes();
        DetectorLayout layout = layout(model, inputs, probe, size, names, options);
        int count = layout.classes(probe, size).orElseThrow();
        if (names.isEmpty()) {
            throw model.wrong("the file does not name the " + (count > 0 ? count + " classes" : "classes")
                    + " of the detector (no \"names\" in its metadata). Name them in their order: --classes FILE with one in"
                    + " each line, --classes person,bicycle,car or --classes coco.");
        }
        if (count > 0 && names.size() != count) {
            throw model.wrong("the detector has " + count + " classes by the shape " + shapes(probe) + " of layout "
                    + layout.key() + ", and " + names.size() + " names (" + excerpt(names) + ") "
                    + (options.classes().isEmpty() ? "are in its metadata" : "are given")
                    + ". Name all classes in their order (--classes)"
                    + others(probe, size, layout) + ".");
        }
        return new OnnxDetector(model, inputs, outputs, options, layout, size, names);
    }

    private static String excerpt(List<String> names) {
        return Excerpt.of(names, 3);
    }

    private static DetectorLayout layout(
            OnnxModel model,
            ModelInputs inputs,
            List<ModelOutput> probe,
            ImageSize size,
            List<String> names,
            DetectorOptions options)
            throws WeightFormatException {
        Map<DetectorLayout, Integer> fitting = fitting(probe, size);
        String found = "for an input of " + size + " the model gives " + shapes(probe);
        if (options.layout().isPresent()) {
            DetectorLayout wanted = options.layout().get();
            if (!fitting.containsKey(wanted)
                    || (wanted == DetectorLayout.RTDETR_SIZES && inputs.sizes().isEmpty())) {
                throw model.wrong(found + "; layout " + wanted.key() + " expects " + wanted.shape() + "."
                        + (fitting.isEmpty()
                                ? " No known layout fits: " + known() + "."
                                : " These would fit: " + list(fitting) + " (--layout)."));
            }
            return wanted;
        }
        if (inputs.sizes().isPresent()) {
            fitting.keySet().removeIf(layout -> layout != DetectorLayout.RTDETR_SIZES);
        } else {
            fitting.remove(DetectorLayout.RTDETR_SIZES);
        }
        if (fitting.isEmpty()) {
            throw model.wrong(found + ", which fits no known layout: " + known()
                    + ". Export the detector without its own post-processing, or with that of ultralytics (nms=True).");
        }
        if (fitting.size() > 1) {
            // Shapes alone leave it open; the number of classes may decide.
            Map<DetectorLayout, Integer> named = new LinkedHashMap<>(fitting);
            named.values().removeIf(count -> count > 0 && count != names.size());
            if (named.size() == 1) {
                return named.keySet().iterator().next();
            }
            throw model.wrong(
                    found + ", which fits several layouts: " + list(fitting) + ". Name the right one with --layout.");
        }
        return fitting.keySet().iterator().next();
    }

    /** Returns the layouts of this shape with the numbers of classes. Grids of cells have numbers that are hardly ever met by chance. */
    private static Map<DetectorLayout, Integer> fitting(List<ModelOutput> outputs, ImageSize size) {
        Map<DetectorLayout, Integer> fitting = new LinkedHashMap<>();
        for (DetectorLayout layout : DetectorLayout.values()) {
            OptionalInt classes = layout.classes(outputs, size);
            if (classes.isPresent()) {
                fitting.put(layout, classes.getAsInt());
            }
        }
        if (fitting.keySet().stream().anyMatch(DetectorLayout::isOfCells)) {
            fitting.keySet().removeIf(layout -> !layout.isOfCells());
        }
        return fitting;
    }

    private static String others(List<ModelOutput> probe, ImageSize size, DetectorLayout chosen) {
        Map<DetectorLayout, Integer> fitting = fitting(probe, size);
        fitting.remove(chosen);
        return fitting.isEmpty() ? "" : "; these layouts would fit, too: " + list(fitting);
    }

    private static String shapes(List<ModelOutput> outputs) {
        return outputs.stream()
                .map(output -> output.name() + " " + output.text())
                .collect(Collectors.joining(", "));
    }

    private static String list(Map<DetectorLayout, Integer> layouts) {
        return layouts.entrySet().stream()
                .map(entry ->
                        entry.getKey().key() + (entry.getValue() > 0 ? " of " + entry.getValue() + " classes" : ""))
                .collect(Collectors.joining(", "));
    }

    private static String known() {
        List<String> known = new ArrayList<>();
        for (DetectorLayout layout : DetectorLayout.values()) {
            known.add(layout.key() + " " + layout.shape());
        }
        return String.join("; ", known);
    }

    /** Returns the names of the classes, by the numbers of detections. */
    public List<String> classes() {
        return classes;
    }

    /** Returns the layout of the outputs. */
    public DetectorLayout layout() {
        return layout;
    }

    /** Returns what bears on the detections, for records, in order. */
    public Map<String, String> facts() throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("detector", String.valueOf(model.path().getFileName()));
        facts.put("detector_sha256", model.digest());
        facts.put("layout", layout.key());
        facts.put(
                "input",
                size.width() + " x " + size.height() + ", "
                        + switch (layout.fit()) {
                            case LETTERBOX -> "letterbox";
                            case TOP_LEFT -> "padded on the right and below";
                            case STRETCH -> "stretched";
                        });
        facts.put("channels", order().name().toLowerCase(Locale.ROOT));
        facts.put("scaling", scaling().toString());
        facts.put("score_threshold", String.valueOf(options.score()));
        facts.put("suppression", overlap().isPresent() ? "IoU " + overlap().getAsDouble() + ", by class" : "none");
        facts.put("boxes_kept", String.valueOf(options.most()));
        facts.put("detector_classes", String.join(", ", classes));
        return facts;
    }

    private PixelScaling scaling() {
        return options.scaling().orElse(layout.scaling());
    }

    private ChannelOrder order() {
        return options.order().orElse(layout.order());
    }

    private OptionalDouble overlap() {
        return options.overlap().isPresent() ? options.overlap() : layout.overlap();
    }

    /**
     * Finds objects.
     *
     * @param name of the image, for messages
     * @return boxes in pixels of the image, clipped to it, by falling score; perhaps none
     * @throws WeightFormatException if the model gives no numbers
     */
    public List<Detection> detect(Image image, String name) throws WeightFormatException {
        ImageSize original = new ImageSize(image.width(), image.height());
        Placement placement = Placement.of(layout.fit(), original, size);
        float[] pixels = ModelImage.values(image, placement, size, scaling(), order());
        List<ModelOutput> computed = model.run(inputs.values(pixels, size, original), outputs);
        if (layout.classes(computed, size).isEmpty()) {
            throw model.wrong(name + ": the model gives " + shapes(computed) + ", which is not layout " + layout.key()
                    + " as for the first image. Export the detector with outputs of one shape.");
        }
        Candidates candidates = new Candidates(options.score(), classes.size());
        try {
            layout.decode(computed, size, candidates);
        } catch (DetectorLayout.NotANumberException e) {
            throw model.wrong(name + ": " + e.getMessage()
                    + ". Check the scaling of the input (--normalization) and the model itself.");
        }
        List<Detection> kept = overlap().isPresent()
                ? NonMaximumSuppression.of(candidates.boxes, overlap().getAsDouble(), options.most())
                : NonMaximumSuppression.surest(candidates.boxes, options.most());
        return kept.stream()
                .map(found -> new Detection(
                        found.category(),
                        layout == DetectorLayout.RTDETR_SIZES
                                ? placement.clipped(found.box())
                                : placement.back(found.box()),
                        found.score()))
                .toList();
    }

    /** Collects the boxes of an image whose scores are high enough. */
    private static final class Candidates implements DetectorLayout.BoxSink {
        private final List<Detection> boxes = new ArrayList<>();
        private final double smallest;
        private final int classes;

        Candidates(double smallest, int classes) {
            this.smallest = smallest;
            this.classes = classes;
        }

        @Override
        public void check(double score) {
            if (!Double.isFinite(score)) {
                throw new DetectorLayout.NotANumberException(
                        "the detector gives a score that is not a number (" + score + ")");
            }
        }

        @Override
        public boolean takes(double score) {
            check(score);
            return score >= smallest;
        }

        @Override
        public int category(double value) {
            if (!(value >= 0 && value < classes && value == Math.rint(value))) {
                throw new DetectorLayout.NotANumberException("the detector found class " + value
                        + ", but only the classes" + " 0 to " + (classes - 1) + " have names (--classes)");
            }
            return (int) value;
        }

        @Override
        public void corners(double x1, double y1, double x2, double y2, int category, double score) {
            try {
                boxes.add(new Detection(category, new Box(x1, y1, Math.max(0, x2 - x1), Math.max(0, y2 - y1)), score));
            } catch (IllegalArgumentException e) {
                throw new DetectorLayout.NotANumberException("the detector gives a box of no use: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
