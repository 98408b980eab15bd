// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;

/**
 * A folder into which nobody but the user can put anything: for files that are executed later.
 *
 * <p>The folder and all that is in it must belong to the user or to the administrator, and nobody else may write there. The same
 * holds for the folders above it, else it could be replaced; there, folders in which each user can remove only what is his own,
 * such as {@code /tmp}, are permitted. A group that has the user's name is the user's own. Systems without these permissions,
 * such as Windows, are not examined.
 */
public final class PrivateFolder {
    private static final Set<PosixFilePermission> OF_OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    /** The bit of the mode, which Java's permissions lack. */
    private static final int STICKY = 01000;

    private PrivateFolder() {}

    /**
     * Returns the folder without links, after making it where it is missing. Of the folders above it at most one is made: a home
     * folder that does not exist is a mistake.
     *
     * @throws IOException with the reason, if it cannot be used or is not the user's alone
     */
    public static Path open(Path folder) throws IOException {
        if (!folder.isAbsolute()) {
            throw new IOException(folder + " is a relative path, so another folder in each place; give the whole path");
        }
        make(folder);
        Path real = folder.toRealPath();
        if (!Files.isDirectory(real)) {
            throw new IOException(folder + " is a file, not a folder");
        }
        if (isPosix(real)) {
            UserPrincipal user = user();
            for (Path above = real.getParent(); above != null; above = above.getParent()) {
                requireAbove(above, user);
            }
            requireContents(real, user);
        }
        if (!Files.isReadable(real) || !Files.isExecutable(real) || !Files.isWritable(real)) {
            throw new IOException("no permission to read and write in " + real);
        }
        return real;
    }

    /** Takes away what others may do with the files in a folder that {@link #open} returned, and that were made since. */
    public static void close(Path folder) throws IOException {
        if (!isPosix(folder)) {
            return;
        }
        Files.walkFileTree(folder, new Visitor() {
            @Override
            void visit(Path file, PosixFileAttributes facts) throws IOException {
                if (!facts.isSymbolicLink() && isWritableByOthers(facts)) {
                    Set<PosixFilePermission> permissions = EnumSet.copyOf(facts.permissions());
                    permissions.removeAll(OF_OTHERS);
                    Files.setPosixFilePermissions(file, permissions);
                }
            }
        });
    }

    private static void make(Path folder) throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        Path parent = folder.getParent();
        if (parent == null
                || (!Files.isDirectory(parent)
                        && !Files.isDirectory(parent.resolve("..").normalize()))) {
            throw new IOException("there is no folder "
                    + (parent == null ? folder : parent.resolve("..").normalize()) + " in which to make it");
        }
        try {
            if (Files.getFileStore(existing(parent)).supportsFileAttributeView(PosixFileAttributeView.class)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw FileWriteException.of(folder, e);
        }
    }

    private static Path existing(Path parent) {
        return Files.isDirectory(parent) ? parent : parent.resolve("..").normalize();
    }

    private static boolean isPosix(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class);
    }

    /** Returns the user of this process; Java knows only the name, which need not be known to the system in a container. */
    private static UserPrincipal user() throws IOException {
        Path process = Path.of("/proc/self");
        return Files.exists(process)
                ? Files.getOwner(process)
                : process.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(System.getProperty("user.name"));
    }

    private static void requireAbove(Path folder, UserPrincipal user) throws IOException {
        PosixFileAttributes facts = Files.readAttributes(folder, PosixFileAttributes.class);
        requireOwner(folder, facts, user);
        if (isWritableByOthers(facts) && (mode(folder) & STICKY) == 0) {
            throw new IOException("others may write in " + folder + " and replace what is in it");
        }
    }

    private static int mode(Path folder) throws IOException {
        return (Integer) Files.getAttribute(folder, "unix:mode");
    }

    private static void requireContents(Path root, UserPrincipal user) throws IOException {
        Files.walkFileTree(root, new Visitor() {
            @Override
            void visit(Path file, PosixFileAttributes facts) throws IOException {
                requireOwner(file, facts, user);
                if (!facts.isSymbolicLink()) {
                    requireClosed(file, facts);
                } else if (Files.exists(file)) {
                    Path target = file.toRealPath();
                    PosixFileAttributes there = Files.readAttributes(target, PosixFileAttributes.class);
                    requireOwner(target, there, user);
                    requireClosed(target, there);
                }
            }
        });
    }

    private static void requireClosed(Path file, PosixFileAttributes facts) throws IOException {
        if (isWritableByOthers(facts)) {
            throw new IOException("others may write to " + file
                    + "; if that was not meant, remove it, else take away the permission (chmod go-w)");
        }
    }

    private static void requireOwner(Path file, PosixFileAttributes facts, UserPrincipal user) throws IOException {
        UserPrincipal owner = facts.owner();
        if (!owner.equals(user) && !owner.getName().equals("root")) {
            throw new IOException(file + " belongs to " + owner.getName() + ", not to " + user.getName());
        }
    }

    private static boolean isWritableByOthers(PosixFileAttributes facts) {
        Set<PosixFilePermission> permissions = facts.permissions();
        boolean ownGroup = facts.group().getName().equals(facts.owner().getName());
        return permissions.contains(PosixFilePermission.OTHERS_WRITE)
                || (permissions.contains(PosixFilePermission.GROUP_WRITE) && !ownGroup);
    }

    /** Visits folders and files alike, links themselves and not what they lead to. */
    private abstract static class Visitor extends SimpleFileVisitor<Path> {
        abstract void visit(Path file, PosixFileAttributes facts) throws IOException;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes facts) throws IOException {
            return visitFile(folder, facts);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
            visit(file, Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
            return FileVisitResult.CONTINUE;
        }
    }
}
