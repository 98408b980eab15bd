// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import java.io.IOException;
import java.nio.file.Path;

/** Reads label maps whose number of classes is known. */
public final class LabelFiles {
    private LabelFiles() {}

    /**
     * Reads a label map.
     *
     * @param classes number of classes, background included; {@link LabelMap#IGNORED} may occur besides
     * @throws DatasetException naming file, value and position of the first pixel that is of no class
     * @throws IOException as {@link ImageFiles#readLabels}
     */
    public static LabelMap read(Path file, int classes, DecodeLimits limits) throws IOException {
        LabelMap label = ImageFiles.readLabels(file, limits);
        for (int y = 0; y < label.height(); y++) {
            for (int x = 0; x < label.width(); x++) {
                int value = label.at(x, y);
                if (value >= classes && value != LabelMap.IGNORED) {
                    throw new DatasetException(file + ": value " + value + " at column " + x + ", row " + y
                            + " is not a class; expected are 0 to " + (classes - 1) + ", and " + LabelMap.IGNORED
                            + " for pixels to ignore. Correct the label, or give the number of classes"
                            + " (--classes).");
                }
            }
        }
        return label;
    }
}
