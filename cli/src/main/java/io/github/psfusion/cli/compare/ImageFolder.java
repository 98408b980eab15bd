// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.compare;

import io.github.psfusion.cli.console.Outputs;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the images go that are made here: beside the reports, or into a temporary folder that goes at the end. */
final class ImageFolder implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ImageFolder.class.getName());
    private static final String NAME = "pictures";

    private final Path path;
    private final boolean temporary;

    private ImageFolder(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    /**
     * Chooses the folder.
     *
     * @param reports folder of the reports, if there is one
     */
    static ImageFolder in(Optional<Path> reports) throws IOException {
        if (reports.isPresent()) {
            return new ImageFolder(reports.get().resolve(NAME), false);
        }
        try {
            return new ImageFolder(Files.createTempDirectory("psfusion-compare-"), true);
        } catch (IOException e) {
            throw Outputs.failure(Path.of(System.getProperty("java.io.tmpdir", ".")), e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        if (temporary) {
            try {
                delete(path);
            } catch (IOException e) {
                // The scores are there; what is left behind is told.
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
