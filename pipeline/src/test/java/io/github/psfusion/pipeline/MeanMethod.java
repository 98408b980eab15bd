// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.methods.ExtraOutput;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionResult;
import io.github.psfusion.methods.MethodCapabilities;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.methods.OutputSet;
import io.github.psfusion.platform.Device;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The mean of both images, with an extra output of each kind. Notes the names of the pairs. */
final class MeanMethod implements FusionMethod {
    static final List<ExtraOutput> EXTRA = List.of(
            new ExtraOutput("hot", ExtraOutput.Kind.MASK, "where infrared is above a half"),
            new ExtraOutput("third", ExtraOutput.Kind.CLASSES, "which third of the levels infrared is in"),
            new ExtraOutput("negative", ExtraOutput.Kind.IMAGE, "the negative of infrared"));

    private final List<String> fused = Collections.synchronizedList(new ArrayList<>());

    @Override
    public MethodDescription description() {
        return new MethodDescription("mean", "mean of both images", "", Map.of());
    }

    @Override
    public MethodCapabilities capabilities() {
        return new MethodCapabilities(EXTRA, 1, Optional.empty(), Device.CPU);
    }

    /** A gigabyte for each extra output and one for the image. */
    @Override
    public OptionalLong memoryNeeded(int width, int height, OutputSet outputs) {
        return OptionalLong.of((1 + outputs.extra().size()) * 1_000_000_000L);
    }

    @Override
    public Plane fuseLuminance(ImagePair pair) {
        fused.add(pair.name());
        return mean(pair);
    }

    /** Returns the mean, without noting. */
    static Plane mean(ImagePair pair) {
        float[] infrared = pair.infrared().toArray();
        float[] visible = pair.visible().luminance().toArray();
        for (int i = 0; i < visible.length; i++) {
            visible[i] = (infrared[i] + visible[i]) / 2;
        }
        return Plane.wrap(pair.width(), pair.height(), visible);
    }

    @Override
    public FusionResult fuse(ImagePair pair, OutputSet outputs) throws IOException {
        Map<String, FusionResult.Extra> extra = new LinkedHashMap<>();
        float[] infrared = pair.infrared().toArray();
        byte[] hot = new byte[infrared.length];
        byte[] third = new byte[infrared.length];
        float[] negative = new float[infrared.length];
        for (int i = 0; i < infrared.length; i++) {
            hot[i] = (byte) (infrared[i] > 0.5f ? 1 : 0);
            third[i] = (byte) Math.min(2, (int) (3 * infrared[i]));
            negative[i] = 1 - infrared[i];
        }
        int width = pair.width();
        int height = pair.height();
        extra.put("hot", new FusionResult.Mask(LabelMap.of(width, height, hot)));
        extra.put("third", new FusionResult.Classes(LabelMap.of(width, height, third), 3));
        extra.put("negative", new FusionResult.ExtraImage(Plane.wrap(width, height, negative)));
        extra.keySet().retainAll(outputs.extra());
        return new FusionResult(outputs.color() == OutputSet.Color.NONE ? fuseLuminance(pair) : fuse(pair), extra);
    }

    /** Returns the names of the pairs that were fused. */
    List<String> fused() {
        return List.copyOf(fused);
    }
}
