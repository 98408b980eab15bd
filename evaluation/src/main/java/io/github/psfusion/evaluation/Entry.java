// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.evaluation.MethodScores.Kind;
import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import io.github.psfusion.methods.MethodDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An entry of a comparison: a folder of fused images, or a source baseline, which is one of the two source images, unfused.
 *
 * @param method what it is; its key names it in tables
 * @param kind what it is made of
 * @param folder where its images are; empty for a source baseline
 * @param timing how long the method took, where it ran here
 * @param failures why there is no image, by name of pair, where that is known
 * @param trainingPairs on which pairs its weights were trained, as far as is known; empty where no weights are involved
 */
public record Entry(
        MethodDescription method,
        Kind kind,
        Optional<Path> folder,
        Optional<MethodTiming> timing,
        Map<String, String> failures,
        Optional<TrainingPairs> trainingPairs) {
    /** Key of the visible baseline. */
    public static final String VISIBLE = "visible";

    /** Key of the infrared baseline. */
    public static final String INFRARED = "infrared";

    /**
     * Copies the failures.
     *
     * @throws IllegalArgumentException if a source baseline has a folder, or images have none
     */
    public Entry {
        failures = Map.copyOf(failures);
        if (kind.isBaseline() == folder.isPresent()) {
            throw new IllegalArgumentException(method.key() + ": "
                    + (kind.isBaseline() ? "a source baseline has no folder" : "images need a folder"));
        }
    }

    /** Returns the visible baseline. */
    public static Entry visible() {
        return baseline(VISIBLE, "visible image alone", Kind.VISIBLE);
    }

    /** Returns the infrared baseline. */
    public static Entry infrared() {
        return baseline(INFRARED, "infrared image alone", Kind.INFRARED);
    }

    /** Returns both source baselines, the visible one first. */
    public static List<Entry> baselines() {
        return List.of(visible(), infrared());
    }

    private static Entry baseline(String key, String name, Kind kind) {
        return new Entry(
                new MethodDescription(key, name, "", Map.of()),
                kind,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    /**
     * Returns images that were made elsewhere, under a name for tables. Which weights made them is known where a comparison left
     * its record in the folder.
     */
    public static Entry images(String key, Path folder) {
        return new Entry(
                new MethodDescription(key, "images made elsewhere", "", Map.of("folder", folder.toString())),
                Kind.IMAGES,
                Optional.of(folder),
                Optional.empty(),
                Map.of(),
                RunRecord.trainingPairs(folder));
    }

    /** Returns this entry with the pairs on which the weights were trained that made its images. */
    public Entry withTrainingPairs(TrainingPairs training) {
        return new Entry(method, kind, folder, timing, failures, Optional.of(training));
    }

    /**
     * Returns folders of images that were made elsewhere, each under the name of its folder. Folders with the same name, and
     * those whose name is taken, are prefixed with the names of their parent folders, as many as are needed.
     *
     * @param taken keys of other entries
     * @throws IllegalArgumentException if a folder is given twice, or cannot get a name of its own
     */
    public static List<Entry> ofFolders(List<Path> folders, Collection<String> taken) {
        Set<String> all = new HashSet<>(taken);
        all.add(VISIBLE);
        all.add(INFRARED);
        List<Entry> entries = new ArrayList<>();
        List<String> names = UniqueNames.ofFolders(folders, all);
        for (int i = 0; i < folders.size(); i++) {
            entries.add(images(names.get(i), folders.get(i)));
        }
        return List.copyOf(entries);
    }
}
