// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.detection;

/**
 * An object that is really there.
 *
 * @param category index of its class, from 0
 * @param box where it is
 * @param area in square pixels, which decides whether it is small, medium or large; that of a segmented object is smaller than its box
 * @param crowd whether it is a group of objects (COCO), or difficult (VOC): to find it is neither right nor wrong
 */
public record TrueBox(int category, Box box, double area, boolean crowd) {
    /** Checks the class and the area. */
    public TrueBox {
        if (category < 0) {
            throw new IllegalArgumentException("class " + category + " is negative");
        }
        if (!(area >= 0 && area <= Box.MAX * Box.MAX)) {
            throw new IllegalArgumentException("the area is " + area + "; expected a finite number of 0 or more");
        }
    }

    /** Makes an object whose area is that of its box. */
    public static TrueBox of(int category, Box box) {
        return new TrueBox(category, box, box.area(), false);
    }
}
