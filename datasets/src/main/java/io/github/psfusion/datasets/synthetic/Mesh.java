// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The triangles of a world, and the solids that painters make of them. Corners may be given in either sense of rotation. */
final class Mesh {
    private static final double FULL_TURN = 2 * Math.PI;

    private final Bend bend;
    private final List<Triangle> triangles = new ArrayList<>();

    Mesh(Bend bend) {
        this.bend = bend;
    }

    List<Triangle> triangles() {
        return Collections.unmodifiableList(triangles);
    }

    void triangle(Vec a, Vec b, Vec c, Surface surface) {
        triangles.add(new Triangle(new Vec[] {bend.moved(a), bend.moved(b), bend.moved(c)}, null, surface));
    }

    /** Adds a quadrilateral; its corners in order around it. */
    void quad(Vec a, Vec b, Vec c, Vec d, Surface surface) {
        triangle(a, b, c, surface);
        triangle(a, c, d, surface);
    }

    /** Adds a convex polygon, or one that is star-shaped about its mean corner. */
    void polygon(List<Vec> corners, Surface surface) {
        Vec sum = new Vec(0, 0, 0);
        for (Vec corner : corners) {
            sum = sum.plus(corner);
        }
        Vec middle = sum.times(1.0 / corners.size());
        for (int i = 0; i < corners.size(); i++) {
            triangle(middle, corners.get(i), corners.get((i + 1) % corners.size()), surface);
        }
    }

    /** Adds a box between two opposite corners, given as right, up, ahead of the frame. */
    void box(Frame frame, Vec low, Vec high, Surface surface) {
        taperedBox(frame, low, high, new Vec(1, 0, 1), surface);
    }

    /** Adds a box whose upper face is shrunk about its middle by {@code shrink.x} to the side and {@code shrink.z} along. */
    void taperedBox(Frame frame, Vec low, Vec high, Vec shrink, Surface surface) {
        double middleX = (low.x() + high.x()) / 2;
        double middleZ = (low.z() + high.z()) / 2;
        Vec[] bottom = new Vec[4];
        Vec[] top = new Vec[4];
        for (int i = 0; i < 4; i++) {
            double x = i == 0 || i == 3 ? low.x() : high.x();
            double z = i < 2 ? low.z() : high.z();
            bottom[i] = frame.point(x, low.y(), z);
            top[i] = frame.point(middleX + (x - middleX) * shrink.x(), high.y(), middleZ + (z - middleZ) * shrink.z());
        }
        quad(bottom[0], bottom[1], bottom[2], bottom[3], surface);
        quad(top[0], top[1], top[2], top[3], surface);
        for (int i = 0; i < 4; i++) {
            int next = (i + 1) % 4;
            quad(bottom[i], bottom[next], top[next], top[i], surface);
        }
    }

    /** Adds a rectangle of constant height above the ground, cut along the street so that it follows the bend. */
    void groundStrip(double left, double right, double from, double to, double height, Surface surface) {
        double step = 4;
        for (double z = from; z < to; z += step) {
            double end = Math.min(z + step, to);
            quad(
                    new Vec(left, height, z),
                    new Vec(right, height, z),
                    new Vec(right, height, end),
                    new Vec(left, height, end),
                    surface);
        }
    }

    /** Adds an upright strip along the street, cut so that it follows the bend. */
    void wallStrip(double x, double bottom, double top, double from, double to, Surface surface) {
        double step = 4;
        for (double z = from; z < to; z += step) {
            double end = Math.min(z + step, to);
            quad(new Vec(x, bottom, z), new Vec(x, bottom, end), new Vec(x, top, end), new Vec(x, top, z), surface);
        }
    }

    /** Adds a round bar from one point to another, with end caps, of one radius at each end (0 makes a point). */
    void tube(Vec from, Vec to, double radiusFrom, double radiusTo, int sides, Surface surface) {
        Vec axis = to.minus(from).unit();
        Vec side = axis.cross(Math.abs(axis.y()) > 0.9 ? new Vec(1, 0, 0) : new Vec(0, 1, 0))
                .unit();
        Vec other = axis.cross(side);
        List<Vec> start = new ArrayList<>(sides);
        List<Vec> end = new ArrayList<>(sides);
        Vec[] normals = new Vec[sides];
        for (int i = 0; i < sides; i++) {
            double angle = FULL_TURN * i / sides;
            normals[i] = side.times(StrictMath.cos(angle)).plus(other.times(StrictMath.sin(angle)));
            start.add(from.plus(normals[i].times(radiusFrom)));
            end.add(to.plus(normals[i].times(radiusTo)));
        }
        for (int i = 0; i < sides; i++) {
            int next = (i + 1) % sides;
            smooth(start.get(i), start.get(next), end.get(next), normals[i], normals[next], normals[next], surface);
            smooth(start.get(i), end.get(next), end.get(i), normals[i], normals[next], normals[i], surface);
        }
        polygon(start, surface);
        polygon(end, surface);
    }

    /** Adds an ellipsoid with axes along those of the frame. */
    void ellipsoid(Frame frame, Vec center, Vec radii, Surface surface) {
        int columns = 10;
        int rows = 6;
        Vec[][] points = new Vec[rows + 1][columns];
        Vec[][] normals = new Vec[rows + 1][columns];
        for (int row = 0; row <= rows; row++) {
            double polar = Math.PI * row / rows;
            for (int column = 0; column < columns; column++) {
                double turn = FULL_TURN * column / columns;
                double x = StrictMath.sin(polar) * StrictMath.cos(turn);
                double y = StrictMath.cos(polar);
                double z = StrictMath.sin(polar) * StrictMath.sin(turn);
                points[row][column] =
                        frame.point(center.x() + x * radii.x(), center.y() + y * radii.y(), center.z() + z * radii.z());
                normals[row][column] = frame.direction(x / radii.x(), y / radii.y(), z / radii.z())
                        .unit();
            }
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int next = (column + 1) % columns;
                Vec[] p = points[row];
                Vec[] q = points[row + 1];
                Vec[] m = normals[row];
                Vec[] n = normals[row + 1];
                smooth(p[column], p[next], q[next], m[column], m[next], n[next], surface);
                smooth(p[column], q[next], q[column], m[column], n[next], n[column], surface);
            }
        }
    }

    /** Adds a body of one outline, given as (up, ahead) in {@code x = 0}, pulled out from {@code left} to {@code right}. */
    void extruded(Frame frame, double[][] outline, double left, double right, Surface surface) {
        List<Vec> leftSide = new ArrayList<>(outline.length);
        List<Vec> rightSide = new ArrayList<>(outline.length);
        for (double[] corner : outline) {
            leftSide.add(frame.point(left, corner[0], corner[1]));
            rightSide.add(frame.point(right, corner[0], corner[1]));
        }
        polygon(leftSide, surface);
        polygon(rightSide, surface);
        for (int i = 0; i < outline.length; i++) {
            int next = (i + 1) % outline.length;
            quad(leftSide.get(i), leftSide.get(next), rightSide.get(next), rightSide.get(i), surface);
        }
    }

    private void smooth(Vec a, Vec b, Vec c, Vec normalA, Vec normalB, Vec normalC, Surface surface) {
        triangles.add(new Triangle(
                new Vec[] {bend.moved(a), bend.moved(b), bend.moved(c)},
                new Vec[] {normalA, normalB, normalC},
                surface));
    }
}
