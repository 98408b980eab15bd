// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last number in the name of a file, leading zeros aside: {@code IR_0012} and {@code DSC12} are partners. */
final class NumberRule implements NameRule {
    private static final Pattern LAST = Pattern.compile("(?s).*?([0-9]+)[^0-9]*");

    @Override
    public Optional<String> key(Path image) {
        Matcher number = LAST.matcher(ImageNames.stem(image));
        return number.matches() ? Optional.of(new BigInteger(number.group(1)).toString()) : Optional.empty();
    }

    @Override
    public String text() {
        return "a name with a number";
    }

    @Override
    public boolean reportsOthers() {
        return true;
    }
}
