// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.platform.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes a data set ready for training: into the layout of MSRS, of one size or in windows, with the maps that are derived
 * from labels, and with an index of everything.
 *
 * <p>The result is {@code SPLIT/ROLE/NAME.EXTENSION}, such as {@code train/ir/00001D.png}; a window of an image is
 * {@code NAME_xX_yY.png}. {@code index.csv} holds, for each file, split, name, role, path, SHA-256, and path and SHA-256 of
 * the source; paths are relative to the two data sets. Files are written atomically; run again, a preparation keeps what is
 * there. The source is never written to.
 */
public final class DatasetPreparation {
    /**
     * What was done.
     *
     * @param pairs number of pairs of the source that are in each split
     * @param written number of files that were written
     * @param kept number of files that were there already with the right content
     * @param failures pairs that could not be prepared, and why
     * @param leftOut images without a partner, and those of formats that are not read
     * @param warnings a line for each kind of warning on the pairs
     * @param unexpected images in the folders of the result that this preparation did not make; training would take them
     */
    public record Result(
            Map<Split, Integer> pairs,
            int written,
            int kept,
            List<Finding> failures,
            List<Path> leftOut,
            List<String> warnings,
            List<Path> unexpected) {
        /** Copies the collections. */
        public Result {
            pairs = pairs.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(pairs));
            failures = List.copyOf(failures);
            leftOut = List.copyOf(leftOut);
            warnings = List.copyOf(warnings);
            unexpected = List.copyOf(unexpected);
        }

        /**
         * Returns what was done, on one line.
         *
         * @param output the folder of the result as it was named
         */
        public String text(Path output) {
            String counts = pairs.entrySet().stream()
                    .map(count -> Counted.of(count.getValue(), "pair") + " of "
                            + count.getKey().folderName())
                    .collect(Collectors.joining(", "));
            return "prepared " + (counts.isEmpty() ? "no pair" : counts) + " in " + output + " (" + written
                    + " files written, " + kept + " kept)";
        }

        /**
         * Returns what was done by the keys of JSON reports.
         *
         * @param output the folder of the result as it was named
         */
        public Map<String, Object> facts(Path output) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("output", output.toString());
            Map<String, Integer> counts = new LinkedHashMap<>();
            pairs.forEach((split, count) -> counts.put(split.folderName(), count));
            json.put("pairs", counts);
            json.put("written", written);
            json.put("kept", kept);
            json.put("failures", failures.stream().map(Finding::toString).toList());
            json.put("warnings", warnings);
            json.put("leftOut", leftOut.stream().map(Path::toString).toList());
            json.put("unexpected", unexpected.stream().map(Path::toString).toList());
            return json;
        }
    }

    /** Names of pairs in a line of warnings. */
    private static final int NAMED = 10;

    private DatasetPreparation() {}

    /**
     * Prepares a data set whose layout is recognized.
     *
     * @param source a folder in one of the {@link DatasetLayouts}
     * @param target the folder of the result; made where it is missing
     * @throws IOException as {@link #prepare(Path, Map, Path, PreparationOptions, Progress)}
     */
    public static Result prepare(Path source, Path target, PreparationOptions options, Progress progress)
            throws IOException {
        return prepare(source, options.naming().splits(source), target, options, progress);
    }

    /**
     * Prepares a data set. A pair that cannot be read does not stop the others.
     *
     * @param source the folder of the data set
     * @param splits its folders, from {@link DatasetLayouts}
     * @param target the folder of the result; made where it is missing
     * @throws DatasetException if target and source overlap, if pairs for training lie below a folder named
     *     {@code validation}, or if the source has splits and a random split is asked for
     * @throws java.nio.file.FileAlreadyExistsException if a file of the result exists with another content
     * @throws IOException if the result cannot be written
     */
    public static Result prepare(
            Path source, Map<Split, PairFolders> splits, Path target, PreparationOptions options, Progress progress)
            throws IOException {
        PreparedFolder folder = new PreparedFolder(target, source);
        refuseOverlap(source, splits, folder);
        List<Path> leftOut = new ArrayList<>();
        Map<Split, List<PairFiles>> pairs = pairs(source, splits, options, leftOut);

        int total = pairs.values().stream().mapToInt(List::size).sum();
        int looked = 0;
        List<Finding> failures = new ArrayList<>();
        WarningSummary warnings = new WarningSummary();
        Map<Split, Integer> done = new EnumMap<>(Split.class);
        for (Map.Entry<Split, List<PairFiles>> split : pairs.entrySet()) {
            for (PairFiles pair : split.getValue()) {
                if (prepare(pair, split.getKey(), folder, options, failures, warnings)) {
                    done.merge(split.getKey(), 1, Integer::sum);
                }
                progress.advanced(++looked, total);
            }
        }
        folder.writeIndex();
        folder.deleteLeftovers();
        return new Result(
                done,
                folder.written(),
                folder.kept(),
                failures,
                leftOut,
                warnings.lines(/* loss= */ true, NAMED),
                folder.unexpected());
    }

    private static Map<Split, List<PairFiles>> pairs(
            Path source, Map<Split, PairFolders> splits, PreparationOptions options, List<Path> leftOut)
            throws IOException {
        Map<Split, List<PairFiles>> pairs = new EnumMap<>(Split.class);
        if (options.randomSplit().isPresent()) {
            PairFolders undivided = splits.get(Split.TRAIN);
            if (undivided == null || splits.size() > 1) {
                throw new DatasetException(source + ": the data set has splits of its own ("
                        + ImageNames.some(
                                splits.keySet().stream().map(Split::folderName).toList())
                        + "). Leave the random split away, or name the folder of one split.");
            }
            RandomSplit shares = options.randomSplit().get();
            Pairing pairing =
                    PairFinder.in(undivided, shares.train() > 0 ? Split.TRAIN : Split.VALIDATION, options.naming());
            addUnpaired(pairing, leftOut);
            pairs.putAll(shares.divide(pairing.pairs()));
        } else {
            for (Map.Entry<Split, PairFolders> split : splits.entrySet()) {
                Pairing pairing = PairFinder.in(split.getValue(), split.getKey(), options.naming());
                addUnpaired(pairing, leftOut);
                pairs.put(split.getKey(), pairing.pairs());
            }
        }
        return pairs;
    }

    private static void addUnpaired(Pairing pairing, List<Path> leftOut) {
        leftOut.addAll(pairing.leftOut());
    }

    private static boolean prepare(
            PairFiles pair,
            Split split,
            PreparedFolder folder,
            PreparationOptions options,
            List<Finding> failures,
            WarningSummary warnings)
            throws IOException {
        PreparedPair prepared;
        try {
            prepared = PreparedPair.read(pair, options);
        } catch (IOException e) {
            failures.add(Finding.fault(pair.infrared(), ReadFailure.reason(pair.infrared(), e)));
            return false;
        }
        warnings.add(pair.name(), prepared.warnings());
        prepared.writeTo(folder.sink(split, pair, options.transfer()));
        return true;
    }

    /** No file may land among the source's: neither inside the source folder nor, through links, in one of its folders. */
    private static void refuseOverlap(Path source, Map<Split, PairFolders> splits, PreparedFolder target)
            throws IOException {
        List<Path> sourceFolders = new ArrayList<>(List.of(source.toRealPath()));
        for (PairFolders folders : splits.values()) {
            for (Path folder : folders.folders().values()) {
                sourceFolders.add(folder.toRealPath());
            }
        }
        for (Split split : Split.values()) {
            for (ImageRole role : ImageRole.values()) {
                Path folder = realPath(target.folder(split, role));
                for (Path sourceFolder : sourceFolders) {
                    if (folder.startsWith(sourceFolder)) {
                        throw new DatasetException(folder + ": the result would be written into the source folder "
                                + sourceFolder + ". Name an output folder outside of the source.");
                    }
                }
            }
        }
    }

    /** Returns where a path leads, links resolved as far as it exists. */
    private static Path realPath(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        return parent == null || Files.exists(absolute)
                ? absolute.toRealPath()
                : realPath(parent).resolve(absolute.getFileName());
    }
}
