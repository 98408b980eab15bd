// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The secret that clients must send as {@code Authorization: Bearer TOKEN}. */
public final class AccessToken {
    /** Shorter ones can be guessed. */
    public static final int LEAST_CHARACTERS = 16;

    private static final String SCHEME = "Bearer ";

    private final byte[] secret;

    /**
     * Makes a token.
     *
     * @throws IllegalArgumentException if the text is too short, or has other characters than the visible ones of ASCII
     */
    public AccessToken(String text) {
        if (text.length() < LEAST_CHARACTERS) {
            throw new IllegalArgumentException("a token of " + text.length() + " characters; at least "
                    + LEAST_CHARACTERS + " are needed, such as those of: openssl rand -hex 24");
        }
        if (!text.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException("the token has characters that a header cannot hold");
        }
        secret = text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns whether a header {@code Authorization} holds the token. The time does not depend on where they differ. */
    boolean isIn(Optional<String> header) {
        if (header.isEmpty() || !header.get().startsWith(SCHEME)) {
            return false;
        }
        byte[] given = header.get().substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8);
        int different = given.length ^ secret.length;
        for (int i = 0; i < given.length; i++) {
            different |= given[i] ^ secret[i % secret.length];
        }
        return different == 0;
    }
}
