// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.tensorflow;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** LevelDB's check sum: CRC-32C, rotated and moved, since the CRC of data that hold their own CRC is weak. */
final class MaskedCrc32c {
    private static final int ROTATION = 15;
    private static final int DELTA = 0xA282EAD8;

    private MaskedCrc32c() {}

    /** Returns the check sum of the bytes that remain in a buffer, whose position stays. */
    static int of(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return Integer.rotateRight((int) crc.getValue(), ROTATION) + DELTA;
    }
}
