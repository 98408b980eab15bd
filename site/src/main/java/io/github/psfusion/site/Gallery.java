// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.site;

import io.github.psfusion.datasets.LabelClasses;
import io.github.psfusion.datasets.synthetic.Scene;
import io.github.psfusion.datasets.synthetic.SceneGenerator;
import io.github.psfusion.datasets.synthetic.SceneSettings;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.Precision;
import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Synthetic scenes with the fused images of several methods.
 *
 * @param plan what was drawn and fused
 * @param methods in the order of the plan
 * @param scenes in the order of their numbers
 */
record Gallery(Plan plan, List<MethodDescription> methods, List<Shown> scenes) {
    /** Of a class that covers less than this part of a scene nothing can be seen. */
    private static final double LEAST_PART = 0.002;

    /**
     * What is drawn and fused.
     *
     * @param scenes number of scenes, by day and at night in turn
     * @param width of the images in pixels
     * @param height of the images in pixels
     * @param seed names the set of scenes
     * @param methods as {@code fuse --method} takes them
     */
    record Plan(int scenes, int width, int height, long seed, List<String> methods) {
        /** Returns the plan of the site: eight scenes of the set that {@code dataset generate} draws without a seed. */
        static Plan ofSite() {
            List<String> methods = List.of("psfusion", "gtf", "guided-filter", "laplacian", "two-scale", "average");
            return new Plan(8, 480, 360, 1, methods);
        }
    }

    /**
     * A scene and its files, which are named {@code NAME-visible.png}, {@code NAME-infrared.png} and {@code NAME-METHOD.png}.
     *
     * @param name as {@code dataset generate} names it
     * @param night whether it is drawn at night; else by day
     * @param classes what its label map shows, the largest first
     */
    record Shown(String name, boolean night, List<String> classes) {}

    /**
     * Draws the scenes, fuses them and writes all images.
     *
     * @param folder is made
     * @param weights the weight file of the networks among the methods
     * @throws IOException if a method cannot be opened or a file not be written
     */
    static Gallery make(Plan plan, Path folder, Path weights) throws IOException {
        AtomicFile.makeFolder(folder);
        SceneSettings settings = SceneSettings.defaults().withSize(plan.width, plan.height);
        List<Scene> scenes = new ArrayList<>();
        for (int index = 0; index < plan.scenes; index++) {
            Scene scene = SceneGenerator.scene(settings, plan.seed, index);
            write(folder, scene, "visible", scene.visible());
            write(folder, scene, "infrared", scene.infrared());
            scenes.add(scene);
        }
        // Float32 gives the same values on every machine but for rounding; the fastest precision does not.
        MethodContext context = MethodContext.defaults().withWeights(weights).withPrecision(Precision.FLOAT32);
        List<MethodDescription> methods = new ArrayList<>();
        for (String key : plan.methods) {
            try (FusionMethod method = FusionMethods.parse(key).open(context)) {
                methods.add(method.description());
                for (Scene scene : scenes) {
                    write(folder, scene, key, method.fuse(scene.pair()));
                }
            } catch (MethodOptionException e) {
                throw new IOException("the gallery cannot open the method " + key + ": " + e.getMessage(), e);
            }
        }
        return new Gallery(
                plan,
                List.copyOf(methods),
                scenes.stream()
                        .map(scene -> new Shown(scene.name(), scene.name().endsWith("N"), classes(scene.label())))
                        .toList());
    }

    private static void write(Path folder, Scene scene, String image, Image pixels) throws IOException {
        ImageFiles.write(folder.resolve(file(scene.name(), image)), pixels, WriteOptions.png());
    }

    /** Returns the name of a file: of a source image or of the image of a method. */
    static String file(String scene, String image) {
        return scene + "-" + image.replaceAll("[^\\w.-]", "-") + ".png";
    }

    /** Returns the names of the classes that can be seen. */
    private static List<String> classes(LabelMap label) {
        LabelClasses names = LabelClasses.msrs();
        int[] pixels = new int[names.count()];
        for (byte index : label.toArray()) {
            pixels[index]++;
        }
        List<Integer> shown = new ArrayList<>();
        for (int index = 1; index < pixels.length; index++) {
            if (pixels[index] >= LEAST_PART * label.width() * label.height()) {
                shown.add(index);
            }
        }
        shown.sort((a, b) -> Integer.compare(pixels[b], pixels[a]));
        return shown.stream().map(names::name).toList();
    }
}
