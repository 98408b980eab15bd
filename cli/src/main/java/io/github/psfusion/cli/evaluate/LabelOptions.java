// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.evaluate;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.datasets.LabelClasses;
import io.github.psfusion.evaluation.NamedPath;
import io.github.psfusion.evaluation.SegmentationComparison;
import io.github.psfusion.imaging.LabelMap;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which class maps are scored, instead of fused images. */
final class LabelOptions {
    /** The options that only class maps have. */
    static final List<String> OF_MAPS = List.of("--labels", "--segmentation", "--confidence", "--group");

    @Option(names = "--labels", paramLabel = "DIR", description = "true class maps, with --segmentation")
    private @Nullable Path labels;

    @Option(
            names = "--segmentation",
            paramLabel = "[NAME=]DIR",
            description =
                    "predicted class maps of the same names: IoU per class, mIoU, accuracy, boundary IoU; repeat it to"
                            + " compare methods, with the same NAME for runs of one method")
    private List<String> segmentation = List.of();

    @Option(
            names = "--confidence",
            paramLabel = "DIR",
            description = "probabilities of the predicted classes as gray images, one DIR for each --segmentation:"
                    + " calibration error")
    private List<Path> confidences = List.of();

    @Option(
            names = "--group",
            paramLabel = "NAME=P",
            description =
                    "also mIoU of the maps whose names match a pattern, such as night=*N, or are listed in a file")
    private List<String> groups = List.of();

    @Option(
            names = "--classes",
            paramLabel = "N|LIST",
            split = ",",
            description =
                    "number of classes, or their names in order (default: the nine of MSRS); of boxes the names of"
                            + " class numbers")
    private List<String> classes = List.of();

    /** Returns whether class maps are to be scored. */
    boolean named() {
        return labels != null || !segmentation.isEmpty() || !classes.isEmpty() || !confidences.isEmpty();
    }

    /**
     * Returns what is scored.
     *
     * @param list names of the maps that count; all if null
     */
    SegmentationComparison.Inputs inputs(@Nullable Path list) {
        if (labels == null || segmentation.isEmpty()) {
            throw UserError.usage("missing: "
                    + (labels == null
                            ? "--labels DIR, the true class maps of --segmentation."
                            : "--segmentation DIR, the predicted class maps that are scored against --labels."));
        }
        try {
            return new SegmentationComparison.Inputs(
                    labels, NamedPath.parse(segmentation), confidences, groups, classes(), list);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--segmentation: " + e.getMessage() + ".");
        }
    }

    /** Returns the names of the classes if they were given, else nothing. */
    List<String> givenClasses() {
        return classes.isEmpty() ? List.of() : classes();
    }

    /**
     * Returns the names of the classes.
     *
     * @throws UserError if their number is out of range, or a name is given twice
     */
    List<String> classes() {
        if (classes.isEmpty()) {
            return LabelClasses.msrs().names();
        }
        boolean counted = classes.size() == 1;
        try {
            LabelClasses chosen = counted
                    ? LabelClasses.ofCount(Integer.parseInt(classes.get(0).strip()))
                    : LabelClasses.ofNames(classes);
            return chosen.names();
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--classes "
                    + (counted
                            ? classes.get(0) + ": expected a number from 1 to " + LabelMap.IGNORED
                                    + ", or the names of the classes with commas between them."
                            : e.getMessage()));
        }
    }
}
