// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.imaging.geometry.Resampling;
import io.github.psfusion.platform.Excerpt;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A segmenter of others: gives each pixel of an image a class of a data set. Its output is logits, [1, C, h, w], or a class map,
 * [1, h, w] or [1, 1, h, w]. Of one thread at a time. Close it when it is no longer used.
 */
public final class OnnxSegmenter implements AutoCloseable {
    private static final int NAMED = 12;
    /** Class maps have 8 bits. */
    private static final int MOST_CLASSES = 256;

    private final OnnxModel model;
    private final ModelInputs inputs;
    private final SegmenterOptions options;
    private final Optional<ImageSize> size;
    private final String output;
    private final ClassMatch classes;
    private final boolean assumed;

    private OnnxSegmenter(
            OnnxModel model,
            ModelInputs inputs,
            SegmenterOptions options,
            Optional<ImageSize> size,
            String output,
            ClassMatch classes,
            boolean assumed) {
        this.model = model;
        this.inputs = inputs;
        this.options = options;
        this.size = size;
        this.output = output;
        this.classes = classes;
        this.assumed = assumed;
    }

    /**
     * Opens a segmenter, and runs it once to see the shape of its output.
     *
     * @param data names of the classes of the data set, in their order
     * @param first size of the first image, which a model of no fixed size gets
     * @param threads of an operation; 0 for as many as the CPU has cores
     * @throws WeightFormatException if the file is no ONNX file, or its input, outputs or classes are not those of a segmenter
     * @throws io.github.psfusion.datasets.DatasetException if the classes of model and data set do not match
     */
    public static OnnxSegmenter open(
            Path file, SegmenterOptions options, List<String> data, ImageSize first, int threads) throws IOException {
        OnnxModel model = OnnxModel.open(file, threads);
        try {
            return open(model, options, data, first);
        } catch (IOException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static OnnxSegmenter open(OnnxModel model, SegmenterOptions options, List<String> data, ImageSize first)
            throws IOException {
        ModelInputs inputs = ModelInputs.of(model);
        if (inputs.sizes().isPresent()) {
            throw model.wrong("the model has a second input, \""
                    + inputs.sizes().get() + "\"; a segmenter has one, the image. Name a segmenter.");
        }
        Optional<ImageSize> size =
                options.size().isPresent() || inputs.isFixed() ? inputs.size(model, options.size()) : Optional.empty();
        Set<String> names = new LinkedHashSet<>();
        model.outputs().forEach(port -> names.add(port.name()));
        if (options.output().isPresent() && !names.contains(options.output().get())) {
            throw model.wrong("the model has no output \"" + options.output().get() + "\"; it has "
                    + String.join(", ", names) + ". Name one of these with --output-name.");
        }
        Set<String> wanted = options.output().map(Set::of).orElse(names);
        List<ModelOutput> probe = model.run(inputs.black(size.orElse(first)), wanted);
        ModelOutput output = probe.stream()
                .filter(OnnxSegmenter::isOfMaps)
                .findFirst()
                .orElseThrow(() -> model.wrong("the model gives "
                        + probe.stream()
                                .map(each -> each.name() + " " + each.text())
                                .collect(Collectors.joining(", "))
                        + "; expected logits, [1, classes, height, width], or a class map, [1, height, width] or [1, 1,"
                        + " height, width]. Export the segmenter without its post-processing."));
        int count = isOfLogits(output) ? output.size(1) : 0;
        if (count > MOST_CLASSES) {
            throw model.wrong("the output \"" + output.name() + "\" is " + output.text() + ", logits of " + count
                    + " classes; class maps have at most " + MOST_CLASSES + ". Name another output (--output-name).");
        }
        List<String> given = options.classes().isEmpty() ? ModelClasses.of(model.metadata()) : options.classes();
        boolean assumed = given.isEmpty() && (count == 0 || count == data.size());
        if (given.isEmpty() && !assumed) {
            throw model.wrong("the segmenter has " + count + " classes by the shape " + output.text()
                    + ", the data set has " + data.size() + ", and the file does not name its own (no \"names\" in its"
                    + " metadata). Name them in their order: --model-classes FILE with one in each line, or"
                    + " --model-classes road,person,...");
        }
        List<String> of = assumed ? data : given;
        if (count > 0 && of.size() != count) {
            throw model.wrong("the segmenter has " + count + " classes by the shape " + output.text() + ", and "
                    + of.size() + " names (" + Excerpt.of(of, NAMED) + ") "
                    + (options.classes().isEmpty() ? "are in its metadata" : "are given")
                    + ". Name all classes in their order with --model-classes.");
        }
        return new OnnxSegmenter(
                model, inputs, options, size, output.name(), ClassMatch.of(of, data, options.named()), assumed);
    }

    private static boolean isOfLogits(ModelOutput output) {
        return output.rank() == 4 && output.size(1) > 1;
    }

    private static boolean isOfMaps(ModelOutput output) {
        return (output.rank() == 4 || output.rank() == 3) && output.size(0) == 1;
    }

    /** Returns which classes of the data set the model's are. */
    public ClassMatch classes() {
        return classes;
    }

    /** Returns what bears on the class maps, for records, in order. */
    public Map<String, String> facts() throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("segmenter", String.valueOf(model.path().getFileName()));
        facts.put("segmenter_sha256", model.digest());
        facts.put(
                "input_size",
                size.map(fixed -> fixed.width() + " x " + fixed.height() + ", stretched")
                        .orElse("that of each image"));
        facts.put("channels", options.order().name().toLowerCase(Locale.ROOT));
        facts.put("scaling", options.scaling().toString());
        facts.put("output", output);
        facts.put("classes_matched", assumed ? "taken as those of the data set, in its order" : classes.toString());
        if (!classes.unmatched().isEmpty()) {
            facts.put("counted_as_" + classes.data().get(0), String.join(", ", classes.unmatched()));
        }
        if (!classes.missing().isEmpty()) {
            facts.put("not_among_classes_of_segmenter", String.join(", ", classes.missing()));
        }
        return facts;
    }

    /**
     * Predicts the class of each pixel. Logits of another size than the image are interpolated linearly before the largest is taken;
     * class maps are resized to the nearest pixel.
     *
     * @param name of the image, for messages
     * @return a map of the image's size, of classes of the data set; pixels of a class that it does not have are of its first
     * @throws WeightFormatException if the model gives no numbers, or classes without a name
     */
    public LabelMap predict(Image image, String name) throws WeightFormatException {
        ImageSize original = new ImageSize(image.width(), image.height());
        ImageSize input = size.orElse(original);
        Placement placement = Placement.of(Placement.Fit.STRETCH, original, input);
        float[] pixels = ModelImage.values(image, placement, input, options.scaling(), options.order());
        ModelOutput computed = model.run(inputs.values(pixels, input, original), Set.of(output))
                .get(0);
        if (!isOfMaps(computed)) {
            throw model.wrong(name + ": the output \"" + output + "\" is " + computed.text()
                    + ", unlike that of the first image. Export the model with outputs of one shape.");
        }
        LabelMap map = isOfLogits(computed) ? argmax(computed, original, name) : map(computed, original, name);
        byte[] labels = map.toArray();
        for (int i = 0; i < labels.length; i++) {
            labels[i] =
                    (byte) classes.indices().get(Byte.toUnsignedInt(labels[i])).orElse(0);
        }
        return LabelMap.of(map.width(), map.height(), labels);
    }

    private LabelMap argmax(ModelOutput logits, ImageSize size, String name) throws WeightFormatException {
        int height = logits.size(2);
        int width = logits.size(3);
        if (logits.size(1) != classes.model().size()) {
            throw model.wrong(name + ": the output \"" + output + "\" is " + logits.text() + ", but the model has "
                    + classes.model().size() + " classes. Name all classes in their order with --model-classes.");
        }
        byte[] labels = new byte[size.width() * size.height()];
        float[] best = new float[labels.length];
        Arrays.fill(best, Float.NEGATIVE_INFINITY);
        for (int c = 0; c < logits.size(1); c++) {
            float[] values = Arrays.copyOfRange(logits.values(), c * height * width, (c + 1) * height * width);
            for (float value : values) {
                if (Float.isNaN(value)) {
                    throw model.wrong(
                            name + ": the output \"" + output + "\" has values that are not numbers. Check the"
                                    + " scaling of the input (--normalization) and the model itself.");
                }
            }
            float[] resized = width == size.width() && height == size.height()
                    ? values
                    : Resampling.interpolated(Plane.wrap(width, height, values), size.width(), size.height())
                            .toArray();
            for (int i = 0; i < labels.length; i++) {
                if (resized[i] > best[i]) {
                    best[i] = resized[i];
                    labels[i] = (byte) c;
                }
            }
        }
        return LabelMap.of(size.width(), size.height(), labels);
    }

    private LabelMap map(ModelOutput computed, ImageSize size, String name) throws WeightFormatException {
        int height = computed.size(computed.rank() - 2);
        int width = computed.size(computed.rank() - 1);
        byte[] labels = new byte[height * width];
        for (int i = 0; i < labels.length; i++) {
            float value = computed.values()[i];
            if (!(value >= 0 && value < classes.model().size() && value == Math.rint(value))) {
                throw model.wrong(name + ": the class map \"" + output + "\" has the value " + value
                        + "; expected whole numbers from 0 to "
                        + (classes.model().size() - 1)
                        + ", the classes of the model. Name all of them (--model-classes), or another output"
                        + " (--output-name).");
            }
            labels[i] = (byte) (int) value;
        }
        LabelMap map = LabelMap.of(width, height, labels);
        return width == size.width() && height == size.height()
                ? map
                : Resampling.nearest(map, size.width(), size.height());
    }

    @Override
    public void close() {
        model.close();
    }
}
