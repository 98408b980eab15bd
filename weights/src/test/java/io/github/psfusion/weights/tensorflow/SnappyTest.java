// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.testing.TensorFlowBundle;
import io.github.psfusion.weights.ReadLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Elements of each kind, sound and unsound. */
class SnappyTest {
    private static ByteBuffer decompress(String hex, int most) throws BundleException {
        return Snappy.decompress(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))), most);
    }

    /** The elements are separated by blanks; 61 to 64 are the letters a to d. */
    @ParameterizedTest
    @CsvSource({
        "00, ''",
        "03 08616263, abc",
        "07 08616263 0103, abcabca", // copy of 4 from 3 back
        "06 08616263 0a0200, abcbcb", // copy of 3 from 2 back
        "05 0061 0f01000000, aaaaa", // copy of 4 from 1 back
        "03 f002616263, abc", // the length in one byte
        "03 f40200616263, abc",
        "03 f8020000616263, abc",
        "03 fc02000000616263, abc"
    })
    void elementsOfEachKindAreRead(String hex, String expected) throws BundleException {
        ByteBuffer result = decompress(hex, 100);
        assertThat(StandardCharsets.US_ASCII.decode(result).toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'', integer is cut off",
        "ff01 0061, has a length of 255", // more than the elements can make
        "65 0061 1861616161616161, has a length of 101", // more than allowed
        "02 0061, has 1 bytes; it declares 2",
        "01 0461 62, literal is too long",
        "04 08616263 04, literal is too long",
        "03 fcffffffff, literal is too long",
        "03 fc0200, element is cut off",
        "05 0061 0100, lies outside",
        "05 0061 0102, lies outside",
        "03 0061 0101, lies outside",
        "05 0061 0fffffffff, lies outside"
    })
    void unsoundElementsAreRefused(String hex, String words) {
        assertThatThrownBy(() -> decompress(hex, 100))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(words);
    }

    @Test
    void compressedIndexIsRead() throws IOException {
        byte[] block = new TensorFlowBundle().with("a/b", new long[] {1}, 2).block();
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        compressed.write(block.length);
        compressed.write(60 << 2);
        compressed.write(block.length - 1);
        compressed.writeBytes(block);
        byte[] table = TensorFlowBundle.table(1, compressed.toByteArray());
        BundleIndex index = BundleIndex.read(Path.of("x"), ByteBuffer.wrap(table), ReadLimits.defaults());
        assertThat(index.entries()).extracting(BundleEntry::name).containsExactly("a/b");
    }
}
