// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes only into what a machine that hides its caches leaves behind. */
final class HiddenCachesTest {
    private static final int BYTES = 144;

    /** Returns the variable of oneDNN after it has found three levels of one byte; everything else is filled with sevens. */
    private static ByteBuffer hidden() {
        ByteBuffer variable = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < BYTES; i++) {
            variable.put(i, (byte) 7);
        }
        for (int i = 0; i < 10; i++) {
            variable.putInt(0x1C + 4 * i, i < 3 ? 1 : 0);
            variable.putInt(0x44 + 4 * i, i < 3 ? 1 : 0);
        }
        return variable.putInt(0x6C, 3);
    }

    @Test
    void threeLevelsOfOneByteAreFilled() {
        ByteBuffer variable = hidden();
        assertThat(HiddenCaches.fill(variable)).isTrue();
        ByteBuffer expected = hidden();
        expected.putInt(0x1C, 32_000).putInt(0x20, 512_000).putInt(0x24, 1_024_000);
        assertThat(variable.array()).isEqualTo(expected.array());
        assertThat(HiddenCaches.fill(variable)).as("a second time").isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0x1C, 32768", "0x20, 0", "0x28, 1", "0x44, 2", "0x50, 1", "0x6C, 2", "0x6C, 4"})
    void anythingElseStays(String place, int value) {
        ByteBuffer variable = hidden().putInt(Integer.decode(place), value);
        byte[] before = variable.array().clone();
        assertThat(HiddenCaches.fill(variable)).isFalse();
        assertThat(variable.array()).isEqualTo(before);
    }

    /** Whatever the machine shows: when a backend is open, nothing is left to fill, and convolutions are right. */
    @Test
    void anOpenBackendHasNothingHidden() {
        try (Backend backend = Backends.open(BackendOptions.defaults().withThreads(1))) {
            assertThat(backend.description()).startsWith("libtorch");
            if (OneDnn.isUsable()) {
                assertThat(HiddenCaches.fill()).isFalse();
            }
        }
    }
}
