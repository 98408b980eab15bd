// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.pairs;

import io.github.psfusion.cli.console.StandardInput;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.datasets.Shard;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.pipeline.PairInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The pairs that options name; a subclass has the options for infrared and visible images. */
public abstract class SourceOptions extends NameOptions {
    /** Puts an option before those of this class in the help. */
    static final int FIRST = -2;

    @Option(
            names = "--pairs",
            paramLabel = "DIR",
            description =
                    "instead of both: a folder with a known layout (see dataset check), or with the folders ir and vi")
    private @Nullable Path root;

    @Option(names = "--list", paramLabel = "FILE", description = "only these names, in this order; - is standard input")
    private @Nullable Path list;

    @Option(
            names = "--ir-range",
            paramLabel = "R",
            description = "black and white level of infrared images: auto (default: for 16 bit the 0.1 and 99.9"
                    + " percentiles over ALL images of the batch, so that nothing jumps; 8 bit as it is),"
                    + " min-max, percentiles:P,Q (both also over all images), or LO,HI")
    private String infraredRange = "auto";

    @Option(
            names = "--vi-range",
            paramLabel = "R",
            description = "black and white level of visible images: full (default: as they are), auto,"
                    + " min-max, percentiles:P,Q or LO,HI as for --ir-range; for 10 to 14 bits stored in 16")
    private String visibleRange = "full";

    /**
     * Returns the part of the pairs that {@code --shard} names; all of them without the option.
     *
     * @throws UserError if it is no part
     */
    public static Shard shardOf(@Nullable String text) {
        try {
            return text == null ? Shard.ALL : Shard.parse(text);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--shard: " + e.getMessage() + ".");
        }
    }

    /** Returns whether {@code --pairs} was given. */
    boolean hasRoot() {
        return root != null;
    }

    /**
     * Finds the pairs.
     *
     * @throws UserError if options are missing or contradict each other
     */
    PairInputs find(@Nullable Path namedInfrared, @Nullable Path namedVisible) throws IOException {
        long inputs = Stream.of(namedInfrared, namedVisible, list)
                .filter(file -> file != null && StandardInput.is(file))
                .count();
        if (inputs > 1) {
            throw UserError.usage(
                    "standard input (-) can be only one of --ir, --vi and --list. Name files for the others.");
        }
        Path infrared = copied(namedInfrared);
        Path visible = copied(namedVisible);
        list = copied(list);
        if (root != null) {
            if (infrared != null || visible != null) {
                throw UserError.usage("--pairs names both images of each pair; leave out --ir and --vi.");
            }
            return PairInputs.ofDataset(root, list(), naming());
        }
        if (visible == null && infrared != null && PairInputs.areInOneFile(infrared, DecodeLimits.defaults())) {
            return PairInputs.ofOneFileEach(infrared, list(), margin());
        }
        if (infrared == null || visible == null) {
            throw UserError.usage("missing: "
                    + (infrared == null ? "--ir PATH" : "")
                    + (infrared == null && visible == null ? " and " : "")
                    + (visible == null ? "--vi PATH" : "")
                    + " (or --pairs DIR). Only radiometric files with a visible image, and images of"
                    + " four channels, need no --vi.");
        }
        boolean bothExist = Files.exists(infrared) && Files.exists(visible);
        boolean folders = Files.isDirectory(infrared);
        if (bothExist && folders != Files.isDirectory(visible)) {
            throw UserError.usage((folders ? "--ir " + infrared : "--vi " + visible) + " is a folder, but "
                    + (folders ? "--vi " + visible : "--ir " + infrared)
                    + " is a file. Name two files or two folders.");
        }
        if (folders) {
            return PairInputs.ofFolders(infrared, visible, list(), naming());
        }
        if (bothExist && list != null) {
            throw UserError.usage("--list chooses pairs of folders, but --ir and --vi name files.");
        }
        return PairInputs.ofFiles(infrared, visible, margin());
    }

    private static @Nullable Path copied(@Nullable Path file) throws IOException {
        return file != null && StandardInput.is(file) ? StandardInput.copy() : file;
    }

    /** Returns the file with the names of the wanted pairs, if one was named. */
    public final Optional<Path> list() {
        return Optional.ofNullable(list);
    }

    /**
     * Returns the levels of infrared and of visible images that become black and white.
     *
     * @throws UserError naming the forms that there are
     */
    public final PairWindows windows() {
        return windows(infraredRange, visibleRange);
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
