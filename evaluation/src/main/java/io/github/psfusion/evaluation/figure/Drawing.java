// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import java.util.List;

/**
 * A vector drawing. Lengths are points of 1/72 inch, x from the left edge, y from the upper one.
 *
 * @param width above 0
 * @param height above 0
 * @param shapes in the order in which they are painted
 */
record Drawing(double width, double height, List<Graphic> shapes) {
    Drawing {
        shapes = List.copyOf(shapes);
        if (!(width > 0) || !(height > 0)) {
            throw new IllegalArgumentException(
                    "a drawing of " + width + " x " + height + " points; expected more than 0");
        }
    }
}
