// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Reads the symbols of a small library that the test writes, whole and damaged. */
final class ElfSymbolsTest {
    private static final int SECTIONS = 64;
    private static final int SECTION_BYTES = 64;
    private static final int SYMBOLS = SECTIONS + 3 * SECTION_BYTES;
    private static final int NAMES = SYMBOLS + 3 * 24;

    /** A header, three sections (none, symbols, names), the symbols and the names. */
    private static ByteBuffer library() {
        byte[] names = "\0counter\0counters\0".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer elf = ByteBuffer.allocate(NAMES + names.length).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(0, new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1});
        elf.putLong(0x28, SECTIONS);
        elf.putShort(0x3A, (short) SECTION_BYTES);
        elf.putShort(0x3C, (short) 3);
        section(elf, 1, 2, SYMBOLS, 3 * 24, 2);
        section(elf, 2, 3, NAMES, names.length, 0);
        symbol(elf, 0, 1, 2, 0x1000, 16); // a function of the name and size that is looked for
        symbol(elf, 1, 9, 1, 0x2000, 16);
        symbol(elf, 2, 1, 1, 0x3000, 16);
        elf.put(NAMES, names);
        return elf;
    }

    private static void section(ByteBuffer elf, int number, int type, long offset, long size, int link) {
        int at = SECTIONS + number * SECTION_BYTES;
        elf.putInt(at + 4, type);
        elf.putLong(at + 0x18, offset);
        elf.putLong(at + 0x20, size);
        elf.putInt(at + 0x28, link);
    }

    private static void symbol(ByteBuffer elf, int number, int name, int type, long address, long size) {
        int at = SYMBOLS + number * 24;
        elf.putInt(at, name);
        elf.put(at + 4, (byte) type);
        elf.putLong(at + 8, address);
        elf.putLong(at + 16, size);
    }

    @Test
    void variablesAreFoundByNameAndSize() {
        assertThat(ElfSymbols.variable(library(), "counter", 16)).isEqualTo(OptionalLong.of(0x3000));
        assertThat(ElfSymbols.variable(library(), "counters", 16)).isEqualTo(OptionalLong.of(0x2000));
        assertThat(ElfSymbols.variable(library(), "count", 16)).isEmpty();
        assertThat(ElfSymbols.variable(library(), "counter", 8)).isEmpty();
    }

    @Test
    void whatIsCutOffOrDamagedHasNoVariables() {
        byte[] whole = library().array();
        for (int length = 0; length < whole.length; length++) {
            ElfSymbols.variable(ByteBuffer.wrap(Arrays.copyOf(whole, length)), "counter", 16);
        }
        assertThat(ElfSymbols.variable(ByteBuffer.wrap(Arrays.copyOf(whole, NAMES)), "counter", 16))
                .isEmpty();
        for (int place = 0; place < SYMBOLS; place++) {
            byte[] damaged = whole.clone();
            damaged[place] ^= (byte) 0xFF;
            ElfSymbols.variable(ByteBuffer.wrap(damaged), "counter", 16);
        }
        assertThat(ElfSymbols.variable(ByteBuffer.allocate(100), "counter", 16)).isEmpty();
    }
}
