// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.testing.Fuzz;
import io.github.psfusion.weights.TensorStatistics;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to take time or memory: each ends within seconds and without much of either, read or refused. */
@Tag("slow")
class CraftedFilesTest {
    private static final int PICKLE_BYTES = 12 << 20;

    @TempDir
    private Path folder;

    /** Bytes of a pickle, put together. */
    private static final class Code {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Code() {
            add("8002");
        }

        Code add(String hex) {
            bytes.writeBytes(HexFormat.of().parseHex(hex));
            return this;
        }

        Code ascii(String text) {
            bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        /** Pushes text. */
        Code text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return ascii("X").integer(utf8.length).raw(utf8);
        }

        Code integer(int value) {
            return raw(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value)
                    .array());
        }

        Code raw(byte... more) {
            bytes.writeBytes(more);
            return this;
        }

        /** Repeats as often as fits the limit of a pickle, or so many times. */
        Code repeat(String hex, int most) {
            byte[] piece = HexFormat.of().parseHex(hex);
            int times = Math.min(most, (PICKLE_BYTES - bytes.size() - 100) / piece.length);
            byte[] all = new byte[Math.multiplyExact(times, piece.length)];
            for (int i = 0; i < all.length; i++) {
                all[i] = piece[i % piece.length];
            }
            return raw(all);
        }

        byte[] end() {
            return add("2e").bytes.toByteArray();
        }
    }

    /** Text of which n letters decide, all of one hash code. */
    private static String colliding(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 18; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    private static byte[] dictionary(int entries, IntFunction<byte[]> key) {
        Code code = new Code().ascii("}(");
        for (int i = 0; i < entries; i++) {
            code.raw(key.apply(i)).ascii("N");
        }
        return code.ascii("u").end();
    }

    private static Stream<Crafted> pickles() {
        int all = Integer.MAX_VALUE;
        return Stream.of(
                Crafted.of(
                        "tuples of one",
                        () -> new Code().ascii("N").repeat("85", all).end()),
                Crafted.of(
                        "short tuples",
                        () -> new Code()
                                .ascii("(")
                                .repeat("4e85", all)
                                .ascii("t")
                                .end()),
                Crafted.of(
                        "empty lists",
                        () -> new Code().ascii("(").repeat("5d", all).ascii("t").end()),
                Crafted.of(
                        "empty dictionaries",
                        () -> new Code().ascii("(").repeat("7d", all).ascii("t").end()),
                Crafted.of(
                        "dictionaries of one entry",
                        () -> new Code()
                                .ascii("(")
                                .repeat("7d4b014e73", all)
                                .ascii("t")
                                .end()),
                Crafted.of(
                        "marks", () -> new Code().repeat("2831", all).ascii("N").end()),
                Crafted.of(
                        "nested marks",
                        () -> new Code().repeat("28", all).ascii("N").end()),
                Crafted.of("memo", () -> new Code().ascii("N").repeat("94", all).end()),
                Crafted.of(
                        "one entry of the memo",
                        () -> new Code().ascii("N").repeat("72ffffff7f", all).end()),
                Crafted.of(
                        "popped values",
                        () -> new Code().repeat("4e30", all).ascii("N").end()),
                Crafted.of(
                        "long integers",
                        () -> new Code()
                                .ascii("(")
                                .repeat("8a09010203040506070809", all)
                                .ascii("t")
                                .end()),
                Crafted.of(
                        "short texts",
                        () -> new Code()
                                .ascii("(")
                                .repeat("8c02c3a4", all)
                                .ascii("t")
                                .end()),
                Crafted.of(
                        "empty texts",
                        () -> new Code()
                                .ascii("(")
                                .repeat("8c00", all)
                                .ascii("t")
                                .end()),
                Crafted.of(
                        "long texts",
                        () -> new Code()
                                .ascii("(")
                                .repeat("5800001000" + "41".repeat(1 << 20), all)
                                .ascii("t")
                                .end()),
                Crafted.of(
                        "names",
                        () -> new Code()
                                .ascii("(")
                                .repeat(
                                        HexFormat.of().formatHex("ctorch\nSize\n".getBytes(StandardCharsets.US_ASCII)),
                                        all)
                                .ascii("t")
                                .end()),
                Crafted.of(
                        "colliding texts",
                        () -> dictionary(
                                200_000,
                                i -> new Code().text(colliding(i)).bytes.toByteArray())),
                Crafted.of(
                        "colliding numbers",
                        () -> dictionary(300_000, i -> {
                            // The hash code of a long is the exclusive or of its halves.
                            ByteBuffer number = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
                            return number.put((byte) 0x8A)
                                    .put((byte) 8)
                                    .putInt(i)
                                    .putInt(i)
                                    .array();
                        })),
                // encode(text of 1 MiB, "latin1") again and again
                Crafted.of(
                        "encoded texts",
                        () -> new Code()
                                .ascii("c_codecs\nencode\n")
                                .ascii("q\000")
                                .text("A".repeat(1 << 20))
                                .text("latin1")
                                .ascii("\206q\001000")
                                .repeat("680068015230", all)
                                .ascii("N")
                                .end()),
                // OrderedDict(the same 300,000 pairs) again and again
                Crafted.of(
                        "dictionaries of the same pairs",
                        () -> new Code()
                                .ascii("ccollections\nOrderedDict\n")
                                .ascii("q\000")
                                .ascii("K\001N\206q\001")
                                .ascii("](")
                                .repeat("6801", 300_000)
                                .ascii("e\205q\002000")
                                .repeat("680068025230", all)
                                .ascii("N")
                                .end()),
                // A dictionary whose keys all have the same large dictionary without tensors as their value
                Crafted.of("shared dictionaries", () -> sharedDictionaries()));
    }

    private static byte[] sharedDictionaries() {
        Code code = new Code().ascii("}(");
        for (int i = 0; i < 400_000; i++) {
            code.ascii("J").integer(i).ascii("N");
        }
        code.ascii("uq\0000}(");
        for (int i = 0; i < 400_000; i++) {
            code.text("k" + i).add("6800");
        }
        return code.ascii("u").end();
    }

    /** A file that is made when it is needed: all together do not fit the memory of the tests. */
    private record Crafted(String name, Supplier<byte[]> bytes) {
        static Crafted of(String name, Supplier<byte[]> pickle) {
            return new Crafted(name, pickle);
        }

        static Crafted header(String name, Supplier<String> json) {
            return new Crafted(name, () -> json.get().getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pickles")
    void pickle(Crafted crafted) throws IOException {
        readOrRefused(crafted.name(), Archive.of(crafted.bytes().get()).writeTo(folder.resolve("crafted.pth")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pickles")
    void pickleOfTheLegacyFormat(Crafted crafted) throws IOException {
        Path file = folder.resolve("crafted.pth");
        try (OutputStream out = Files.newOutputStream(file)) {
            // Magic number, protocol, machine.
            out.write(HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e80024de9032e"));
            out.write(new Code().ascii("}").text("little_endian").add("8873").end());
            out.write(crafted.bytes().get());
        }
        readOrRefused(crafted.name(), file);
    }

    private static void readOrRefused(String name, Path path) {
        Fuzz.measure(name, () -> {
            try (WeightFile file = WeightFiles.open(path)) {
                for (String tensor : file.names()) {
                    assertThat(TensorStatistics.of(file.tensor(tensor))).isNotNull();
                }
                assertThat(file.remarks()).doesNotContainNull();
            } catch (WeightFormatException e) {
                assertThat(e.getMessage()).startsWith(path.toString()).hasSizeLessThan(3000);
            }
        });
    }

    /** A storage of one number that a thousand tensors of a million elements repeat. */
    @Test
    void repeatedStorage() throws IOException {
        Code code = new Code().ascii("}(");
        for (int i = 0; i < 1000; i++) {
            code.text("t" + i)
                    .ascii("ctorch._utils\n_rebuild_tensor_v2\n")
                    .ascii("((")
                    .text("storage")
                    .ascii("ctorch\nFloatStorage\n")
                    .text("0")
                    .text("cpu")
                    .ascii("K\001tQK\000J")
                    .integer(1 << 20)
                    .ascii("\205K\000\205\211NtR");
        }
        Path file =
                Archive.of(code.ascii("u").end()).with("a/data/0", new byte[4]).writeTo(folder.resolve("crafted.pth"));
        readOrRefused("repeated storage", file);
        assertThatThrownBy(() -> WeightFiles.open(file))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining("bytes together, their storages only 4");
    }

    @Test
    void manyMembers() throws IOException {
        Archive archive = Archive.of(new Code().ascii("N").end());
        for (int i = 0; i < 60_000; i++) {
            archive.with("a/data/" + i);
        }
        readOrRefused("many members", archive.writeTo(folder.resolve("crafted.pth")));
    }

    @Test
    void longNamesOfMembers() throws IOException {
        Archive archive = Archive.of(new Code().ascii("N").end());
        for (int i = 0; i < 500; i++) {
            archive.with("a/data/" + i + "x".repeat(60_000));
        }
        readOrRefused("long names", archive.writeTo(folder.resolve("crafted.pth")));
    }

    private static Stream<Crafted> headers() {
        return Stream.of(
                Crafted.header(
                        "many tensors",
                        () -> entries(
                                1_000_000,
                                i -> "\"" + i + "\":{\"dtype\":\"F32\",\"shape\":[0]," + "\"data_offsets\":[0,0]}")),
                Crafted.header(
                        "as many tensors as are allowed",
                        () -> entries(
                                100_000,
                                i -> "\"" + i + "\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}")),
                Crafted.header(
                        "metadata", () -> "{\"__metadata__\":" + entries(1_500_000, i -> "\"" + i + "\":\"\"") + "}"),
                Crafted.header(
                        "colliding names",
                        () -> entries(
                                90_000,
                                i -> "\"" + colliding(i)
                                        + "\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}")),
                Crafted.header(
                        "colliding metadata",
                        () -> "{\"__metadata__\":" + entries(9_000, i -> "\"" + colliding(i) + "\":\"\"") + "}"),
                Crafted.header("nesting", () -> "{\"a\":" + "[".repeat(5_000_000)),
                Crafted.header("a long name", () -> "{\"" + "a".repeat(15_000_000) + "\":0}"),
                Crafted.header("a long text", () -> "{\"__metadata__\":{\"a\":\"" + "a".repeat(15_000_000) + "\"}}"),
                Crafted.header("a long number", () -> "{\"a\":{\"shape\":[" + "9".repeat(15_000_000) + "]}}"),
                Crafted.header("a long shape", () -> "{\"a\":{\"shape\":[" + "1,".repeat(7_000_000) + "1]}}"),
                Crafted.header("blanks", () -> " ".repeat(16_000_000)),
                Crafted.header(
                        "a header of 100 MB",
                        () -> "{\"__metadata__\":{\"a\":\"" + "a".repeat(100_000_000 - 30) + "\"}}"));
    }

    private static String entries(int count, IntFunction<String> entry) {
        StringBuilder text = new StringBuilder("{");
        IntStream.range(0, count).forEach(i -> text.append(i == 0 ? "" : ",").append(entry.apply(i)));
        return text.append('}').toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void header(Crafted crafted) throws IOException {
        byte[] header = crafted.bytes().get();
        Path file = folder.resolve("crafted.safetensors");
        ByteBuffer length =
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, header.length);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(length.array());
            out.write(header);
        }
        readOrRefused(crafted.name(), file);
    }
}
