// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest as 64 lower-case hexadecimal digits, as {@code sha256sum} prints them: of bytes, of a file, or of what is
 * added piece by piece. An instance belongs to one thread.
 */
public final class Sha256 {
    private static final int BUFFER_BYTES = 1 << 16;

    private final MessageDigest digest;

    /** Makes the digest of nothing, to which bytes are added. */
    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns the digest of bytes. */
    public static String of(byte[] bytes) {
        Sha256 sha256 = new Sha256();
        sha256.add(ByteBuffer.wrap(bytes));
        return sha256.hex();
    }

    /** Returns the digest of a file. */
    public static String of(Path file) throws IOException {
        Sha256 sha256 = new Sha256();
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                sha256.add(ByteBuffer.wrap(buffer, 0, read));
            }
        }
        return sha256.hex();
    }

    /** Adds the remaining bytes of a buffer, whose position moves to its limit. */
    public void add(ByteBuffer bytes) {
        digest.update(bytes);
    }

    /** Returns the digest of all bytes that were added, and starts anew. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
