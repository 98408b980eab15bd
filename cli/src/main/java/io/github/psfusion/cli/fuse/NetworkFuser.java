// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.methods.MemoryLimit;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.networks.psfusion.PsFusion;
import io.github.psfusion.networks.psfusion.PsFusionPictures;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Fuses by PSFusion, which knows more of a pair than the fused picture. */
final class NetworkFuser implements Fuser {
    private final PsFusion network;
    private final ColourMode colour;
    private final MemoryLimit memory;
    private final Set<SavedPicture> saved;

    NetworkFuser(PsFusion network, MemoryLimit memory, ColourMode colour, Set<SavedPicture> saved) {
        this.memory = memory;
        this.network = network;
        this.colour = colour;
        this.saved = saved;
    }

    /** Runs the network; with more than the fused picture only where more is wanted. */
    @Override
    public Fused fuse(ImagePair pair) {
        memory.check(network, pair, !saved.isEmpty());
        if (saved.isEmpty()) {
            return Fused.of(colour == ColourMode.GRAY ? network.fuseLuminance(pair) : network.fuse(pair));
        }
        PsFusionPictures all = network.analyse(pair);
        Image fused = colour == ColourMode.GRAY ? all.fused() : all.picture();
        Map<SavedPicture, Plane> pictures = new EnumMap<>(SavedPicture.class);
        Map<SavedPicture, LabelMap> maps = new EnumMap<>(SavedPicture.class);
        for (SavedPicture picture : saved) {
            switch (picture) {
                case INFRARED -> pictures.put(picture, all.infrared());
                case VISIBLE -> pictures.put(picture, all.visible());
                case CLASSES -> maps.put(picture, all.classes());
                case BINARY -> maps.put(picture, all.binary());
                case BOUNDARY -> maps.put(picture, all.boundary());
            }
        }
        return new Fused(fused, pictures, maps, network.classes());
    }
}
