// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.platform.Csv;
import io.github.psfusion.platform.FileWriteException;
import io.github.psfusion.platform.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The folder into which a data set is prepared, and the index of what is in it.
 *
 * <p>What is there already with the right content is kept, so that an interrupted preparation resumes where it stopped;
 * what has another content is never replaced.
 */
final class PreparedFolder {
    private static final String INDEX_NAME = "index.csv";
    private static final String INDEX_HEADER = "split,name,role,file,sha256,source,source_sha256\n";

    private final Path root;
    private final Path sourceRoot;
    private final StringBuilder index = new StringBuilder(INDEX_HEADER);
    private final Set<Path> files = new HashSet<>();
    private int written;
    private int kept;

    PreparedFolder(Path root, Path sourceRoot) {
        this.root = root;
        this.sourceRoot = sourceRoot;
    }

    Path folder(Split split, ImageRole role) {
        return root.resolve(split.folderName()).resolve(role.folderName());
    }

    /** Returns a sink for the files of one pair. */
    PreparedPair.Sink sink(Split split, PairFiles pair, PreparationOptions.Transfer transfer) {
        return new PreparedPair.Sink() {
            @Override
            public void original(ImageRole role, String fileName, Path source) throws IOException {
                Path target = folder(split, role).resolve(fileName);
                if (transfer == PreparationOptions.Transfer.LINK) {
                    link(target, source);
                } else {
                    write(target, Files.readAllBytes(source));
                }
                String digest = Sha256.of(target);
                addRow(split, pair, role, target, digest, source, digest);
            }

            @Override
            public void made(ImageRole role, String fileName, byte[] bytes, Path source) throws IOException {
                Path target = folder(split, role).resolve(fileName);
                write(target, bytes);
                addRow(split, pair, role, target, Sha256.of(bytes), source, Sha256.of(source));
            }
        };
    }

    private static void makeParent(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            AtomicFile.makeFolder(parent);
        }
    }

    private void write(Path target, byte[] bytes) throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            makeParent(target);
            try {
                AtomicFile.create(target, bytes);
            } catch (FileAlreadyExistsException e) {
                throw occupied(target); // another preparation made it at this moment
            }
            written++;
        } else if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) && hasContent(target, bytes)) {
            kept++;
        } else {
            throw occupied(target);
        }
    }

    private static boolean hasContent(Path file, byte[] bytes) throws IOException {
        return Files.size(file) == bytes.length && Sha256.of(file).equals(Sha256.of(bytes));
    }

    private void link(Path target, Path source) throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            makeParent(target);
            Path linked = source.toRealPath();
            try {
                Files.createSymbolicLink(/* link= */ target, /* target= */ linked);
            } catch (IOException e) {
                throw FileWriteException.of(target, e);
            }
            written++;
        } else if (Files.isSymbolicLink(target) && Files.exists(target) && Files.isSameFile(target, source)) {
            kept++;
        } else {
            throw occupied(target);
        }
    }

    private static FileAlreadyExistsException occupied(Path target) {
        return new FileAlreadyExistsException(
                target.toString(),
                null,
                "the file exists with another content and is kept; remove it, or name another output folder");
    }

    private void addRow(
            Split split, PairFiles pair, ImageRole role, Path file, String digest, Path source, String sourceDigest) {
        files.add(file);
        index.append(Csv.row(List.of(
                split.folderName(),
                pair.name(),
                role.folderName(),
                relative(root, file),
                digest,
                relative(sourceRoot, source),
                sourceDigest)));
    }

    /** With slashes on every system, so that the same data give the same index. */
    private static String relative(Path folder, Path file) {
        List<String> parts = new ArrayList<>();
        folder.relativize(file).forEach(part -> parts.add(part.toString()));
        return String.join("/", parts);
    }

    /** Writes the index; an older one is replaced, because it only lists the files beside it. */
    void writeIndex() throws IOException {
        AtomicFile.makeFolder(root);
        AtomicFile.write(root.resolve(INDEX_NAME), index.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Deletes what a killed preparation left half-written. */
    void deleteLeftovers() throws IOException {
        List<Path> folders = new ArrayList<>(List.of(root));
        for (Split split : Split.values()) {
            for (ImageRole role : ImageRole.values()) {
                folders.add(folder(split, role));
            }
        }
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                for (Path file : ImageFolder.entries(folder)) {
                    if (AtomicFile.isTemporary(file)) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }

    /** Returns images in the folders of this data set that the preparation did not make. */
    List<Path> unexpected() throws IOException {
        List<Path> unexpected = new ArrayList<>();
        for (Split split : Split.values()) {
            for (ImageRole role : ImageRole.values()) {
                Path folder = folder(split, role);
                if (Files.isDirectory(folder)) {
                    ImageFolder.list(folder).all().stream()
                            .filter(file -> !files.contains(file))
                            .forEach(unexpected::add);
                }
            }
        }
        return unexpected;
    }

    int written() {
        return written;
    }

    int kept() {
        return kept;
    }
}
