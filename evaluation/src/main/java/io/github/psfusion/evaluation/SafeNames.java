// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.platform.NameKey;
import io.github.psfusion.platform.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of files and folders that every file system takes, made of keys that may come from anywhere. */
public final class SafeNames {
    private static final String FORBIDDEN = "/\\*?\"<>|";
    private static final int LONGEST = 100;
    /** Digits of a digest that make long names unique. */
    private static final int DIGITS = 8;

    /** Windows takes these for devices, whatever follows them after a dot. */
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private SafeNames() {}

    /**
     * Returns names for keys, in their order. Keys whose names would be one for some file system get different names.
     *
     * @param keys each once
     */
    public static List<String> distinct(List<String> keys) {
        List<String> names = keys.stream().map(SafeNames::of).toList();
        List<String> distinct = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String name = NameKey.of(names.get(i));
            boolean alone = names.stream().map(NameKey::of).filter(name::equals).count() == 1;
            distinct.add(alone ? names.get(i) : names.get(i) + "-" + digest(keys.get(i)));
        }
        return List.copyOf(distinct);
    }

    private static String digest(String key) {
        return Sha256.of(key.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }

    /** Returns a name like a key: colons become commas, other signs with a meaning in paths underscores. */
    static String of(String key) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < Math.min(key.length(), LONGEST); i++) {
            char c = key.charAt(i);
            name.append(c == ':' ? ',' : c < ' ' || FORBIDDEN.indexOf(c) >= 0 ? '_' : c);
        }
        int last = name.length() - 1;
        if (last < 0 || name.charAt(0) == '.' || name.charAt(last) == '.' || name.charAt(last) == ' ') {
            name.append('_');
        }
        if (name.charAt(0) == '.') {
            name.setCharAt(0, '_');
        }
        if (key.length() > LONGEST) {
            name.append('-').append(digest(key));
        }
        String stem = name.toString().split("\\.", 2)[0].toLowerCase(Locale.ROOT);
        return DEVICES.contains(stem) ? "_" + name : name.toString();
    }
}
