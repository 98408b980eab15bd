// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.pairs;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.datasets.Margin;
import io.github.psfusion.datasets.PairNaming;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the names of images show which are partners; the same in all commands that take pairs. */
public class NameOptions {
    @Option(
            names = "--ir-pattern",
            paramLabel = "P",
            description = "names of infrared images, with words in braces for what partners have in common:"
                    + " 'FLIR_{id}_PreviewData', '{id}_ir', or paths such as '{set}/{video}/lwir/{id}'")
    private @Nullable String infrared;

    @Option(names = "--vi-pattern", paramLabel = "P", description = "the same for visible images")
    private @Nullable String visible;

    @Option(
            names = "--label-pattern",
            paramLabel = "P",
            description = "the same for labels (default: the name of the pair or of one of its images)")
    private @Nullable String label;

    @Option(
            names = "--pair-table",
            paramLabel = "FILE",
            description =
                    "instead: a text file with an infrared image and its visible partner on each line; a third column"
                            + " may name the pair")
    private @Nullable Path table;

    @Option(
            names = "--pair-by",
            paramLabel = "RULE",
            description = "name (default): partners have the same name; number: the last number in it is the same")
    private Rule rule = Rule.NAME;

    @Option(
            names = "--margin",
            paramLabel = "N",
            description = "pixels to cut from each side of all images (100 for DroneVehicle), or L,T,R,B")
    private Margin margin = Margin.NONE;

    /** What of names is compared. */
    public enum Rule {
        /** The whole name. */
        NAME,
        /** The last number in it. */
        NUMBER
    }

    /** Returns the margin. */
    final Margin margin() {
        return margin;
    }

    /**
     * Returns the naming.
     *
     * @throws UserError if options exclude each other, or a pattern cannot be read
     * @throws IOException if the table cannot be read
     */
    public final PairNaming naming() throws IOException {
        boolean patterns = infrared != null || visible != null || label != null;
        if ((patterns ? 1 : 0) + (table != null ? 1 : 0) + (rule != Rule.NAME ? 1 : 0) > 1) {
            throw UserError.usage("patterns, --pair-table and --pair-by number exclude each other. Give one of them.");
        }
        return naming(patterns).withMargin(margin);
    }

    private PairNaming naming(boolean patterns) throws IOException {
        if (table != null) {
            return PairNaming.byTable(table);
        }
        if (patterns) {
            try {
                return PairNaming.byPatterns(
                        Optional.ofNullable(infrared), Optional.ofNullable(visible), Optional.ofNullable(label));
            } catch (IllegalArgumentException e) {
                throw UserError.usage("--ir-pattern, --vi-pattern: " + e.getMessage() + ".");
            }
        }
        return rule == Rule.NUMBER ? PairNaming.byNumber() : PairNaming.BY_NAME;
    }
}
