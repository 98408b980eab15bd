// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file with the token of the server in its first line. */
public final class TokenFile {
    private static final int MAX_BYTES = 4096;

    private TokenFile() {}

    /**
     * Reads the token.
     *
     * @throws IOException naming the file and what to do, if it cannot be read, others may read it, or it holds no token
     */
    public static AccessToken read(Path file) throws IOException {
        requirePrivate(file);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        try {
            return new AccessToken(text);
        } catch (IllegalArgumentException e) {
            throw new FileSystemException(file.toString(), null, String.valueOf(e.getMessage()));
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        Set<PosixFilePermission> permissions;
        try {
            permissions = Files.getPosixFilePermissions(file);
        } catch (UnsupportedOperationException e) {
            return; // Windows has other permissions
        }
        if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
            throw new FileSystemException(
                    file.toString(), null, "every user of this machine can read the token; use chmod 600");
        }
    }
}
