// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.stacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import ij.ImagePlus;
import io.github.psfusion.fiji.FuseImagesPlugIn;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * A folder as that of Fiji, with the plug-in in {@code plugins} and the library in {@code lib/psfusion}, made of the class path of
 * the tests.
 *
 * @param home the folder
 * @param imagej the jar of ImageJ
 */
record FijiFolder(Path home, Path imagej) {
    private static final String PLUGIN_CLASSES = "io/github/psfusion/fiji/";

    static FijiFolder make(Path home) throws IOException {
        Path imagej = origin(ImagePlus.class);
        Path plugin = origin(FuseImagesPlugIn.class);
        Path library = Files.createDirectories(home.resolve("lib/psfusion"));
        jar(
                plugin,
                Files.createDirectory(home.resolve("plugins")).resolve("PSFusion_.jar"),
                name -> (name.startsWith(PLUGIN_CLASSES) && !name.contains("Test"))
                        || name.equals("plugins.config")
                        || name.startsWith("META-INF/json/"));
        int number = 0;
        // Surefire starts with one jar that names the others, and states them here.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path part = Path.of(entry).toAbsolutePath();
            String name = String.valueOf(part.getFileName());
            boolean ofFiji = part.equals(imagej) || name.startsWith("scijava-common") || name.startsWith("parsington");
            if (Files.isRegularFile(part) && name.endsWith(".jar") && !ofFiji && !part.equals(plugin)) {
                Files.createSymbolicLink(library.resolve(name), part);
            } else if (Files.isDirectory(part)
                    && (!part.equals(plugin) || Files.exists(part.resolve("io/github/psfusion/stacks")))) {
                jar(part, library.resolve("classes-" + number++ + ".jar"), file -> !file.startsWith(PLUGIN_CLASSES));
            }
        }
        return new FijiFolder(home, imagej);
    }

    Path library() {
        return home.resolve("lib/psfusion");
    }

    Path plugin() {
        return home.resolve("plugins/PSFusion_.jar");
    }

    private static Path origin(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void jar(Path from, Path jar, Predicate<String> wanted) throws IOException {
        if (Files.isRegularFile(from)) {
            Files.copy(from, jar);
            return;
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(file);
                Stream<Path> all = Files.walk(from)) {
            zip.setLevel(1);
            for (Path entry : all.filter(Files::isRegularFile).toList()) {
                String name = from.relativize(entry).toString().replace(File.separatorChar, '/');
                if (wanted.test(name)) {
                    zip.putNextEntry(new ZipEntry(name));
                    Files.copy(entry, zip);
                    zip.closeEntry();
                }
            }
        }
    }

    /** Writes a macro. */
    Path macro(String text) throws IOException {
        return Files.write(home.resolve("test.ijm"), text.getBytes(UTF_8));
    }
}
