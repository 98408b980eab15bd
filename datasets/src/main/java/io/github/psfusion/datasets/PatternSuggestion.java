// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.platform.Counted;
import io.github.psfusion.platform.NameKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Patterns by which images would be partners that have no name in common. */
final class PatternSuggestion {
    private static final Pattern DIGITS_AT_END = Pattern.compile("[0-9]+$");
    private static final Pattern DIGITS_AT_BEGIN = Pattern.compile("^[0-9]+");

    private PatternSuggestion() {}

    /**
     * What all names begin and end with.
     *
     * @param prefix without digits at its end, which count images
     * @param suffix without digits at its begin
     */
    private record Frame(String prefix, String suffix) {
        static Frame of(List<String> names) {
            String first = names.get(0);
            int prefix = first.length();
            int suffix = first.length();
            for (String name : names) {
                int i = 0;
                while (i < prefix && i < name.length() && name.charAt(i) == first.charAt(i)) {
                    i++;
                }
                prefix = i;
                int j = 0;
                while (j < suffix
                        && j < name.length()
                        && name.charAt(name.length() - 1 - j) == first.charAt(first.length() - 1 - j)) {
                    j++;
                }
                suffix = j;
            }
            return new Frame(
                    DIGITS_AT_END.matcher(first.substring(0, prefix)).replaceFirst(""),
                    DIGITS_AT_BEGIN
                            .matcher(first.substring(first.length() - suffix))
                            .replaceFirst(""));
        }

        Set<String> keys(List<String> names) {
            return names.stream()
                    .filter(name -> name.length() > prefix.length() + suffix.length())
                    .map(name -> NameKey.of(name.substring(prefix.length(), name.length() - suffix.length())))
                    .collect(Collectors.toSet());
        }

        String pattern() {
            return prefix + "{id}" + suffix;
        }
    }

    /** Returns a sentence with a blank before it. */
    static String of(List<Path> infrared, List<Path> visible) {
        List<String> ofInfrared = infrared.stream().map(ImageNames::stem).toList();
        List<String> ofVisible = visible.stream().map(ImageNames::stem).toList();
        if (ofInfrared.size() > 1 && ofVisible.size() > 1) {
            Frame here = Frame.of(ofInfrared);
            Frame there = Frame.of(ofVisible);
            Set<String> common = here.keys(ofInfrared);
            common.retainAll(there.keys(ofVisible));
            if (!common.isEmpty() && isWritable(here) && isWritable(there)) {
                return " By patterns, " + Counted.of(common.size(), "pair") + " would be found: --ir-pattern '"
                        + here.pattern() + "' --vi-pattern '" + there.pattern() + "'.";
            }
        }
        return " Or state which images are partners: by patterns (--ir-pattern 'FLIR_{id}' --vi-pattern 'DC_{id}'), by"
                + " the numbers in the names (--pair-by number), or by a table (--pair-table FILE).";
    }

    private static boolean isWritable(Frame frame) {
        return (frame.prefix + frame.suffix).chars().noneMatch(c -> c == '{' || c == '}' || c == '*');
    }
}
