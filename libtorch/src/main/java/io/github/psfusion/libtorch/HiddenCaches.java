// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Gives oneDNN sizes of the CPU's caches where the machine hides them.
 *
 * <p>Some virtual machines on AMD CPUs answer the question for the caches (leaf 0x8000001D of the instruction {@code cpuid}) with
 * zeros. oneDNN, as it is in libtorch 2.10, takes that for three levels of one byte each. It has no setting for the sizes, but asks
 * once and keeps the answer in a variable of {@code libtorch_cpu.so}, an object of class {@code Xbyak::util::Cpu}. Here the
 * variable is found by the library's symbol table, and the sizes are written into it that oneDNN assumes on a CPU whose
 * caches it cannot ask for.
 *
 * <p>Nothing is written unless the variable holds exactly those three levels of one byte: not on other machines, and not if another
 * version of the library has another layout.
 */
final class HiddenCaches {
    private static final String LIBRARY = "libtorch_cpu.so";
    private static final String VARIABLE = "_ZZN4dnnl4impl3cpu3x643cpuEvE4cpu_";
    private static final int VARIABLE_BYTES = 144;

    /** Places in the variable: ten sizes in bytes, by how many cores each is shared, and the number of levels. */
    private static final int SIZES = 0x1C;

    private static final int SHARING = 0x44;
    private static final int LEVELS = 0x6C;
    private static final int PLACES = 10;

    /** Of a core, for levels 1 to 3. */
    private static final List<Integer> ASSUMED = List.of(32_000, 512_000, 1_024_000);

    /** Start, end, permissions and file offset of mapped memory, and its file. */
    private static final Pattern MAPPING =
            Pattern.compile("(\\p{XDigit}+)-(\\p{XDigit}+) (\\S{4}) (\\p{XDigit}+) \\S+ \\d+ *(.*)");

    private HiddenCaches() {}

    /** Memory that is not Java's. */
    private static final class Memory extends Pointer {
        Memory(long start) {
            address = start;
        }
    }

    /**
     * Writes the sizes, after oneDNN has been called once.
     *
     * @return whether they were hidden and are written; false also where that cannot be known
     */
    static boolean fill() {
        try {
            Path maps = Path.of("/proc/self/maps");
            if (!Files.isReadable(maps)) {
                return false; // not Linux
            }
            List<String> mapped = Files.readAllLines(maps, StandardCharsets.ISO_8859_1);
            Optional<Library> library = library(mapped);
            if (library.isEmpty()) {
                return false;
            }
            OptionalLong place = place(library.get().file());
            long start = library.get().start() + place.orElse(0);
            if (place.isEmpty() || !isWritable(mapped, start, start + VARIABLE_BYTES)) {
                return false;
            }
            return fill(
                    new BytePointer(new Memory(start)).capacity(VARIABLE_BYTES).asByteBuffer());
        } catch (IOException e) {
            return false; // the library's file is gone, or may not be read
        }
    }

    /** Writes the sizes into the variable if it is as on a machine that hides them; returns whether it was. */
    static boolean fill(ByteBuffer variable) {
        ByteBuffer cpu = variable.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int levels = ASSUMED.size();
        boolean hidden = cpu.getInt(LEVELS) == levels;
        for (int i = 0; i < PLACES; i++) {
            int expected = i < levels ? 1 : 0;
            hidden = hidden
                    && cpu.getInt(SIZES + i * Integer.BYTES) == expected
                    && cpu.getInt(SHARING + i * Integer.BYTES) == expected;
        }
        if (hidden) {
            for (int i = 0; i < levels; i++) {
                cpu.putInt(SIZES + i * Integer.BYTES, ASSUMED.get(i));
            }
        }
        return hidden;
    }

    private static OptionalLong place(Path library) throws IOException {
        try (FileChannel channel = FileChannel.open(library)) {
            return channel.size() > Integer.MAX_VALUE
                    ? OptionalLong.empty()
                    : ElfSymbols.variable(
                            channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), VARIABLE, VARIABLE_BYTES);
        }
    }

    /** A library and where its first byte is mapped. */
    private record Library(Path file, long start) {}

    private static Optional<Library> library(List<String> mapped) {
        return mapped.stream()
                .map(MAPPING::matcher)
                .filter(line -> line.matches()
                        && line.group(3).endsWith("p") // loaded, not read as a file
                        && line.group(5).endsWith("/" + LIBRARY)
                        && Long.parseUnsignedLong(line.group(4), 16) == 0)
                .map(line -> new Library(Path.of(line.group(5)), Long.parseUnsignedLong(line.group(1), 16)))
                .findFirst();
    }

    private static boolean isWritable(List<String> mapped, long start, long end) {
        for (String line : mapped) {
            Matcher matcher = MAPPING.matcher(line);
            if (matcher.matches()
                    && matcher.group(3).startsWith("rw")
                    && Long.compareUnsigned(Long.parseUnsignedLong(matcher.group(1), 16), start) <= 0
                    && Long.compareUnsigned(end, Long.parseUnsignedLong(matcher.group(2), 16)) <= 0) {
                return true;
            }
        }
        return false;
    }
}
