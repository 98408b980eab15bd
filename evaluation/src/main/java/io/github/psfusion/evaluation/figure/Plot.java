// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import io.github.psfusion.evaluation.figure.Graphic.Anchor;
import io.github.psfusion.evaluation.figure.Graphic.Lines;
import io.github.psfusion.evaluation.figure.Graphic.Rectangle;
import io.github.psfusion.evaluation.figure.Graphic.Stroke;
import io.github.psfusion.evaluation.figure.Graphic.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The frame of a chart: where its values are drawn.
 *
 * @param x left edge of the frame in points
 * @param y upper edge
 */
record Plot(double x, double y, double width, double height) {
    static final double FONT = 7.5;
    static final double TITLE = 8.5;
    /** Room above a frame for the title. */
    static final double ABOVE = 16;
    /** Room below a frame for the labels of ticks. */
    static final double BELOW = 13;

    private static final double GAP = 3;
    private static final Stroke FRAME = Stroke.solid(0x555555, 0.6);
    private static final Stroke GRID = Stroke.solid(0xdddddd, 0.4);

    /** Returns the position of a value on an axis from left to right. */
    double across(Axis axis, double value) {
        return x + axis.share(value) * width;
    }

    /** Returns the position of a value on an axis from bottom to top. */
    double up(Axis axis, double value) {
        return y + height - axis.share(value) * height;
    }

    /** Returns the title above the middle of the frame. */
    Text title(String title) {
        return Text.of(x + width / 2, y - 2 * GAP + 1, title, TITLE, Anchor.MIDDLE);
    }

    /** Returns lines and labels of an axis from left to right. */
    List<Graphic> horizontal(Axis axis) {
        List<Graphic> shapes = new ArrayList<>();
        for (Axis.Tick tick : axis.ticks()) {
            double at = across(axis, tick.value());
            shapes.add(Lines.line(at, y, at, y + height, GRID));
            shapes.add(Text.of(at, y + height + GAP + FONT, tick.label(), FONT, Anchor.MIDDLE));
        }
        return shapes;
    }

    /** Returns lines and labels of an axis from bottom to top. */
    List<Graphic> vertical(Axis axis) {
        List<Graphic> shapes = new ArrayList<>();
        for (Axis.Tick tick : axis.ticks()) {
            double at = up(axis, tick.value());
            shapes.add(Lines.line(x, at, x + width, at, GRID));
            shapes.add(label(at, tick.label()));
        }
        return shapes;
    }

    /** Returns a label to the left of the frame. */
    Text label(double at, String text) {
        return Text.of(x - GAP, at + FONT / 3, text, FONT, Anchor.END);
    }

    /** Returns the edge of the frame. */
    Graphic frame() {
        return new Rectangle(x, y, width, height, FRAME, OptionalInt.empty());
    }
}
