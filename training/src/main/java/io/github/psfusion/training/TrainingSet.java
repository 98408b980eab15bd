// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A set of pairs to train on and its share of the training samples.
 *
 * @param folder of the data set; synthetic scenes without it
 * @param share of all samples, in (0, 1]; sets without a share divide what is left in proportion to their numbers of pairs
 */
public record TrainingSet(Optional<Path> folder, OptionalDouble share) {
    private static final String SYNTHETIC = "synthetic";

    /** A share behind the last colon. */
    private static final Pattern WITH_SHARE = Pattern.compile("(.+):(-?\\d*\\.?\\d+(?:[eE]-?\\d+)?)", Pattern.DOTALL);

    /** Sums of decimal shares differ from 1 by rounding. */
    private static final double TOLERANCE = 1e-9;

    /** Checks the share. */
    public TrainingSet {
        if (share.isPresent() && !(share.getAsDouble() > 0 && share.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("a share must be above 0 and at most 1, not " + share.getAsDouble());
        }
    }

    /** Returns a folder without a share. */
    public static TrainingSet of(Path folder) {
        return new TrainingSet(Optional.of(folder), OptionalDouble.empty());
    }

    /** Returns synthetic scenes without a share. */
    public static TrainingSet synthetic() {
        return new TrainingSet(Optional.empty(), OptionalDouble.empty());
    }

    /**
     * Reads {@code DIR}, {@code DIR:SHARE}, {@code synthetic} or {@code synthetic:SHARE}. A colon belongs to the path where no
     * number follows it, or where a folder of the whole name exists.
     *
     * @throws IllegalArgumentException if the share is out of range
     */
    public static TrainingSet parse(String text) {
        Matcher matcher = WITH_SHARE.matcher(text);
        if (!matcher.matches() || isFolder(text)) {
            return of(text, OptionalDouble.empty());
        }
        try {
            return of(matcher.group(1), OptionalDouble.of(Double.parseDouble(matcher.group(2))));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(text + ": " + e.getMessage(), e);
        }
    }

    private static TrainingSet of(String name, OptionalDouble share) {
        return new TrainingSet(name.equals(SYNTHETIC) ? Optional.empty() : Optional.of(Path.of(name)), share);
    }

    private static boolean isFolder(String name) {
        try {
            return Files.isDirectory(Path.of(name));
        } catch (InvalidPathException e) {
            return false; // a colon that no path of this system may have
        }
    }

    /**
     * Reads the sets of a training.
     *
     * @throws IllegalArgumentException if a set is given twice, if the only set has a share, or if the shares leave nothing to
     *     the other sets or exceed 1 or, where all sets have one, do not sum to 1
     */
    public static List<TrainingSet> parseAll(List<String> texts) {
        List<TrainingSet> sets = texts.stream().map(TrainingSet::parse).toList();
        Set<String> names = new HashSet<>();
        for (TrainingSet set : sets) {
            if (!names.add(set.name())) {
                throw new IllegalArgumentException(set.name() + " is given twice; a share makes it count more");
            }
        }
        if (sets.size() == 1 && sets.get(0).share().isPresent()) {
            throw new IllegalArgumentException(
                    texts.get(0) + ": the only set has all samples; leave its share out, or give a second set");
        }
        if (sets.size() > 1) {
            requireSum(sets);
        }
        return sets;
    }

    private static void requireSum(List<TrainingSet> sets) {
        double sum = sets.stream().mapToDouble(set -> set.share().orElse(0)).sum();
        boolean rest = sets.stream().anyMatch(set -> set.share().isEmpty());
        if (sum > 1 + TOLERANCE) {
            throw new IllegalArgumentException("the shares sum to " + rounded(sum) + "; they must not exceed 1");
        }
        if (rest && sum > 1 - TOLERANCE) {
            throw new IllegalArgumentException(
                    "the shares sum to 1 and leave nothing to the sets without one; lower them, or leave those sets out");
        }
        if (!rest && sum < 1 - TOLERANCE) {
            throw new IllegalArgumentException("the shares sum to " + rounded(sum)
                    + ", not to 1; leave one share out to give the rest to its set");
        }
    }

    private static double rounded(double sum) {
        return Math.round(sum * 1e6) / 1e6;
    }

    /** Returns the folder's absolute path, or {@code synthetic}. */
    public String name() {
        return folder.map(path -> path.toAbsolutePath().normalize().toString()).orElse(SYNTHETIC);
    }

    /** Returns what {@link #parse} reads, with an absolute path, which means the same from every folder. */
    public String text() {
        String named = folder.map(path -> path.toAbsolutePath().toString()).orElse(SYNTHETIC);
        return share.isPresent() ? named + ":" + share.getAsDouble() : named;
    }
}
