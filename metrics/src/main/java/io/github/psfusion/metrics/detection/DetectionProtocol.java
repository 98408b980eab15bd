// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.detection;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A fixed definition of average precision. Values of different protocols are never in one table. */
public enum DetectionProtocol {
    /** That of the COCO challenge, as pycocotools computes it: 101 recall points, IoU .5 to .95, crowds, sizes of objects. */
    COCO("coco", "COCO, as pycocotools"),
    /** That of PASCAL VOC 2010 to 2012: the area below the curve, IoU .5, difficult objects neither right nor wrong. */
    VOC("voc", "PASCAL VOC 2010, every point"),
    /** That of PASCAL VOC 2007: the mean at eleven recalls, IoU .5, difficult objects neither right nor wrong. */
    VOC_2007("voc07", "PASCAL VOC 2007, 11 points"),
    /** That of {@code val} in ultralytics up to 8.3: linear interpolation, no crowds; a class that is found completely has .995. */
    ULTRALYTICS("ultralytics", "ultralytics up to 8.3"),
    /** That of {@code val} in ultralytics 8.4 since April 2026, whose curve ends where recall ends. */
    ULTRALYTICS_ENDPOINT("ultralytics-8.4", "ultralytics 8.4 since April 2026");

    private final String key;
    private final String description;

    DetectionProtocol(String key, String description) {
        this.key = key;
        this.description = description;
    }

    /** Returns the name that options and files use. */
    public String key() {
        return key;
    }

    /** Returns what it is, for a title. */
    public String description() {
        return description;
    }

    /** Returns the keys of the values over all classes, in their order. */
    public List<String> keys() {
        return this == COCO
                ? List.of(
                        "AP",
                        "AP50",
                        "AP75",
                        "APsmall",
                        "APmedium",
                        "APlarge",
                        "AR1",
                        "AR10",
                        "AR100",
                        "ARsmall",
                        "ARmedium",
                        "ARlarge")
                : classKeys();
    }

    /** Returns the keys of the values of a class, in their order. */
    public List<String> classKeys() {
        return switch (this) {
            case COCO -> List.of("AP", "AP50", "AP75", "AR100");
            case VOC, VOC_2007 -> List.of("AP50");
            case ULTRALYTICS, ULTRALYTICS_ENDPOINT -> List.of("AP", "AP50");
        };
    }

    /**
     * Finds a protocol by its {@link #key}, whatever the case.
     *
     * @throws IllegalArgumentException naming the known ones
     */
    public static DetectionProtocol of(String key) {
        for (DetectionProtocol protocol : values()) {
            if (protocol.key.equals(key.toLowerCase(Locale.ROOT))) {
                return protocol;
            }
        }
        throw new IllegalArgumentException("\"" + key + "\" is no protocol of detection; known are "
                + Arrays.stream(values()).map(DetectionProtocol::key).collect(Collectors.joining(", ")));
    }

    /**
     * Scores a set.
     *
     * @param images in the order that decides between detections of equal score: COCO's is that of rising ids
     * @param classes number of classes; larger than every index of a class in the images
     */
    public DetectionScores score(List<ImageDetections> images, int classes) {
        return switch (this) {
            case COCO -> CocoAveragePrecision.of(images, classes).scores();
            case VOC, VOC_2007 -> VocAveragePrecision.scores(this, images, classes);
            case ULTRALYTICS, ULTRALYTICS_ENDPOINT -> UltralyticsAveragePrecision.scores(this, images, classes);
        };
    }
}
