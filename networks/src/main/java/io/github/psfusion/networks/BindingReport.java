// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks;

import io.github.psfusion.platform.Excerpt;
import java.util.List;
import java.util.StringJoiner;

/**
 * How the tensors of a file fit the parameters of a network.
 *
 * @param matched parameters whose name and shape the file has
 * @param missing parameters that the file has not
 * @param unexpected tensors of the file that the network has not
 * @param shapeMismatch tensors that differ in shape or kind of element, each with what was found and expected
 */
public record BindingReport(
        List<String> matched, List<String> missing, List<String> unexpected, List<String> shapeMismatch) {
    /** Names of one kind that are printed. */
    private static final int PRINTED = 10;

    /** Copies the lists. */
    public BindingReport {
        matched = List.copyOf(matched);
        missing = List.copyOf(missing);
        unexpected = List.copyOf(unexpected);
        shapeMismatch = List.copyOf(shapeMismatch);
    }

    /** Returns whether every parameter and every tensor has found its partner. */
    public boolean isComplete() {
        return missing.isEmpty() && unexpected.isEmpty() && shapeMismatch.isEmpty();
    }

    /** Returns counts and the first names of each kind, one line a kind. */
    public String describe() {
        StringJoiner lines = new StringJoiner("\n");
        lines.add(matched.size() + " matched, " + missing.size() + " missing, " + unexpected.size() + " unexpected, "
                + shapeMismatch.size() + " of another shape or type");
        add(lines, "missing", missing);
        add(lines, "unexpected", unexpected);
        add(lines, "of another shape or type", shapeMismatch);
        return lines.toString();
    }

    private static void add(StringJoiner lines, String kind, List<String> names) {
        if (!names.isEmpty()) {
            lines.add("  " + kind + ": " + Excerpt.of(names, PRINTED));
        }
    }
}
