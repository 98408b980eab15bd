// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.datasets.LabelClasses;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.IndexColours;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.networks.psfusion.PsFusion;
import io.github.psfusion.networks.psfusion.PsFusionPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Runs the network on a pair and writes what it makes of it. */
final class PairFuser {
    private final PsFusion network;
    private final FuseOutputs outputs;
    private final Choice choice;
    private final Console console;

    /**
     * What is made of a pair.
     *
     * @param colour colours of the fused picture
     * @param saved other pictures that are written
     * @param overwrite whether existing files are replaced
     */
    record Choice(ColourMode colour, Set<SavedPicture> saved, boolean overwrite) {}

    /**
     * What the network made of a pair, not yet written.
     *
     * @param fused the fused picture
     * @param pictures other pictures
     * @param maps maps of classes
     * @param seconds time in the network
     */
    record Fused(Image fused, Map<SavedPicture, Plane> pictures, Map<SavedPicture, LabelMap> maps, double seconds) {}

    PairFuser(PsFusion network, FuseOutputs outputs, Choice choice, Console console) {
        this.network = network;
        this.outputs = outputs;
        this.choice = choice;
        this.console = console;
    }

    /** Returns where the fused picture of a pair goes. */
    Path output(PairFiles pair) {
        return outputs.result(pair);
    }

    /** Returns whether all results of a pair exist and may not be replaced. */
    boolean isDone(PairFiles pair) {
        return !outputs.isStandardOutput()
                && keeps(outputs.result(pair))
                && choice.saved().stream().allMatch(picture -> keeps(outputs.saved(pair, picture)));
    }

    private boolean keeps(Path file) {
        return !choice.overwrite() && Files.exists(file);
    }

    /** Runs the network; with more than the fused picture only where more is wanted. */
    Fused fuse(LoadedPair loaded) {
        ImagePair pair = loaded.pictures();
        MemoryLimit.check(pair, network.precision());
        long start = System.nanoTime();
        if (choice.saved().isEmpty()) {
            Image fused = choice.colour() == ColourMode.GRAY ? network.fuseLuminance(pair) : network.fuse(pair);
            return new Fused(fused, Map.of(), Map.of(), seconds(start));
        }
        PsFusionPictures all = network.analyse(pair);
        Image fused = choice.colour() == ColourMode.GRAY ? all.fused() : all.picture();
        Map<SavedPicture, Plane> pictures = new EnumMap<>(SavedPicture.class);
        Map<SavedPicture, LabelMap> maps = new EnumMap<>(SavedPicture.class);
        for (SavedPicture picture : choice.saved()) {
            switch (picture) {
                case INFRARED -> pictures.put(picture, all.infrared());
                case VISIBLE -> pictures.put(picture, all.visible());
                case CLASSES -> maps.put(picture, all.classes());
                case BINARY -> maps.put(picture, all.binary());
                case BOUNDARY -> maps.put(picture, all.boundary());
            }
        }
        return new Fused(fused, pictures, maps, seconds(start));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }

    /** Writes the results of a pair that are not there yet. */
    PairOutcome write(LoadedPair loaded, Fused fused) throws IOException {
        PairFiles pair = loaded.files();
        if (outputs.isStandardOutput()) {
            console.output().write(ImageFiles.encode(fused.fused, outputs.options()));
            console.output().flush();
        } else {
            write(outputs.result(pair), fused.fused, outputs.options());
        }
        fused.pictures.forEach((picture, plane) -> write(outputs.saved(pair, picture), plane, outputs.options()));
        fused.maps.forEach((picture, map) -> writeMap(outputs.saved(pair, picture), picture, map));
        return new PairOutcome(
                pair,
                PairOutcome.State.FUSED,
                outputs.result(pair),
                fused.fused.width(),
                fused.fused.height(),
                fused.seconds,
                loaded.cautions(),
                null);
    }

    private void write(Path file, Image picture, WriteOptions options) {
        if (!keeps(file)) {
            Outputs.write(file, () -> ImageFiles.write(file, picture, options));
        }
    }

    private void writeMap(Path file, SavedPicture picture, LabelMap map) {
        if (keeps(file)) {
            return;
        }
        if (picture == SavedPicture.CLASSES) {
            IndexColours colours = LabelClasses.ofCount(network.classes()).colours();
            Outputs.write(file, () -> ImageFiles.writeLabels(file, map, colours));
        } else {
            Outputs.write(file, () -> ImageFiles.write(file, blackAndWhite(map), WriteOptions.png()));
        }
    }

    /** Binary and boundary maps have the levels 0 and 255, as published data sets have. */
    private static Plane blackAndWhite(LabelMap map) {
        byte[] flags = map.toArray();
        float[] samples = new float[flags.length];
        for (int i = 0; i < flags.length; i++) {
            samples[i] = flags[i] == 0 ? 0f : 1f;
        }
        return Plane.wrap(map.width(), map.height(), samples);
    }
}
