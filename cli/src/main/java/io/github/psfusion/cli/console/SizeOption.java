// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * A size as users write it, {@code 640x480}.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
public record SizeOption(int width, int height) {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})x([1-9]\\d{0,5})");

    /**
     * Reads a size.
     *
     * @throws TypeConversionException if it has another form
     */
    public static SizeOption parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("expected WxH such as 640x480, not " + text);
        }
        return new SizeOption(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
