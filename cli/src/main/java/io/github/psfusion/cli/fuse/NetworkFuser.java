// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.methods.MemoryLimit;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.networks.psfusion.PsFusion;
import io.github.psfusion.networks.psfusion.PsFusionImages;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Fuses by PSFusion, which knows more of a pair than the fused image. */
final class NetworkFuser implements Fuser {
    private final PsFusion network;
    private final ColorMode color;
    private final MemoryLimit memory;
    private final Set<ExtraOutput> saved;

    NetworkFuser(PsFusion network, MemoryLimit memory, ColorMode color, Set<ExtraOutput> saved) {
        this.memory = memory;
        this.network = network;
        this.color = color;
        this.saved = saved;
    }

    /** Runs the network; with more than the fused image only where more is wanted. */
    @Override
    public Fused fuse(ImagePair pair) {
        memory.check(network, pair, !saved.isEmpty());
        if (saved.isEmpty()) {
            return Fused.of(color == ColorMode.GRAY ? network.fuseLuminance(pair) : network.fuse(pair));
        }
        PsFusionImages all = network.analyze(pair);
        Image fused = color == ColorMode.GRAY ? all.fused() : all.image();
        Map<ExtraOutput, Plane> images = new EnumMap<>(ExtraOutput.class);
        Map<ExtraOutput, LabelMap> maps = new EnumMap<>(ExtraOutput.class);
        for (ExtraOutput image : saved) {
            switch (image) {
                case INFRARED -> images.put(image, all.infrared());
                case VISIBLE -> images.put(image, all.visible());
                case CLASSES -> maps.put(image, all.classes());
                case BINARY -> maps.put(image, all.binary());
                case BOUNDARY -> maps.put(image, all.boundary());
            }
        }
        return new Fused(fused, images, maps, network.classes());
    }
}
