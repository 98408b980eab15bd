// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder for the images that the methods of a comparison make: {@value #NAME} beside the reports, or a temporary folder that
 * is deleted at the end.
 */
final class FusedImagesFolder implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FusedImagesFolder.class.getName());
    private static final String NAME = "images";

    /** What former versions named the folder; a comparison that they began is continued there. */
    private static final String FORMER_NAME = "pictures";

    private final Path path;
    private final List<String> methods;
    private final List<String> names;
    private final boolean temporary;

    private FusedImagesFolder(Path path, List<String> methods, boolean temporary) {
        this.path = path;
        this.methods = List.copyOf(methods);
        names = SafeNames.distinct(methods);
        this.temporary = temporary;
    }

    /**
     * Chooses the folder.
     *
     * @param reports folder of the reports, if there is one
     * @param methods keys of all methods
     * @throws OutputException if a temporary folder cannot be made
     */
    static FusedImagesFolder of(Optional<Path> reports, List<String> methods) throws OutputException {
        if (reports.isEmpty()) {
            try {
                return new FusedImagesFolder(Files.createTempDirectory("psfusion-compare-"), methods, true);
            } catch (IOException e) {
                throw new OutputException(Path.of(System.getProperty("java.io.tmpdir", ".")), e);
            }
        }
        Path current = reports.get().resolve(NAME);
        Path former = reports.get().resolve(FORMER_NAME);
        return new FusedImagesFolder(
                Files.isDirectory(former) && !Files.exists(current) ? former : current, methods, false);
    }

    /** Returns the folder of a method's images. */
    Path of(String method) {
        return path.resolve(names.get(methods.indexOf(method)));
    }

    @Override
    public void close() {
        if (temporary) {
            try {
                delete(path);
            } catch (IOException e) {
                // The scores are complete; the user can delete what is left.
                LOG.log(System.Logger.Level.WARNING, "the temporary folder " + path + " could not be deleted", e);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException error) throws IOException {
                if (error != null) {
                    throw error;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
