// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.LabelClasses;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.methods.ExtraOutput;
import io.github.psfusion.methods.FusionResult;

/** The results of a pair beside the fused image as the bytes of image files. */
public final class ResultEncoder {
    private ResultEncoder() {}

    /**
     * Returns an output beside the fused image as the bytes of a file: images in the form of the fused image, values as
     * floating-point TIFF, class maps as PNG in the colors of their classes, masks as black-and-white PNG.
     *
     * @throws IllegalStateException if the result does not hold the output
     */
    public static byte[] encode(ExtraOutput output, FusionResult result, WriteOptions options) {
        FusionResult.Extra value = result.extra().get(output.name());
        if (value instanceof FusionResult.ExtraImage image) {
            return ImageFiles.encode(image.image(), options);
        }
        if (value instanceof FusionResult.Values values) {
            return ImageFiles.encodeValues(values.width(), values.height(), values.values());
        }
        if (value instanceof FusionResult.Classes classes) {
            return ImageFiles.encodeLabels(
                    classes.labels(), LabelClasses.ofCount(classes.count()).colors());
        }
        if (value instanceof FusionResult.Mask mask) {
            return ImageFiles.encode(blackAndWhite(mask.labels()), WriteOptions.png());
        }
        throw new IllegalStateException("the method made no output " + output.name());
    }

    /** Returns levels 0 and 255, as published data sets have them. */
    private static Plane blackAndWhite(LabelMap map) {
        byte[] flags = map.toArray();
        float[] samples = new float[flags.length];
        for (int i = 0; i < flags.length; i++) {
            samples[i] = flags[i] == 0 ? 0f : 1f;
        }
        return Plane.wrap(map.width(), map.height(), samples);
    }
}
