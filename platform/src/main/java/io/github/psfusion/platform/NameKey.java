// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.text.Normalizer;
import java.util.Locale;

/** The key by which names of images are compared, with each other and with names of pairs. */
public final class NameKey {
    private NameKey() {}

    /**
     * Returns the key of a name without extension. Upper and lower case are alike, as they are to some file systems; letters
     * with accents are composed, because some systems store them decomposed.
     */
    public static String of(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
