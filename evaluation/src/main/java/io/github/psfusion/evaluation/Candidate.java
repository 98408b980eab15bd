// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.evaluation.MethodScores.Kind;
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
 * Something that is to be scored: a folder of fused images, or one of the plain sources.
 *
 * @param method what it is; its key names it in tables
 * @param kind what it is made of
 * @param folder where its images are; empty for the plain sources
 * @param timing how long it took, where it ran here
 * @param failures why there is no image, by name of pair, where that is known
 */
public record Candidate(
        MethodDescription method,
        Kind kind,
        Optional<Path> folder,
        Optional<Timing> timing,
        Map<String, String> failures) {
    /** Key of the plain visible image. */
    public static final String VISIBLE = "visible";

    /** Key of the plain infrared image. */
    public static final String INFRARED = "infrared";

    /**
     * Copies the failures.
     *
     * @throws IllegalArgumentException if one of the plain sources has a folder, or images have none
     */
    public Candidate {
        failures = Map.copyOf(failures);
        boolean source = kind == Kind.VISIBLE || kind == Kind.INFRARED;
        if (source == folder.isPresent()) {
            throw new IllegalArgumentException(
                    method.key() + ": " + (source ? "a plain source has no folder" : "images need a folder"));
        }
    }

    /** Returns the plain visible image. */
    public static Candidate visible() {
        return source(VISIBLE, "visible image alone", Kind.VISIBLE);
    }

    /** Returns the plain infrared image. */
    public static Candidate infrared() {
        return source(INFRARED, "infrared image alone", Kind.INFRARED);
    }

    private static Candidate source(String key, String name, Kind kind) {
        return new Candidate(
                new MethodDescription(key, name, "", Map.of()), kind, Optional.empty(), Optional.empty(), Map.of());
    }

    /** Returns images that were made elsewhere, under a name for tables. */
    public static Candidate images(String key, Path folder) {
        return new Candidate(
                new MethodDescription(key, "images made elsewhere", "", Map.of("folder", folder.toString())),
                Kind.IMAGES,
                Optional.of(folder),
                Optional.empty(),
                Map.of());
    }

    /**
     * Returns folders of images that were made elsewhere, each under the name of its folder. Folders of one name, and those
     * of a name that is taken, get the names of the folders above them before theirs, as many as are needed.
     *
     * @param taken keys of other candidates
     * @throws IllegalArgumentException if a folder is named twice
     */
    public static List<Candidate> ofFolders(List<Path> folders, Collection<String> taken) {
        Set<String> all = new HashSet<>(taken);
        all.add(VISIBLE);
        all.add(INFRARED);
        List<Candidate> candidates = new ArrayList<>();
        List<String> names = UniqueNames.ofFolders(folders, all);
        for (int i = 0; i < folders.size(); i++) {
            candidates.add(images(names.get(i), folders.get(i)));
        }
        return List.copyOf(candidates);
    }
}
