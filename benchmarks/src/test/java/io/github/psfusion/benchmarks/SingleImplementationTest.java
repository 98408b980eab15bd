// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What {@code platform} does for all modules is not done a second time elsewhere, and a class has a name of its own. The rules
 * look at the compiled classes, and at the sources for what only stands in text.
 */
@Tag("slow") // reads all classes and sources of the project
class SingleImplementationTest {
    private static final String ROOT = "io.github.psfusion";
    private static final String PLATFORM = ROOT + ".platform..";

    /**
     * Text that belongs into one class of {@code platform}, and that class. Files of a kernel, temporary names, quotes of CSV
     * and the end of a shortened list have no class by which ArchUnit could find them.
     */
    private static final Map<String, Pattern> ONLY_IN = Map.of(
            "Cpu", Pattern.compile("\"/proc/cpuinfo\""),
            "SystemMemory", Pattern.compile("\"(/proc/meminfo|/sys/fs/cgroup.*)\""),
            "ProcessMemory", Pattern.compile("\"/proc/self/status\""),
            "AtomicFile", Pattern.compile("\"\\.part\""),
            "Csv", Pattern.compile(Pattern.quote("replace(\"\\\"\", \"\\\"\\\"\")")),
            "Excerpt", Pattern.compile("\\) \\+ \" more\""));

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
    }

    @Test
    void onlyPlatformComputesDigests() {
        noClasses()
                .that()
                .resideOutsideOfPackage(PLATFORM)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.MessageDigest")
                .because("io.github.psfusion.platform.Sha256 does it")
                .check(classes);
    }

    @Test
    void onlyPlatformAsksTheSystemForItsMemory() {
        noClasses()
                .that()
                .resideOutsideOfPackages(PLATFORM, "io.github.psfusion.testing..") // tests measure what is allocated
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.management..")
                .because("io.github.psfusion.platform.SystemMemory does it")
                .check(classes);
    }

    @Test
    void onlyPlatformMovesFilesAtomically() {
        noClasses()
                .that()
                .resideOutsideOfPackage(PLATFORM)
                .should()
                .accessField(StandardCopyOption.class, "ATOMIC_MOVE")
                .orShould()
                .accessField(StandardCopyOption.class, "REPLACE_EXISTING")
                .because("io.github.psfusion.platform.AtomicFile does it")
                .check(classes);
    }

    @Test
    void whatPlatformDoesIsWrittenOnce() throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        for (Path source : mainSources()) {
            String text = Files.readString(source);
            ONLY_IN.forEach((name, pattern) -> {
                if (pattern.matcher(text).find()) {
                    found.computeIfAbsent(name, key -> new TreeSet<>())
                            .add(source.getFileName().toString());
                }
            });
        }

        assertThat(found)
                .isEqualTo(ONLY_IN.keySet().stream()
                        .collect(Collectors.toMap(name -> name, name -> Set.of(name + ".java"))));
    }

    @Test
    void noTwoClassesHaveOneSimpleName() {
        Map<String, Set<String>> byName = new TreeMap<>();
        for (JavaClass type : classes) {
            if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
                byName.computeIfAbsent(type.getSimpleName(), name -> new TreeSet<>())
                        .add(type.getName());
            }
        }
        byName.values().removeIf(names -> names.size() == 1);

        assertThat(byName).as("simple names of several classes").isEmpty();
    }

    private static List<Path> mainSources() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            List<Path> folders = modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList();
            assertThat(folders).hasSizeGreaterThan(10);
            Stream<Path> sources = Stream.empty();
            for (Path folder : folders) {
                sources = Stream.concat(sources, sourcesIn(folder).stream());
            }
            return sources.toList();
        }
    }

    private static List<Path> sourcesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
