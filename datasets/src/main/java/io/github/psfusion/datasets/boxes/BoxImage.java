// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.boxes;

/**
 * An image that a file of boxes lists.
 *
 * @param id by which boxes name it: its id in COCO files, else its name
 * @param name its file name without folder and extension
 * @param width in pixels; 0 where the file does not have it
 * @param height in pixels; 0 where the file does not have it
 */
public record BoxImage(String id, String name, int width, int height) {
    /** Returns whether the size is known. */
    public boolean hasSize() {
        return width > 0 && height > 0;
    }
}
