// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.benchmarks.Markdown.Item;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every type, package and path in backticks in {@code docs/architecture.md} exists, and every type in the other documents.
 * Decision records and the list of changes also name what has been replaced since, and are not checked.
 */
@Tag("slow") // reads all sources of the project
class ArchitectureDocumentTest {
    private static final String ROOT = "io.github.psfusion";

    /**
     * A name in camel case with the member after it. Names with lower-case letters only are words, names with capitals
     * only are constants or environment variables.
     */
    private static final Pattern TYPE = Pattern.compile("(?<![\\w.$/-])([A-Z]\\w*[a-z]\\w*)(?:\\.(\\w+))?(?![\\w/-])");

    /** A name of at least two words, which is a type in any document. */
    private static final Pattern LONG_TYPE =
            Pattern.compile("(?<![\\w.$/-])([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+)(?:\\.(\\w+))?(?![\\w/-])");

    /** A package, such as {@code imaging.codec}: at least two words in lower case. */
    private static final Pattern PACKAGE = Pattern.compile("[a-z]\\w*(\\.[a-z]\\w*)+");

    /** The file of a class, such as {@code training/losses/X.java}. */
    private static final Pattern SOURCE = Pattern.compile("([a-z][\\w/]*)/(\\w+)\\.java");

    /** Placeholders for a class that a reader writes: {@code X}, {@code XPainter}. */
    private static final Pattern PLACEHOLDER = Pattern.compile("X([A-Z]\\w*)?|My[A-Z]\\w*|NAME");

    /** Names in camel case that are no types of the project or of the JDK. */
    private static final Set<String> OTHER_NAMES = Set.of(
            "PSFusion",
            "JavaCPP",
            "Maven",
            "JUnit",
            "PyTorch",
            "SharedArchiveFile",
            "TieredStopAtLevel",
            "NullMarked",
            "TempDir");

    @Test
    void everyNameInBackticksExists() {
        Checkout checkout = Checkout.find();
        TypeIndex types = TypeIndex.of(checkout.allClasses());
        Markdown document = Markdown.parse(Checkout.text(checkout.root().resolve("docs/architecture.md")));

        assertThat(unresolved(document, types, checkout.modules())).isEmpty();
    }

    @Test
    void everyTypeThatTheOtherDocumentsNameExists() {
        Checkout checkout = Checkout.find();
        TypeIndex types = TypeIndex.of(checkout.allClasses());
        List<String> missing = new ArrayList<>();
        for (Path file : checkout.documents()) {
            String name = checkout.name(file);
            if (!name.startsWith("docs/decisions/") && !name.equals("CHANGELOG.md")) {
                for (Item span : Markdown.parse(Checkout.text(file)).codeSpans()) {
                    for (String type : unresolvedTypes(LONG_TYPE, span.text(), types)) {
                        missing.add(name + ":" + span.line() + ": " + type);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void typesMembersPackagesAndPathsOfTheProjectAreResolved() {
        TypeIndex types = new TypeIndex();
        types.add(
                "package io.github.psfusion.imaging.codec;\npublic final class Codec { enum Kind { A } void read() {} }");
        Markdown document = Markdown.parse("""
                `Codec` reads (`Codec.read`, `Codec.Kind`, `List<Codec>`, `Codec<O>`).

                | `imaging.codec` | `imaging/codec/XReader.java` | `imaging/codec/Codec.java` |
                |---|---|---|
                | `Gone` | `Codec.gone` | `Optional<Lost>` |

                - `imaging.lost`, `imaging/lost/X.java`, `imaging/codec/Gone.java`
                """);

        assertThat(unresolved(document, types, List.of("imaging")))
                .containsExactly(
                        "5: Gone",
                        "5: Codec.gone",
                        "5: Lost",
                        "7: imaging.lost",
                        "7: imaging/lost/X.java",
                        "7: imaging/codec/Gone.java");
    }

    @Test
    void typesOfTheJdkAreResolvedWithTheirMembers() {
        Markdown document = Markdown.parse(
                "`System.Logger`, `ServiceLoader<BackendProvider>`, `List.of`, `IOException`, `System.Logging`");
        TypeIndex types = new TypeIndex();
        types.add("interface BackendProvider {}");

        assertThat(unresolved(document, types, List.of())).containsExactly("1: System.Logging");
    }

    @Test
    void inOtherDocumentsNamesOfSeveralWordsAreTypes() {
        TypeIndex types = new TypeIndex();
        types.add("record ImagePair(int width) {}");

        assertThat(unresolvedTypes(LONG_TYPE, "new ImagePair(name, LostPlane.of(x)), Lost, NAME_Lost", types))
                .containsExactly("LostPlane.of");
    }

    @Test
    void wordsThatAreNoTypesAreLeftAlone() {
        Markdown document = Markdown.parse("""
                `--threads N`, `OMP_NUM_THREADS`, `[N, C, H, W]`, `META-INF/services`, `XPainter`, `README.md`, `a.png`,
                `scope.keep(tensor)`, `psfusion fuse -o OUT`, `org.bytedeco`, `PSFusion`

                ```
                Gone
                ```
                """);

        assertThat(unresolved(document, new TypeIndex(), List.of())).isEmpty();
    }

    private static List<String> unresolved(Markdown document, TypeIndex types, List<String> modules) {
        List<String> missing = new ArrayList<>();
        for (Item span : document.codeSpans()) {
            for (String name : unresolved(span.text(), types, modules)) {
                missing.add(span.line() + ": " + name);
            }
        }
        return missing;
    }

    private static List<String> unresolved(String span, TypeIndex types, List<String> modules) {
        Matcher source = SOURCE.matcher(span);
        if (source.matches()) {
            String name = source.group(2);
            boolean known = PLACEHOLDER.matcher(name).matches() || types.has(name, null);
            boolean placeholder = source.group(1).matches(".*\\b[a-z]\\b.*"); // a folder such as cli/x
            boolean folder =
                    placeholder || types.hasPackage(ROOT + "." + source.group(1).replace('/', '.'));
            return known && folder ? List.of() : List.of(span);
        }
        if (PACKAGE.matcher(span).matches() && modules.contains(span.substring(0, span.indexOf('.')))) {
            return types.hasPackage(ROOT + "." + span) ? List.of() : List.of(span);
        }
        return unresolvedTypes(TYPE, span, types);
    }

    private static List<String> unresolvedTypes(Pattern names, String span, TypeIndex types) {
        List<String> missing = new ArrayList<>();
        Matcher type = names.matcher(span);
        while (type.find()) {
            String name = type.group(1);
            if (!PLACEHOLDER.matcher(name).matches()
                    && !OTHER_NAMES.contains(name)
                    && !types.has(name, type.group(2))) {
                missing.add(type.group());
            }
        }
        return missing;
    }
}
