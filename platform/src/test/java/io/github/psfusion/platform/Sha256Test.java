// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
    /** The example of FIPS 180-2, appendix B.1. */
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path folder;

    @Test
    void bytesAndFilesHaveThePublishedDigest() throws IOException {
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);

        assertThat(Sha256.of(abc)).isEqualTo(OF_ABC);
        assertThat(Sha256.of(Files.write(folder.resolve("abc"), abc))).isEqualTo(OF_ABC);
    }

    @Test
    void aFileLargerThanTheBufferHasTheDigestOfItsBytes() throws IOException {
        byte[] bytes = new byte[200_001];
        bytes[200_000] = 1;

        assertThat(Sha256.of(Files.write(folder.resolve("large"), bytes))).isEqualTo(Sha256.of(bytes));
    }

    @Test
    void piecesHaveTheDigestOfTheWhole() {
        Sha256 sha256 = new Sha256();
        ByteBuffer pieces =
                ByteBuffer.wrap("xabc".getBytes(StandardCharsets.US_ASCII)).position(1);

        sha256.add(pieces.duplicate().limit(2));
        sha256.add(pieces.position(2));

        assertThat(pieces.hasRemaining()).isFalse();
        assertThat(sha256.hex()).isEqualTo(OF_ABC);
        assertThat(sha256.hex()).isEqualTo(Sha256.of(new byte[0]));
    }
}
