// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.platform.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds infrared and visible files of equal content, within a split and across splits. */
final class DuplicateCheck {
    private record SplitFile(Split split, Path file) {}

    /** By length: only files of equal length can be equal, and others need not be read. */
    private final Map<Long, List<SplitFile>> filesByLength = new LinkedHashMap<>();

    /** Takes in the files of a pair that could be read. */
    void add(Split split, PairFiles pair) throws IOException {
        for (Path file : List.of(pair.infrared(), pair.visible())) {
            filesByLength
                    .computeIfAbsent(Files.size(file), length -> new ArrayList<>())
                    .add(new SplitFile(split, file));
        }
    }

    List<Finding> findings() throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (List<SplitFile> files : filesByLength.values()) {
            if (files.size() > 1) {
                compare(files, findings);
            }
        }
        return findings;
    }

    private static void compare(List<SplitFile> files, List<Finding> findings) throws IOException {
        Map<String, SplitFile> firstByDigest = new LinkedHashMap<>();
        for (SplitFile file : files) {
            SplitFile first = firstByDigest.putIfAbsent(Sha256.of(file.file()), file);
            if (first != null) {
                findings.add(finding(first, file));
            }
        }
    }

    private static Finding finding(SplitFile first, SplitFile second) {
        String same = "the content is that of " + first.file();
        return first.split() == second.split()
                ? Finding.warning(second.file(), same + ". Remove one of them if that is not meant.")
                : Finding.fault(
                        second.file(),
                        same + ", which is in another split; figures on an image that was trained on mean nothing."
                                + " Remove it from one of them.");
    }
}
