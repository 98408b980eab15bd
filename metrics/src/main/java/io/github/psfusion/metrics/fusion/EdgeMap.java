// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.imaging.numeric.Border;
import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.imaging.numeric.Gradients;
import io.github.psfusion.metrics.CachedFeature;
import io.github.psfusion.metrics.CachedImage;

/**
 * Sobel edges of an image of integer gray levels as Xydeas and Petrovic take them, with a zero border. With X = left minus
 * right and Y = below minus above, the orientation is {@code arctan(Y / X)}, in (-pi/2, pi/2], and pi/2 where X = 0,
 * whatever Y.
 *
 * @param strength {@code g = sqrt(X^2 + Y^2)}
 * @param across at least 0: how far to the right a step in the direction of the orientation goes; an integer
 * @param down how far down it goes; an integer; never both 0
 */
record EdgeMap(DoubleImage strength, DoubleImage across, DoubleImage down) {
    private static final CachedFeature<CachedImage, EdgeMap> EDGES = image -> of(image.samples());

    static EdgeMap of(CachedImage image) {
        return image.feature(EDGES);
    }

    private static EdgeMap of(DoubleImage image) {
        Gradients gradients = Gradients.sobel(image, Border.ZERO);
        DoubleImage strength = gradients.magnitude();
        turnToTheRight(gradients.x().values(), gradients.y().values());
        return new EdgeMap(strength, gradients.x(), gradients.y());
    }

    /** Makes steps of gradients in place: they are new arrays that nothing else uses. */
    private static void turnToTheRight(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            double rightMinusLeft = x[i];
            double width = Math.abs(rightMinusLeft);
            double sign = Math.max(-1, Math.min(-rightMinusLeft, 1)); // of X; of integers
            y[i] = sign * y[i] + Math.max(1 - width, 0); // (0, 1) where X = 0
            x[i] = width;
        }
    }
}
