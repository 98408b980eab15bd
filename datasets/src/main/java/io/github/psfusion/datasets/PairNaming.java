// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How names show which images are partners: by equal names (the default), by patterns, by a table of two columns, or by the numbers in
 * them; and the margin that all images of a set have.
 */
public final class PairNaming {
    /** Partners have the same name; there is no margin. */
    public static final PairNaming BY_NAME = new PairNaming(Map.of(), null, Margin.NONE);

    private final Map<ImageRole, NameRule> rules;
    private final @Nullable PairTable table;
    private final Margin margin;

    private PairNaming(Map<ImageRole, NameRule> rules, @Nullable PairTable table, Margin margin) {
        this.rules = rules;
        this.table = table;
        this.margin = margin;
    }

    /**
     * Returns a naming by patterns.
     *
     * @param infrared pattern of infrared images; where it is absent, their names are what the word of the other pattern stands for
     * @param visible pattern of visible images, as well
     * @param label pattern of labels; where it is absent, labels have the name of the pair or that of one of its images
     * @throws IllegalArgumentException if no pattern is given, one cannot be read, or they have other words in braces
     */
    public static PairNaming byPatterns(Optional<String> infrared, Optional<String> visible, Optional<String> label) {
        Map<ImageRole, NamePattern> patterns = new EnumMap<>(ImageRole.class);
        infrared.ifPresent(text -> patterns.put(ImageRole.INFRARED, NamePattern.parse(text)));
        visible.ifPresent(text -> patterns.put(ImageRole.VISIBLE, NamePattern.parse(text)));
        label.ifPresent(text -> patterns.put(ImageRole.LABEL, NamePattern.parse(text)));
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("no pattern is given");
        }
        NamePattern first = patterns.values().iterator().next();
        for (ImageRole role : new ImageRole[] {ImageRole.INFRARED, ImageRole.VISIBLE}) {
            if (!patterns.containsKey(role)) {
                if (first.words().size() > 1) {
                    throw new IllegalArgumentException(
                            "the pattern '" + first.text() + "' has several words in braces, so that the images of the"
                                    + " other kind need a pattern with the same words");
                }
                patterns.put(
                        role, NamePattern.parse("{" + first.words().iterator().next() + "}"));
            }
        }
        for (NamePattern pattern : patterns.values()) {
            if (!pattern.words().equals(first.words())) {
                throw new IllegalArgumentException("the patterns '" + first.text() + "' and '" + pattern.text()
                        + "' must have the same words in braces");
            }
        }
        return new PairNaming(Map.copyOf(patterns), null, Margin.NONE);
    }

    /**
     * Returns a naming by a table.
     *
     * @param file text in UTF-8 with an infrared image and its visible partner on each line, separated by a tab, a comma, a semicolon
     *     or blanks; a third column may name the pair
     * @throws DatasetException if the table cannot be read
     */
    public static PairNaming byTable(Path file) throws IOException {
        PairTable table = PairTable.read(file);
        return new PairNaming(
                Map.of(ImageRole.INFRARED, table.infrared(), ImageRole.VISIBLE, table.visible()), table, Margin.NONE);
    }

    /** Returns a naming by the last number in each name. */
    public static PairNaming byNumber() {
        NameRule rule = new NumberRule();
        return new PairNaming(
                Map.of(ImageRole.INFRARED, rule, ImageRole.VISIBLE, rule, ImageRole.LABEL, rule), null, Margin.NONE);
    }

    /** Returns this naming with a margin that is cut from all images. */
    public PairNaming withMargin(Margin pixels) {
        return new PairNaming(rules, table, pixels);
    }

    /** Returns whether partners have the same name. */
    boolean isByName() {
        return rules.isEmpty();
    }

    /** Returns folders, with names by these rules. */
    PairFolders applyTo(PairFolders folders) {
        Map<ImageRole, NameRule> all = new EnumMap<>(ImageRole.class);
        all.putAll(folders.rules());
        all.putAll(rules);
        return new PairFolders(folders.folders(), all, margin.isNone() ? folders.margin() : margin);
    }

    /**
     * Finds the splits of a data set. Patterns that are paths, and tables, hold from its own folder on; other patterns hold in the
     * folders of its layout or, if there is none, in its own folder.
     *
     * @throws DatasetException if no layout recognizes the folder, although one is needed
     */
    public Map<Split, PairFolders> splits(Path root) throws IOException {
        ImageFolder.requireFolder(root);
        boolean fromRoot = table != null
                || rules.values().stream().anyMatch(rule -> rule instanceof NamePattern pattern && pattern.isPath());
        if (!fromRoot) {
            boolean needed = rules.values().stream().noneMatch(NamePattern.class::isInstance);
            Map<Split, PairFolders> found = needed ? DatasetLayouts.splits(root) : DatasetLayouts.recognized(root);
            if (!found.isEmpty()) {
                return applyTo(found);
            }
        }
        Map<ImageRole, Path> folders = new EnumMap<>(ImageRole.class);
        folders.put(ImageRole.INFRARED, root);
        folders.put(ImageRole.VISIBLE, root);
        if (rules.containsKey(ImageRole.LABEL)) {
            folders.put(ImageRole.LABEL, root);
        }
        return Map.of(Split.TRAIN, applyTo(new PairFolders(folders)));
    }

    /** Returns the splits of a layout, with names by these rules. */
    public Map<Split, PairFolders> applyTo(Map<Split, PairFolders> splits) {
        Map<Split, PairFolders> named = new LinkedHashMap<>();
        splits.forEach((split, folders) -> named.put(split, applyTo(folders)));
        return named;
    }

    /** Checks that all images of a table were found. */
    void requireAll(ImageFolder infrared, ImageFolder visible) throws DatasetException {
        if (table != null) {
            table.requireAll(
                    infrared.firstOfEach().keySet(),
                    infrared.path(),
                    visible.firstOfEach().keySet(),
                    visible.path());
        }
    }
}
