// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.weights.WeightFormatException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The inputs of a model of images.
 *
 * @param image name of the input of the image, [1, 3, H, W]
 * @param height that the model fixes; -1 if it does not
 * @param width that the model fixes; -1 if it does not
 * @param sizes name of the input of the image's width and height, [1, 2]; empty for most models
 */
record ModelInputs(String image, long height, long width, Optional<String> sizes) {
    private static final int CHANNELS = 3;
    /** Under this key ultralytics writes the size of training, height first. */
    private static final String IMAGE_SIZE = "imgsz";

    private static final Pattern PAIR = Pattern.compile("\\[?\\s*(\\d{1,6})\\s*,\\s*(\\d{1,6})\\s*]?");

    /**
     * Recognizes the inputs.
     *
     * @throws WeightFormatException if there are others
     */
    static ModelInputs of(OnnxModel model) throws WeightFormatException {
        List<ModelPort> images =
                model.inputs().stream().filter(port -> port.shape().size() == 4).toList();
        List<ModelPort> others =
                model.inputs().stream().filter(port -> port.shape().size() != 4).toList();
        boolean sized = others.size() == 1
                && others.get(0).shape().size() == 2
                && fits(others.get(0).shape().get(1), 2)
                && others.get(0).type().startsWith("INT");
        if (images.size() != 1 || !(others.isEmpty() || sized)) {
            throw model.wrong("the model has " + model.inputs().size() + " inputs: " + list(model.inputs())
                    + "; expected one of an image, [1, 3, H, W], and beside it at most one of the image's width and height,"
                    + " [1, 2] of integers. Export the model with an image as its only input.");
        }
        ModelPort image = images.get(0);
        List<Long> shape = image.shape();
        if (!fits(shape.get(1), CHANNELS)) {
            boolean last = fits(shape.get(3), CHANNELS);
            throw model.wrong("the input \"" + image.name() + "\" is " + image.text() + "; expected [1, 3, H, W]"
                    + (last ? ", channels before rows and columns" : "")
                    + ". Export the model for images of three channels in this order.");
        }
        if (!fits(shape.get(0), 1)) {
            throw model.wrong("the input \"" + image.name() + "\" is " + image.text() + ", made for batches of "
                    + shape.get(0) + " images. Export the model for one image, or for any number of them.");
        }
        return new ModelInputs(
                image.name(),
                shape.get(2),
                shape.get(3),
                others.stream().map(ModelPort::name).findFirst());
    }

    private static boolean fits(long size, long expected) {
        return size == expected || size < 0;
    }

    private static String list(List<ModelPort> ports) {
        StringBuilder text = new StringBuilder();
        for (ModelPort port : ports) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append(port.name())
                    .append(' ')
                    .append(port.text())
                    .append(" of ")
                    .append(port.type());
        }
        return text.toString();
    }

    /** Returns whether the model fixes the size of its images. */
    boolean isFixed() {
        return height > 0 && width > 0;
    }

    /** Returns the size that the model or its user fixes, else that of its training if the file states it; empty if none does. */
    Optional<ImageSize> size(OnnxModel model, Optional<ImageSize> wanted) throws WeightFormatException {
        if (wanted.isPresent()) {
            boolean contradicts = (width > 0 && width != wanted.get().width())
                    || (height > 0 && height != wanted.get().height());
            if (contradicts) {
                throw model.wrong("the model fixes its input to " + side(width) + "x" + side(height) + ", not "
                        + wanted.get() + ". Leave --size out, or export the model for any size.");
            }
            return wanted;
        }
        if (isFixed()) {
            return Optional.of(new ImageSize(Math.toIntExact(width), Math.toIntExact(height)));
        }
        Matcher stated = PAIR.matcher(model.metadata().getOrDefault(IMAGE_SIZE, ""));
        return stated.matches() && Integer.parseInt(stated.group(1)) > 0 && Integer.parseInt(stated.group(2)) > 0
                ? Optional.of(new ImageSize(Integer.parseInt(stated.group(2)), Integer.parseInt(stated.group(1))))
                : Optional.empty();
    }

    private static String side(long size) {
        return size > 0 ? String.valueOf(size) : "any";
    }

    /** Returns the values of the inputs. */
    Map<String, OnnxModel.Input> values(float[] pixels, ImageSize input, ImageSize original) {
        Map<String, OnnxModel.Input> values = new LinkedHashMap<>();
        values.put(image, OnnxModel.Input.of(pixels, 1, CHANNELS, input.height(), input.width()));
        sizes.ifPresent(name ->
                values.put(name, OnnxModel.Input.of(new long[] {original.width(), original.height()}, 1, 2)));
        return values;
    }

    /** Returns the values of the inputs for an image of black pixels, to see the shapes of the outputs. */
    Map<String, OnnxModel.Input> black(ImageSize input) {
        return values(new float[CHANNELS * input.width() * input.height()], input, input);
    }
}
