// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.ImageRole;
import io.github.psfusion.datasets.LabelClasses;
import io.github.psfusion.datasets.LabelDerivation;
import io.github.psfusion.datasets.Progress;
import io.github.psfusion.datasets.Split;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes drawn scenes as a data set in the layout of MSRS: {@code train/} and {@code validation/}, each with {@code ir vi label bi
 * bd mask}, the same PNG file name in each.
 */
public final class SceneWriter {
    /** Every fifth scene is for validation; five is odd, so that day and night alternate there too. */
    private static final int VALIDATION_PERIOD = 5;
    /** The order of writing: the label last, because the list of a data set is what its label folder holds. */
    private static final List<ImageRole> ROLES = List.of(
            ImageRole.VISIBLE,
            ImageRole.INFRARED,
            ImageRole.BINARY,
            ImageRole.BOUNDARY,
            ImageRole.MASK,
            ImageRole.LABEL);

    /** The folder for distances of a rig's scenes. */
    private static final String DISTANCE = "distance";

    private SceneWriter() {}

    /**
     * Writes the scenes 0 to {@code pairs - 1} of a set. Scenes 4, 9, 14, ... go to {@code validation}, the others to
     * {@code train}; of two to four scenes the last is for validation.
     *
     * <p>Each file is complete or absent. Writing the same set again into the same folder replaces each file by its equal, so a run
     * that was interrupted is repeated by the same call.
     *
     * @param root folder of the data set, made if it is missing
     * @param pairs number of scenes, at least 1
     * @param progress is called after each scene
     * @throws DatasetException if the folder already holds images that are not of this set
     * @throws IOException naming the file that could not be written
     */
    public static void write(Path root, SceneSettings settings, long seed, int pairs, Progress progress)
            throws IOException {
        if (pairs < 1) {
            throw new IllegalArgumentException("number of scenes " + pairs + ", must be at least 1");
        }
        Set<Path> own = new HashSet<>();
        for (int index = 0; index < pairs; index++) {
            for (ImageRole role : ROLES) {
                own.add(file(root, split(index, pairs), role, SceneGenerator.name(settings, index)));
            }
        }
        prepareFolders(root, own);
        for (int index = 0; index < pairs; index++) {
            Scene scene = SceneGenerator.scene(settings, seed, index);
            write(scene, root, split(index, pairs));
            progress.advanced(index + 1, pairs);
        }
    }

    /**
     * Writes scenes as the two cameras of a rig record them: {@code ir}, {@code vi}, {@code label} of the visible images, and
     * {@code distance} with 32-bit floating-point TIFF files of meters. Pairs are not registered.
     *
     * @param root folder of the data set, made if it is missing
     * @param pairs number of scenes, at least 1
     * @throws DatasetException if the folder already holds images that are not of this set
     * @throws IOException naming the file that could not be written
     */
    public static void write(Path root, SceneSettings settings, CameraRig rig, long seed, int pairs, Progress progress)
            throws IOException {
        if (pairs < 1) {
            throw new IllegalArgumentException("number of scenes " + pairs + ", must be at least 1");
        }
        List<Path> folders = List.of(
                root.resolve(ImageRole.VISIBLE.folderName()),
                root.resolve(ImageRole.INFRARED.folderName()),
                root.resolve(ImageRole.LABEL.folderName()),
                root.resolve(DISTANCE));
        Set<Path> own = new HashSet<>();
        for (int index = 0; index < pairs; index++) {
            for (Path folder : folders) {
                String extension = folder.endsWith(DISTANCE) ? ".tif" : ".png";
                own.add(folder.resolve(SceneGenerator.name(settings, index) + extension));
            }
        }
        for (Path folder : folders) {
            AtomicFile.makeFolder(folder);
            refuseOthers(folder, own);
        }
        for (int index = 0; index < pairs; index++) {
            RigScene scene = SceneGenerator.scene(settings, rig, seed, index);
            String name = scene.name() + ".png";
            ImageFiles.write(folders.get(0).resolve(name), scene.visible(), WriteOptions.png());
            ImageFiles.write(folders.get(1).resolve(name), scene.infrared(), WriteOptions.png());
            ImageFiles.writeLabels(
                    folders.get(2).resolve(name),
                    scene.label(),
                    LabelClasses.msrs().colors());
            AtomicFile.write(
                    folders.get(3).resolve(scene.name() + ".tif"),
                    ImageFiles.encodeValues(
                            scene.visible().width(), scene.visible().height(), scene.distance()));
            progress.advanced(index + 1, pairs);
        }
    }

    private static Split split(int index, int pairs) {
        boolean lastOfFew = pairs > 1 && pairs < VALIDATION_PERIOD && index == pairs - 1;
        boolean validates = lastOfFew || index % VALIDATION_PERIOD == VALIDATION_PERIOD - 1;
        return validates ? Split.VALIDATION : Split.TRAIN;
    }

    private static Path folder(Path root, Split split, ImageRole role) {
        return root.resolve(split.folderName()).resolve(role.folderName());
    }

    private static Path file(Path root, Split split, ImageRole role, String name) {
        return folder(root, split, role).resolve(name + ".png");
    }

    /** Makes the folders; what others left in them would silently become part of the set. */
    private static void prepareFolders(Path root, Set<Path> own) throws IOException {
        for (Path folder : own.stream().map(Path::getParent).distinct().sorted().toList()) {
            AtomicFile.makeFolder(folder);
        }
        for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
            for (ImageRole role : ROLES) {
                Path folder = folder(root, split, role);
                if (Files.isDirectory(folder)) {
                    refuseOthers(folder, own);
                }
            }
        }
    }

    private static void refuseOthers(Path folder, Set<Path> own) throws IOException {
        try (Stream<Path> present = Files.list(folder)) {
            List<Path> others = present.filter(file -> !own.contains(file) && !isHidden(file))
                    .sorted()
                    .toList();
            if (!others.isEmpty()) {
                throw new DatasetException(folder + ": holds " + others.size() + " files that are not of the set to be"
                        + " written, such as " + others.get(0).getFileName()
                        + ".\nGive a new or empty folder, so that two sets do not become one.");
            }
        }
    }

    /** Temporary files of a run that was killed, and what file managers leave behind, are hidden by their names. */
    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private static void write(Scene scene, Path root, Split split) throws IOException {
        for (ImageRole role : ROLES) {
            Path file = file(root, split, role, scene.name());
            if (role == ImageRole.LABEL) {
                ImageFiles.writeLabels(file, scene.label(), LabelClasses.msrs().colors());
            } else {
                ImageFiles.write(file, image(scene, role), WriteOptions.png());
            }
        }
    }

    private static Image image(Scene scene, ImageRole role) {
        LabelMap label = scene.label();
        return switch (role) {
            case VISIBLE -> scene.visible();
            case INFRARED -> scene.infrared();
            case BINARY -> LabelDerivation.image(LabelDerivation.binary(label));
            case BOUNDARY -> LabelDerivation.image(LabelDerivation.boundary(label, LabelDerivation.BOUNDARY_RADIUS));
            case MASK -> LabelDerivation.image(LabelDerivation.mask(label, LabelDerivation.WARM_CLASSES));
            case LABEL -> throw new IllegalArgumentException("a label map is written with its colors");
        };
    }
}
