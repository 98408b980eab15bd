// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import io.github.psfusion.imaging.codec.ImageSize;

/**
 * Two drawn cameras that are fixed to each other, as a user's own: an infrared one beside a visible one, with another lens, fewer pixels
 * of another aspect ratio, a turn, and barrel distortion. Lengths are meters, points whole at pixel centers.
 *
 * @param visible size of the visible images
 * @param infrared size of the infrared images
 * @param visibleFocal focal length in pixels of the visible image
 * @param infraredFocal focal length in pixels of the infrared image
 * @param right how far the infrared camera is to the right
 * @param up how far the infrared camera is higher
 * @param turn of the infrared camera to the right, in radians
 * @param visibleHorizon row of the horizon in the visible image
 * @param infraredHorizon row of the horizon in the infrared image, without distortion
 * @param k1 distortion of the infrared lens: a point at r, in halves of the long side from the center, is seen at
 *     {@code r (1 + k1 r^2)}
 */
public record CameraRig(
        ImageSize visible,
        ImageSize infrared,
        double visibleFocal,
        double infraredFocal,
        double right,
        double up,
        double turn,
        double visibleHorizon,
        double infraredHorizon,
        double k1) {
    private static final long SEED = 0x7269_67;
    private static final int STEPS = 20;

    /**
     * Returns a rig by its number: equal numbers are equal rigs.
     *
     * @param visible size of the visible images; the infrared ones have half the width, and an aspect ratio of 5 to 4
     */
    public static CameraRig ofNumber(int number, ImageSize visible) {
        Chance chance = Chance.of(SEED, number);
        ImageSize infrared = new ImageSize(visible.width() / 2, Math.round(visible.width() * 0.4f));
        double visibleFocal = chance.between(0.85, 1) * visible.width();
        double infraredFocal = visibleFocal / visible.width() * chance.between(1.03, 1.12) * infrared.width();
        double right = chance.sign() * chance.between(0.04, 0.08);
        double up = chance.between(-0.03, 0.03);
        double turn = chance.between(-0.015, 0.015);
        double visibleHorizon = 0.45 * visible.height();
        double ahead = (visibleHorizon - visible.height() / 2.0) / visibleFocal;
        double infraredHorizon =
                infrared.height() / 2.0 + infraredFocal * ahead + infrared.height() * chance.between(-0.015, 0.015);
        double k1 = chance.between(-0.06, -0.03);
        return new CameraRig(
                visible, infrared, visibleFocal, infraredFocal, right, up, turn, visibleHorizon, infraredHorizon, k1);
    }

    /**
     * Returns where the infrared camera sees what stands at a pixel of the visible image.
     *
     * @param distance from the visible camera along its line of sight; infinity for far things
     * @return x and y in pixels of the infrared image
     */
    public double[] infraredPoint(double x, double y, double distance) {
        double sideways = (x + 0.5 - visible.width() / 2.0) / visibleFocal - right / distance;
        double upwards = (visibleHorizon - y - 0.5) / visibleFocal - up / distance;
        double cosine = StrictMath.cos(turn);
        double sine = StrictMath.sin(turn);
        double ahead = sine * sideways + cosine;
        double u = infrared.width() / 2.0 + infraredFocal * (cosine * sideways - sine) / ahead - 0.5;
        double v = infraredHorizon - infraredFocal * upwards / ahead - 0.5;
        double dx = u - centerX();
        double dy = v - centerY();
        double factor = 1 + k1 * (dx * dx + dy * dy) / (unit() * unit());
        return new double[] {centerX() + dx * factor, centerY() + dy * factor};
    }

    /** Returns by how much a point of the infrared image lies farther from its center without distortion. */
    double undistortion(double dx, double dy) {
        double seen = Math.hypot(dx, dy) / unit();
        double radius = seen;
        for (int i = 0; i < STEPS; i++) {
            radius = seen / (1 + k1 * radius * radius);
        }
        return seen == 0 ? 1 : radius / seen;
    }

    double centerX() {
        return (infrared.width() - 1) / 2.0;
    }

    double centerY() {
        return (infrared.height() - 1) / 2.0;
    }

    private double unit() {
        return Math.max(infrared.width(), infrared.height()) / 2.0;
    }

    /** Returns the visible camera at a place of a scene. */
    Viewpoint visibleCamera(Viewpoint place) {
        return new Viewpoint(
                place.eye(), place.yaw(), visibleFocal / visible.width(), visibleHorizon / visible.height());
    }

    /**
     * Returns the infrared camera beside the visible one, without distortion, with a wider frame of finer pixels.
     *
     * @param width of the frame in pixels
     * @param height of the frame in pixels
     * @param scale pixels of the frame for one of the infrared image
     */
    Viewpoint infraredCamera(Viewpoint place, int width, int height, double scale) {
        double cosine = StrictMath.cos(place.yaw());
        double sine = StrictMath.sin(place.yaw());
        Vec eye = place.eye().plus(new Vec(right * cosine, up, -right * sine));
        double horizon = height / 2.0 + (infraredHorizon - infrared.height() / 2.0) * scale;
        return new Viewpoint(eye, place.yaw() + turn, infraredFocal * scale / width, horizon / height);
    }
}
