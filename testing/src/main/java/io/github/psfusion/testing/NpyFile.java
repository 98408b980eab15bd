// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array of a NumPy file: version 1.0, C order, little-endian floats or unsigned bytes.
 *
 * @param shape its sizes
 * @param values its numbers, widened
 */
@SuppressWarnings("ArrayRecordComponent") // of tests; never compared
public record NpyFile(int[] shape, double[] values) {
    private static final Pattern HEADER = Pattern.compile(
            ".*'descr': '[<|](f4|f8|u1)', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\).*", Pattern.DOTALL);
    private static final int HEADER_LENGTH = 8;

    /** Reads a file. */
    public static NpyFile read(Path file) throws IOException {
        return of(Files.readAllBytes(file));
    }

    /** Reads the bytes of a file. */
    public static NpyFile of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = buffer.getShort(HEADER_LENGTH);
        int start = HEADER_LENGTH + Short.BYTES + length;
        Matcher header = HEADER.matcher(new String(bytes, 0, start, StandardCharsets.ISO_8859_1));
        if (!header.matches()) {
            throw new IllegalArgumentException("no array that is read here");
        }
        int[] shape = Arrays.stream(header.group(2).split(",", -1))
                .map(String::strip)
                .filter(size -> !size.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        double[] values = new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
        buffer.position(start);
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (header.group(1)) {
                case "f4" -> buffer.getFloat();
                case "f8" -> buffer.getDouble();
                default -> buffer.get() & 0xFF;
            };
        }
        return new NpyFile(shape, values);
    }
}
