// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.synthetic.SceneGenerator;
import io.github.psfusion.datasets.synthetic.SceneSettings;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionTimer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fuses one synthetic scene again and again, from PNG files to a PNG file, and takes the time of each stage. Its files are in a
 * temporary folder that is deleted on closing. Not thread-safe.
 */
public final class FusionProfile implements AutoCloseable {
    private final FusionMethod method;
    private final DecodeLimits limits;
    private final Path folder;
    private final Path infrared;
    private final Path visible;
    private final Path fused;
    private final Map<String, Durations> stages = new LinkedHashMap<>();
    private final Map<String, Durations> blocks = new LinkedHashMap<>();

    /**
     * Draws the scene.
     *
     * @param method stays open
     * @param width of the images in pixels
     * @param height of the images in pixels
     */
    public FusionProfile(FusionMethod method, int width, int height, DecodeLimits limits) throws IOException {
        this.method = method;
        this.limits = limits;
        folder = Files.createTempDirectory("psfusion-profile");
        infrared = folder.resolve("infrared.png");
        visible = folder.resolve("visible.png");
        fused = folder.resolve("fused.png");
        SceneSettings settings = SceneSettings.defaults().withSize(width, height);
        ImagePair scene = SceneGenerator.scene(settings, 1, 0).pair();
        ImageFiles.write(infrared, scene.infrared(), WriteOptions.png());
        ImageFiles.write(visible, scene.visible(), WriteOptions.png());
    }

    /** Fuses without measuring. */
    public void warmUp() throws IOException {
        measure();
        stages.clear();
        blocks.clear();
    }

    /** Fuses once and takes the times. */
    public void measure() throws IOException {
        long start = System.nanoTime();
        ImagePair pair = new ImagePair("scene", read(infrared).luminance(), read(visible));
        add(stages, "decode", System.nanoTime() - start);
        Image result = method.fuse(pair, new FusionTimer() {
            @Override
            public void stage(String name, long nanoseconds) {
                add(stages, name, nanoseconds);
            }

            @Override
            public void block(String name, long nanoseconds) {
                add(blocks, name, nanoseconds);
            }
        });
        long computed = System.nanoTime();
        ImageFiles.write(fused, result, WriteOptions.png());
        long end = System.nanoTime();
        add(stages, "encode", end - computed);
        add(stages, "total", end - start);
    }

    private Image read(Path file) throws IOException {
        return ImageFiles.read(file, limits).image();
    }

    private static void add(Map<String, Durations> durations, String name, long nanoseconds) {
        durations.computeIfAbsent(name, key -> new Durations()).add(nanoseconds);
    }

    /** Returns the times of the stages, in their order. */
    public Map<String, Durations> stages() {
        return Collections.unmodifiableMap(stages);
    }

    /** Returns the times of the blocks of a network; empty for other methods. */
    public Map<String, Durations> blocks() {
        return Collections.unmodifiableMap(blocks);
    }

    @Override
    public void close() throws IOException {
        for (Path file : List.of(infrared, visible, fused)) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}
