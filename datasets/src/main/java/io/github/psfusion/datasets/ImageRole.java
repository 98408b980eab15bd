// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.util.List;

/** What an image is to its pair, and the names that published data sets give to the folder of such images. */
public enum ImageRole {
    /** The infrared image. {@code cropinfrared} is RoadScene's name, {@code lwir} KAIST's, {@code thermal_8_bit} FLIR's. */
    INFRARED("ir", "infrared", "thermal", "lwir", "cropinfrared", "thermal_8_bit"),
    /** The visible image. {@code crop_LR_visible} is RoadScene's name of the crop that has the size of the infrared. */
    VISIBLE("vi", "vis", "visible", "rgb", "crop_lr_visible"),
    /** The class of each pixel, an index image. */
    LABEL("label", "segmentation_labels", "segmentation"),
    /** Object against background, levels 0 and 255. */
    BINARY("bi"),
    /** Contours of the classes, levels 0 and 255. */
    BOUNDARY("bd"),
    /** Regions in which the fused image follows the infrared one, gray. */
    MASK("mask");

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> folderNames;

    ImageRole(String... folderNames) {
        this.folderNames = List.of(folderNames);
    }

    /** Returns the accepted folder names in lower case, the preferred one first; upper and lower case are alike. */
    public List<String> folderNames() {
        return folderNames;
    }

    /** Returns the folder name that this project writes, such as {@code ir}. */
    public String folderName() {
        return folderNames.get(0);
    }
}
