// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory as users write it, {@code 2G} or {@code 500M}, in steps of 1024 as for Java's {@code -Xmx}.
 *
 * @param bytes at least 1
 */
public record MemorySize(long bytes) {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})([KMGT])(?:I?B)?");
    private static final String UNITS = "KMGT";
    private static final int BITS = 10;

    /**
     * Reads an amount.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public static MemorySize parse(String text) {
        Matcher matcher = FORM.matcher(text.toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a number with K, M, G or T such as 2G, not " + text);
        }
        int unit = UNITS.indexOf(matcher.group(2)) + 1;
        return new MemorySize(Long.parseLong(matcher.group(1)) << (BITS * unit));
    }
}
