// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.metrics.detection.Box;

/**
 * Where an image lies in the input of a model, and how boxes come back: {@code x = (x' - left) / scaleX}.
 *
 * @param image the image's size
 * @param scaled its size in the input
 * @param left pixels left of it
 * @param top pixels above it
 * @param scaleX input pixels per image pixel
 * @param scaleY the same, downwards
 */
record Placement(ImageSize image, ImageSize scaled, int left, int top, double scaleX, double scaleY) {
    /** A trick of the published code: a half is rounded down before the image and up behind it. */
    private static final double BEFORE = 0.1;

    /** How an image is fitted into the input of a model. */
    enum Fit {
        /** Its sides keep their ratio; gray on all sides. It shrinks, and never grows, as in ultralytics' validation. */
        LETTERBOX,
        /** Its sides keep their ratio; gray on the right and below. It shrinks or grows, as in YOLOX. */
        TOP_LEFT,
        /** Both sides are those of the input. */
        STRETCH
    }

    static Placement of(Fit fit, ImageSize image, ImageSize input) {
        double ratio = Math.min((double) input.width() / image.width(), (double) input.height() / image.height());
        return switch (fit) {
            case STRETCH ->
                new Placement(
                        image,
                        input,
                        0,
                        0,
                        (double) input.width() / image.width(),
                        (double) input.height() / image.height());
            case TOP_LEFT -> {
                ImageSize scaled = new ImageSize(
                        Math.max(1, (int) (image.width() * ratio)), Math.max(1, (int) (image.height() * ratio)));
                yield new Placement(image, scaled, 0, 0, ratio, ratio);
            }
            case LETTERBOX -> {
                double shrink = Math.min(ratio, 1);
                ImageSize scaled = new ImageSize(Math.max(1, (int) Math.rint(image.width() * shrink)), Math.max(1, (int)
                        Math.rint(image.height() * shrink)));
                yield new Placement(
                        image,
                        scaled,
                        (int) Math.rint((input.width() - scaled.width()) / 2.0 - BEFORE),
                        (int) Math.rint((input.height() - scaled.height()) / 2.0 - BEFORE),
                        shrink,
                        shrink);
            }
        };
    }

    /** Returns the box in the image of a box in the input, clipped to the image. */
    Box back(Box box) {
        return clipped(
                (box.x() - left) / scaleX,
                (box.y() - top) / scaleY,
                (box.x() + box.width() - left) / scaleX,
                (box.y() + box.height() - top) / scaleY);
    }

    /** Returns a box in the image, clipped to it. */
    Box clipped(Box box) {
        return clipped(box.x(), box.y(), box.x() + box.width(), box.y() + box.height());
    }

    private Box clipped(double x1, double y1, double x2, double y2) {
        double fromX = clamp(x1, image.width());
        double fromY = clamp(y1, image.height());
        return new Box(fromX, fromY, clamp(x2, image.width()) - fromX, clamp(y2, image.height()) - fromY);
    }

    private static double clamp(double value, int size) {
        return Math.min(Math.max(value, 0), size);
    }
}
