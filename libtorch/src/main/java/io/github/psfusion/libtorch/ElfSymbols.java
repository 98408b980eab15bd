// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Finds variables in the symbol table of a shared library of 64-bit Linux (System V ABI, chapters 4 and 5). */
final class ElfSymbols {
    private static final int MAGIC = 0x464C457F;
    private static final int CLASS_64_LITTLE_ENDIAN = 0x0102;
    private static final int SYMBOL_TABLE = 2;
    private static final int VARIABLE = 1;
    private static final int TYPE_MASK = 0xF;

    private static final int IDENTIFICATION_CLASS = 4;
    private static final int SECTION_OFFSET = 0x28;
    private static final int SECTION_ENTRY_SIZE = 0x3A;
    private static final int SECTION_COUNT = 0x3C;

    private static final int SECTION_TYPE = 0x04;
    private static final int SECTION_FILE_OFFSET = 0x18;
    private static final int SECTION_SIZE = 0x20;
    private static final int SECTION_LINK = 0x28;

    private static final int SYMBOL_SIZE = 24;
    private static final int SYMBOL_INFO = 4;
    private static final int SYMBOL_ADDRESS = 8;
    private static final int SYMBOL_BYTES = 16;

    private ElfSymbols() {}

    /**
     * Returns the address of a variable, counted from where the library is loaded.
     *
     * @param library the whole file, smaller than 2 GB
     * @param name as the compiler writes it
     * @param bytes size of the variable
     * @return empty if it is no such library, has no symbol table, or none of this name and size
     */
    static OptionalLong variable(ByteBuffer library, String name, long bytes) {
        ByteBuffer elf = library.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (elf.getInt(0) != MAGIC || elf.getShort(IDENTIFICATION_CLASS) != CLASS_64_LITTLE_ENDIAN) {
                return OptionalLong.empty();
            }
            int sections = Math.toIntExact(elf.getLong(SECTION_OFFSET));
            int entry = elf.getShort(SECTION_ENTRY_SIZE) & 0xFFFF;
            int count = elf.getShort(SECTION_COUNT) & 0xFFFF;
            for (int i = 0; i < count; i++) {
                int section = sections + i * entry;
                if (elf.getInt(section + SECTION_TYPE) == SYMBOL_TABLE) {
                    int names = sections + elf.getInt(section + SECTION_LINK) * entry;
                    return inTable(elf, section, names, name, bytes);
                }
            }
            return OptionalLong.empty();
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            return OptionalLong.empty(); // cut off or damaged
        }
    }

    private static OptionalLong inTable(ByteBuffer elf, int table, int names, String name, long bytes) {
        byte[] wanted = (name + '\0').getBytes(StandardCharsets.US_ASCII);
        int first = Math.toIntExact(elf.getLong(table + SECTION_FILE_OFFSET));
        int end = Math.toIntExact(first + elf.getLong(table + SECTION_SIZE));
        int texts = Math.toIntExact(elf.getLong(names + SECTION_FILE_OFFSET));
        for (int symbol = first; symbol < end; symbol += SYMBOL_SIZE) {
            if (elf.getLong(symbol + SYMBOL_BYTES) == bytes
                    && (elf.get(symbol + SYMBOL_INFO) & TYPE_MASK) == VARIABLE
                    && isAt(elf, texts + elf.getInt(symbol), wanted)) {
                return OptionalLong.of(elf.getLong(symbol + SYMBOL_ADDRESS));
            }
        }
        return OptionalLong.empty();
    }

    private static boolean isAt(ByteBuffer elf, int place, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (elf.get(place + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
