// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The types of the project by their simple names, and those of the JDK that documents name. */
final class TypeIndex {
    private static final Pattern DECLARATION =
            Pattern.compile("\\b(?:class|interface|enum|record|@interface)\\s+([A-Z]\\w*)");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

    /** Packages in which a simple name of the JDK is looked for. */
    private static final List<String> JDK = List.of(
            "java.lang",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.nio.file",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.function",
            "java.util.random",
            "java.util.stream",
            "java.util.zip",
            "java.awt.image",
            "javax.imageio");

    private final Map<String, String> sources = new HashMap<>(); // of a type's name, the texts that declare it
    private final Set<String> packages = new TreeSet<>();

    /** Reads the declarations, nested ones included, of some source files. */
    static TypeIndex of(List<Path> files) {
        TypeIndex index = new TypeIndex();
        files.forEach(file -> index.add(Checkout.text(file)));
        return index;
    }

    void add(String source) {
        Matcher declared = DECLARATION.matcher(source);
        while (declared.find()) {
            sources.merge(declared.group(1), source, String::concat);
        }
        Matcher named = PACKAGE.matcher(source);
        if (named.find()) {
            packages.add(named.group(1));
        }
    }

    /** Returns whether a package, or one below it, exists. */
    boolean hasPackage(String name) {
        return packages.stream().anyMatch(known -> known.equals(name) || known.startsWith(name + "."));
    }

    /**
     * Returns whether a type exists and has a member.
     *
     * @param type the simple name
     * @param member the name of a nested type, an operation or a constant; null if none is named
     */
    boolean has(String type, @Nullable String member) {
        String source = sources.get(type);
        if (source != null) {
            return member == null
                    || Pattern.compile("\\b" + Pattern.quote(member) + "\\b")
                            .matcher(source)
                            .find();
        }
        return JDK.stream().anyMatch(in -> inJdk(in + "." + type, member));
    }

    private static boolean inJdk(String type, @Nullable String member) {
        try {
            Class<?> found = Class.forName(type, false, ClassLoader.getPlatformClassLoader());
            if (member == null) {
                return true;
            }
            return List.of(found.getMethods()).stream()
                            .anyMatch(method -> method.getName().equals(member))
                    || List.of(found.getFields()).stream()
                            .anyMatch(field -> field.getName().equals(member))
                    || List.of(found.getClasses()).stream()
                            .anyMatch(nested -> nested.getSimpleName().equals(member));
        } catch (ClassNotFoundException e) {
            return false; // looked for in the next package
        }
    }
}
