// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.pairs;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.pipeline.PairInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pairs that options name. */
public final class PairArguments {
    private PairArguments() {}

    /**
     * Finds the pairs.
     *
     * @param infrared file or folder, with {@code visible}
     * @param visible file or folder; not needed for radiometric files
     * @param root a folder with a known layout, instead of both
     * @param list names of pairs, in the wanted order
     * @throws UserError if options are missing or contradict each other
     */
    public static PairInputs find(
            @Nullable Path infrared, @Nullable Path visible, @Nullable Path root, @Nullable Path list)
            throws IOException {
        Optional<Path> names = Optional.ofNullable(list);
        if (root != null) {
            if (infrared != null || visible != null) {
                throw UserError.usage("--pairs names both images of each pair; leave out --ir and --vi.");
            }
            return PairInputs.ofDataset(root, names);
        }
        if (visible == null && infrared != null && PairInputs.isRadiometric(infrared, DecodeLimits.defaults())) {
            return PairInputs.ofRadiometric(infrared, names);
        }
        if (infrared == null || visible == null) {
            throw UserError.usage("missing: "
                    + (infrared == null ? "--ir PATH" : "")
                    + (infrared == null && visible == null ? " and " : "")
                    + (visible == null ? "--vi PATH" : "")
                    + " (or --pairs DIR). Only radiometric files with a visible image need no --vi.");
        }
        boolean bothExist = Files.exists(infrared) && Files.exists(visible);
        boolean folders = Files.isDirectory(infrared);
        if (bothExist && folders != Files.isDirectory(visible)) {
            throw UserError.usage((folders ? "--ir " + infrared : "--vi " + visible) + " is a folder, but "
                    + (folders ? "--vi " + visible : "--ir " + infrared)
                    + " is a file. Name two files or two folders.");
        }
        if (folders) {
            return PairInputs.ofFolders(infrared, visible, names);
        }
        if (bothExist && list != null) {
            throw UserError.usage("--list chooses pairs of folders, but --ir and --vi name files.");
        }
        return PairInputs.ofFiles(infrared, visible);
    }

    /**
     * Reads the values of {@code --ir-range} and {@code --vi-range}.
     *
     * @throws UserError naming the forms that there are
     */
    public static PairWindows windows(String infrared, String visible) {
        return new PairWindows(window("--ir-range", infrared), window("--vi-range", visible));
    }

    private static IntensityWindow window(String option, String value) {
        try {
            return IntensityWindow.parse(value);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(option + ": " + e.getMessage() + ".");
        }
    }
}
