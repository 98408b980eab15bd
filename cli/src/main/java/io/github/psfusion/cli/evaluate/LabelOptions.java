// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.evaluate;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.datasets.LabelClasses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which class maps are scored, instead of fused images. */
final class LabelOptions {
    private static final int MOST_CLASSES = 255;

    @Option(names = "--labels", paramLabel = "DIR", description = "true class maps, with --segmentation")
    private @Nullable Path labels;

    @Option(
            names = "--segmentation",
            paramLabel = "DIR",
            description = "predicted class maps of the same names: IoU per class, mIoU, accuracy")
    private @Nullable Path segmentation;

    @Option(
            names = "--classes",
            paramLabel = "N|LIST",
            split = ",",
            description = "number of classes, or their names in order (default: the nine of MSRS)")
    private List<String> classes = List.of();

    /** Returns whether class maps are to be scored. */
    boolean named() {
        return labels != null || segmentation != null || !classes.isEmpty();
    }

    /** Returns the folder of the true maps. */
    Path labels() {
        return required(labels, "--labels DIR, the true class maps of --segmentation");
    }

    /** Returns the folder of the predicted maps. */
    Path segmentation() {
        return required(segmentation, "--segmentation DIR, the predicted class maps that are scored against --labels");
    }

    private static Path required(@Nullable Path folder, String option) {
        if (folder == null) {
            throw UserError.usage("missing: " + option + ".");
        }
        return folder;
    }

    /** Returns the names of the classes. */
    List<String> classes() {
        if (classes.isEmpty()) {
            return names(LabelClasses.msrs());
        }
        if (classes.size() == 1) {
            return names(LabelClasses.ofCount(count(classes.get(0).strip())));
        }
        List<String> names = new ArrayList<>();
        for (String name : classes) {
            if (name.isBlank() || names.contains(name.strip())) {
                throw UserError.usage("--classes " + String.join(",", classes) + ": "
                        + (name.isBlank() ? "a name is empty" : name.strip() + " is named twice")
                        + ". Give each class a name of its own, in the order of their numbers.");
            }
            names.add(name.strip());
        }
        if (names.size() > MOST_CLASSES) {
            throw UserError.usage("--classes: " + names.size() + " names; at most " + MOST_CLASSES + " classes.");
        }
        return names;
    }

    private static int count(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 1 && count <= MOST_CLASSES) {
                return count;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw UserError.usage("--classes " + text + ": expected a number from 1 to " + MOST_CLASSES
                + ", or the names of the classes with commas between them.");
    }

    private static List<String> names(LabelClasses classes) {
        return Stream.iterate(0, index -> index + 1)
                .limit(classes.count())
                .map(classes::name)
                .toList();
    }
}
