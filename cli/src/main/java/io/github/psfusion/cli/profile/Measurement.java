// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.profile;

import io.github.psfusion.cli.console.SizeOption;
import io.github.psfusion.datasets.synthetic.SceneGenerator;
import io.github.psfusion.datasets.synthetic.SceneSettings;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.imaging.color.ColorRecomposition;
import io.github.psfusion.imaging.color.YCbCr;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.networks.psfusion.PsFusion;
import io.github.psfusion.networks.psfusion.PsFusionBlocks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fuses one synthetic scene again and again, from PNG files to a PNG file, and takes the time of each stage. */
final class Measurement {
    private final FusionMethod method;
    private final Path infrared;
    private final Path visible;
    private final Path fused;
    private final DecodeLimits limits;
    private final Map<String, Times> stages = new LinkedHashMap<>();
    private final Map<String, Times> blocks = new LinkedHashMap<>();

    /**
     * Draws the scene.
     *
     * @param folder for the images
     */
    Measurement(FusionMethod method, SizeOption size, Path folder, DecodeLimits limits) throws IOException {
        this.method = method;
        this.infrared = folder.resolve("infrared.png");
        this.visible = folder.resolve("visible.png");
        this.fused = folder.resolve("fused.png");
        this.limits = limits;
        SceneSettings settings = SceneSettings.defaults().withSize(size.width(), size.height());
        ImagePair scene = SceneGenerator.scene(settings, 1, 0).pair();
        ImageFiles.write(infrared, scene.infrared(), WriteOptions.png());
        ImageFiles.write(visible, scene.visible(), WriteOptions.png());
    }

    /** A time that does not count. */
    void warmUp() throws IOException {
        fuse();
        stages.clear();
        blocks.clear();
    }

    /** Fuses once and takes the times. */
    void fuse() throws IOException {
        long start = System.nanoTime();
        ImagePair pair = new ImagePair("scene", read(infrared).luminance(), read(visible));
        long decoded = System.nanoTime();
        took("decode", decoded - start);
        Image result = method instanceof PsFusion network ? fuse(network, pair) : method.fuse(pair);
        long computed = System.nanoTime();
        if (!(method instanceof PsFusion)) {
            took("fuse", computed - decoded);
        }
        ImageFiles.write(fused, result, WriteOptions.png());
        long end = System.nanoTime();
        took("encode", end - computed);
        took("together", end - start);
    }

    private Image read(Path file) throws IOException {
        return ImageFiles.read(file, limits).image();
    }

    private Image fuse(PsFusion network, ImagePair pair) {
        PsFusionBlocks.Clock clock = new PsFusionBlocks.Clock();
        long start = System.nanoTime();
        Plane luminance = network.fuseLuminance(pair, clock);
        long computed = System.nanoTime();
        Image result = ColorRecomposition.recompose(luminance, YCbCr.chroma((ColorImage) pair.visible()));
        took("network", computed - start);
        took("color", System.nanoTime() - computed);
        clock.nanoseconds()
                .forEach((block, nanoseconds) ->
                        blocks.computeIfAbsent(block, key -> new Times()).add(nanoseconds));
        return result;
    }

    private void took(String stage, long nanoseconds) {
        stages.computeIfAbsent(stage, key -> new Times()).add(nanoseconds);
    }

    /** Returns the times of the stages, in their order. */
    Map<String, Times> stages() {
        return stages;
    }

    /** Returns the times of the network's blocks; empty for other methods. */
    Map<String, Times> blocks() {
        return blocks;
    }
}
