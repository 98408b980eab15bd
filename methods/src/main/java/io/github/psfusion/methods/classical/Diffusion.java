// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import io.github.psfusion.imaging.numeric.DoubleImage;
import java.util.List;

/**
 * Diffusion that stops at edges: what flows between two neighbors of difference {@code d} is {@code exp(-(d / kappa)^2) d}.
 *
 * <p>P. Perona, J. Malik, "Scale-space and edge detection using anisotropic diffusion", IEEE Transactions on Pattern Analysis and
 * Machine Intelligence 12, 1990, with the first of their two functions. Nothing flows over the border, so that the mean of the
 * image stays.
 *
 * @param neighbors between which pixels something flows
 * @param iterations how often
 * @param step the share of the flow that is followed at a time
 * @param kappa difference from which on edges stop the flow, in the unit of the samples
 */
record Diffusion(Neighbors neighbors, int iterations, double step, double kappa) {
    /** Between which pixels something flows. */
    enum Neighbors {
        /** The four that share an edge. */
        FOUR(0.25),
        /** These, and the four diagonal ones at half weight: the inverse of their squared distance. */
        EIGHT(0.166);

        private final double greatestStep;

        Neighbors(double greatestStep) {
            this.greatestStep = greatestStep;
        }

        /**
         * Returns up to which step no pixel leaves the range of its neighbors: the inverse of their total weight, rounded down.
         */
        double greatestStep() {
            return greatestStep;
        }
    }

    /** From a pixel to one neighbor; the neighbor on the other side has the same link to this pixel. */
    private record Link(int right, int down, double weight) {}

    private static final List<Link> EDGES = List.of(new Link(1, 0, 1), new Link(0, 1, 1));
    private static final List<Link> CORNERS = List.of(new Link(1, 1, 0.5), new Link(-1, 1, 0.5));

    /** Returns the diffused image. */
    DoubleImage of(DoubleImage image) {
        DoubleImage before = image;
        for (int iteration = 0; iteration < iterations; iteration++) {
            DoubleImage after = before.copy();
            for (Link edge : EDGES) {
                flow(before, after, edge);
            }
            if (neighbors == Neighbors.EIGHT) {
                for (Link corner : CORNERS) {
                    flow(before, after, corner);
                }
            }
            before = after;
        }
        return before;
    }

    private void flow(DoubleImage before, DoubleImage after, Link link) {
        int width = before.width();
        double[] from = before.values();
        double[] to = after.values();
        int start = Math.max(0, -link.right);
        int end = width - Math.max(0, link.right);
        for (int y = 0; y < before.height() - link.down; y++) {
            for (int x = start; x < end; x++) {
                int here = y * width + x;
                int there = here + link.down * width + link.right;
                double difference = from[there] - from[here];
                double ratio = difference / kappa;
                double flow = step * link.weight * Math.exp(-ratio * ratio) * difference;
                to[here] += flow;
                to[there] -= flow;
            }
        }
    }
}
