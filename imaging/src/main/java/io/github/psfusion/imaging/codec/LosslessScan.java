// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts whether the data of a lossless JPEG scan suffice for its samples (ITU-T T.81, annex H): the decoder fills what
 * is missing without a word.
 */
final class LosslessScan {
    private static final int LONGEST_CODE = 16;
    private static final int RST0 = 0xD0;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int bits;
    private int bitCount;

    private LosslessScan(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /**
     * Reads the lengths of all differences.
     *
     * @param tables for each component of the scan, 16 numbers of codes and then the values, as in segment DHT
     * @param samples number of samples of all components
     * @param restartInterval samples of one component between two restart markers, 0 without
     * @throws EOFException if the data end before the last sample
     * @throws IOException if they hold a code that the table does not have
     */
    static void check(byte[] bytes, int start, int end, List<byte[]> tables, long samples, int restartInterval)
            throws IOException {
        List<Codes> codes = new ArrayList<>();
        for (byte[] table : tables) {
            codes.add(new Codes(table));
        }
        LosslessScan scan = new LosslessScan(bytes, start, end);
        long interval = (long) restartInterval * codes.size();
        for (long i = 0; i < samples; i++) {
            if (interval > 0 && i > 0 && i % interval == 0) {
                scan.restart();
            }
            int category = codes.get((int) (i % codes.size())).next(scan);
            scan.skip(category == LONGEST_CODE ? 0 : category); // H.1.2.2: category 16 has no further bits
        }
    }

    private int bit() throws IOException {
        if (bitCount == 0) {
            if (at >= end) {
                throw new EOFException();
            }
            bits = bytes[at++] & 0xFF;
            if (bits == 0xFF) {
                if (at >= end || bytes[at] != 0) {
                    throw new EOFException(); // a restart marker before its interval is full
                }
                at++;
            }
            bitCount = Byte.SIZE;
        }
        return bits >> --bitCount & 1;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            bit();
        }
    }

    private void restart() throws IOException {
        bitCount = 0;
        while (at < end && (bytes[at] & 0xFF) == 0xFF && at + 1 < end && (bytes[at + 1] & 0xFF) == 0xFF) {
            at++; // fill bytes
        }
        if (at + 2 > end || (bytes[at] & 0xFF) != 0xFF || (bytes[at + 1] & 0xF8) != RST0) {
            throw new EOFException();
        }
        at += 2;
    }

    /** A Huffman table, decoded as in F.2.2.3. */
    private static final class Codes {
        private final int[] max = new int[LONGEST_CODE + 1];
        private final int[] offset = new int[LONGEST_CODE + 1];
        private final byte[] values;

        Codes(byte[] table) {
            values = table;
            int code = 0;
            int index = LONGEST_CODE;
            for (int length = 1; length <= LONGEST_CODE; length++) {
                int count = table[length - 1] & 0xFF;
                offset[length] = index - code;
                code += count;
                index += count;
                max[length] = count == 0 ? -1 : code - 1;
                code <<= 1;
            }
        }

        int next(LosslessScan scan) throws IOException {
            int code = 0;
            for (int length = 1; length <= LONGEST_CODE; length++) {
                code = code << 1 | scan.bit();
                if (code <= max[length] && offset[length] + code < values.length) {
                    return Math.min(values[offset[length] + code] & 0xFF, LONGEST_CODE);
                }
            }
            throw new IOException("its data hold a code that is not defined");
        }
    }
}
