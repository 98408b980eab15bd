// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks a data set before anybody trains on it: names, partners, sizes, depths, duplicates, labels.
 *
 * <p>Everything that is wrong is listed, not the first thing only; no file is changed.
 */
public final class DatasetCheck {
    /**
     * The findings and a summary.
     *
     * @param findings split by split, in natural order of the pairs; duplicates last
     * @param splits summary of each split
     */
    public record Result(List<Finding> findings, Map<Split, SplitSummary> splits) {
        /** Copies the list and the map. */
        public Result {
            findings = List.copyOf(findings);
            splits = splits.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(splits));
        }

        /** Returns whether there is a finding that training or fusing will fail on. */
        public boolean hasFaults() {
            return count(Finding.Severity.FAULT) > 0;
        }

        /** Returns the number of findings of a severity. */
        long count(Finding.Severity severity) {
            return findings.stream()
                    .filter(finding -> finding.severity() == severity)
                    .count();
        }

        /** Returns the summary and the findings for people, a line each, with the numbers of findings at the end. */
        public String text() {
            return CheckReport.text(this);
        }

        /**
         * Returns the summary and the findings by the keys of JSON reports.
         *
         * @param folder the data set as it was named
         */
        public Map<String, Object> facts(Path folder) {
            return CheckReport.facts(this, folder);
        }
    }

    private DatasetCheck() {}

    /**
     * Checks all splits of a data set.
     *
     * @param root a folder in one of the {@link DatasetLayouts}
     * @throws DatasetException if the folder is not there or has no known layout
     */
    public static Result of(Path root, CheckOptions options, Progress progress) throws IOException {
        Map<Split, FolderCheck> folders = new EnumMap<>(Split.class);
        for (Map.Entry<Split, PairFolders> split : options.naming().splits(root).entrySet()) {
            folders.put(split.getKey(), FolderCheck.of(split.getValue()));
        }
        int total = folders.values().stream()
                .mapToInt(folder -> folder.pairs().size())
                .sum();
        int done = 0;
        List<Finding> findings = new ArrayList<>();
        Map<Split, SplitSummary> summaries = new EnumMap<>(Split.class);
        DuplicateCheck duplicates = new DuplicateCheck();
        for (Map.Entry<Split, FolderCheck> split : folders.entrySet()) {
            FolderCheck folder = split.getValue();
            findings.addAll(folder.findings());
            Map<String, Integer> sizes = new LinkedHashMap<>();
            Map<String, Integer> depths = new LinkedHashMap<>();
            for (PairFiles pair : folder.pairs()) {
                PairCheck check = PairCheck.of(pair, options);
                findings.addAll(check.findings());
                check.size().ifPresent(size -> sizes.merge(size.toString(), 1, Integer::sum));
                check.depth().ifPresent(depth -> depths.merge(depth, 1, Integer::sum));
                if (check.isReadable()) {
                    duplicates.add(split.getKey(), pair);
                }
                progress.advanced(++done, total);
            }
            summaries.put(split.getKey(), new SplitSummary(folder.pairs().size(), folder.counts(), sizes, depths));
        }
        findings.addAll(duplicates.findings());
        for (Path unread : UnreadFolders.in(root, options.naming())) {
            findings.add(Finding.warning(
                    unread, "holds pairs, but is no split of this set and is not read. Name it as a set of its own."));
        }
        return new Result(findings, summaries);
    }
}
