// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of the checkout that the tests of words and documents read. */
final class Checkout {
    /** Folders that hold nothing that is written by hand. */
    private static final Set<String> GENERATED = Set.of("target", "node_modules");

    private final Path root;

    private Checkout(Path root) {
        this.root = root;
    }

    /** Returns the checkout that holds the working folder: the nearest folder above with the launcher and the documents. */
    static Checkout find() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("psfusion")) && Files.isDirectory(folder.resolve("docs"))) {
                return new Checkout(folder);
            }
        }
        throw new IllegalStateException("no folder above " + start + " holds the launcher psfusion and docs");
    }

    Path root() {
        return root;
    }

    /** Returns the path of a file relative to the root, with slashes. */
    String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** Returns all Markdown documents. */
    List<Path> documents() {
        return files(root, file -> file.toString().endsWith(".md"));
    }

    /** Returns the stored help texts of the commands. */
    List<Path> helpTexts() {
        return files(
                root.resolve("docs/reference/help"), file -> file.toString().endsWith(".txt"));
    }

    /** Returns the main classes of all modules. */
    List<Path> mainClasses() {
        return inModules("src/main/java", file -> file.toString().endsWith(".java"));
    }

    /** Returns the classes of all modules, tests included. */
    List<Path> allClasses() {
        return inModules("src", file -> file.toString().endsWith(".java"));
    }

    /** Returns the pages, scripts and style sheets that the program writes or the documents offer. */
    List<Path> pages() {
        Predicate<Path> page = file -> file.toString().matches(".*\\.(html|js|css)");
        List<Path> all = new ArrayList<>(inModules("src/main/resources", page));
        all.addAll(files(root.resolve("docs"), page));
        return all;
    }

    Path launcher() {
        return root.resolve("psfusion");
    }

    /** Returns the names of the modules: folders with a {@code pom.xml}. */
    List<String> modules() {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private List<Path> inModules(String folder, Predicate<Path> wanted) {
        return modules().stream()
                .map(module -> root.resolve(module).resolve(folder))
                .filter(Files::isDirectory)
                .flatMap(sources -> files(sources, wanted).stream())
                .toList();
    }

    private static List<Path> files(Path folder, Predicate<Path> wanted) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    String name = directory.getFileName().toString();
                    boolean skipped = !directory.equals(folder) && (name.startsWith(".") || GENERATED.contains(name));
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (wanted.test(file)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(null);
        return found;
    }
}
