// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging;

/**
 * The intensity windows of the two images of a pair.
 *
 * @param infrared of all infrared images of a batch
 * @param visible of all visible images of a batch
 */
public record PairWindows(IntensityWindow infrared, IntensityWindow visible) {
    /** Returns the usual windows: infrared images of more than 8 bits between percentiles, visible images as they are. */
    public static PairWindows defaults() {
        return ofInfrared(new IntensityWindow.Automatic());
    }

    /** Returns a window of infrared images; visible images stay as they are. */
    public static PairWindows ofInfrared(IntensityWindow window) {
        return new PairWindows(window, new IntensityWindow.Full());
    }

    /** Returns these windows with another one of visible images. */
    public PairWindows withVisible(IntensityWindow window) {
        return new PairWindows(infrared, window);
    }
}
