// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import io.github.psfusion.imaging.Image;
import java.util.List;
import java.util.OptionalInt;

/** A part of a {@link Drawing}. Colors are 0xRRGGBB. */
sealed interface Graphic {
    /** A corner of a path. */
    record Point(double x, double y) {}

    /** How a line is drawn. */
    enum Dash {
        /** Without gaps. */
        SOLID,
        /** With gaps. */
        DASHED
    }

    /**
     * A line.
     *
     * @param width in points
     */
    record Stroke(int color, double width, Dash dash) {
        /** A line without gaps. */
        static Stroke solid(int color, double width) {
            return new Stroke(color, width, Dash.SOLID);
        }
    }

    /** Straight lines from point to point, at least two. */
    record Lines(List<Point> points, Stroke stroke) implements Graphic {
        /** Copies the points. */
        public Lines {
            points = List.copyOf(points);
        }

        /** One line. */
        static Lines line(double x1, double y1, double x2, double y2, Stroke stroke) {
            return new Lines(List.of(new Point(x1, y1), new Point(x2, y2)), stroke);
        }
    }

    /** A rectangle with an edge, and filled if there is a color for that. */
    record Rectangle(double x, double y, double width, double height, Stroke stroke, OptionalInt fill)
            implements Graphic {}

    /** A disk with an edge. */
    record Disk(double x, double y, double radius, Stroke stroke, int fill) implements Graphic {}

    /** Where a text is relative to its point. */
    enum Anchor {
        /** The text begins there. */
        START,
        /** Its middle is there. */
        MIDDLE,
        /** It ends there. */
        END
    }

    /** The direction of a text. */
    enum Direction {
        /** From left to right. */
        RIGHT,
        /** From bottom to top. */
        UP
    }

    /**
     * A line of text.
     *
     * @param x of the point on the base line that the anchor is about
     * @param y of that point
     * @param size of the font, in points
     */
    record Text(double x, double y, String text, double size, Anchor anchor, Direction direction, int color)
            implements Graphic {
        /** Black text from left to right. */
        static Text of(double x, double y, String text, double size, Anchor anchor) {
            return new Text(x, y, text, size, anchor, Direction.RIGHT, 0);
        }
    }

    /** An image that fills a rectangle; it keeps its own pixels. */
    record Raster(double x, double y, double width, double height, Image image) implements Graphic {}
}
