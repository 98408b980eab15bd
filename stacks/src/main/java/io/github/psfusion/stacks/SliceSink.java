// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.stacks;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.Rounding;
import io.github.psfusion.methods.FusionResult;
import io.github.psfusion.pipeline.ResultSink;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps fused images as pixels of 8 bits, rounded as files of the program are. */
final class SliceSink implements ResultSink {
    private static final int MAX = 255;
    private static final int OPAQUE = 0xff000000;
    private static final int RED_SHIFT = 16;
    private static final int GREEN_SHIFT = 8;

    private final Rounding rounding;
    private final Map<String, ImageProcessor> fused = new ConcurrentHashMap<>();

    SliceSink(Rounding rounding) {
        this.rounding = rounding;
    }

    /** Returns the fused image of a pair, if there is one. */
    Optional<ImageProcessor> fused(PairFiles pair) {
        return Optional.ofNullable(fused.get(pair.name()));
    }

    @Override
    public Path place(PairFiles pair) {
        return pair.infrared().resolveSibling("fused-" + pair.name());
    }

    @Override
    public boolean isDone(PairFiles pair) {
        return false;
    }

    @Override
    public State write(PairFiles pair, FusionResult result) {
        fused.put(pair.name(), pixels(result.image()));
        return State.WRITTEN;
    }

    private ImageProcessor pixels(Image image) {
        if (image instanceof ColorImage color) {
            float[] red = color.red().toArray();
            float[] green = color.green().toArray();
            float[] blue = color.blue().toArray();
            int[] packed = new int[red.length];
            for (int i = 0; i < packed.length; i++) {
                packed[i] = OPAQUE | (level(red[i]) << RED_SHIFT) | (level(green[i]) << GREEN_SHIFT) | level(blue[i]);
            }
            return new ColorProcessor(image.width(), image.height(), packed);
        }
        Plane plane = image.luminance();
        float[] samples = plane.toArray();
        byte[] levels = new byte[samples.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) level(samples[i]);
        }
        return new ByteProcessor(image.width(), image.height(), levels);
    }

    private int level(float sample) {
        return rounding.level(sample, MAX);
    }
}
