// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.testing.Goldens;
import io.github.psfusion.weights.ReadLimits;
import io.github.psfusion.weights.StoredTensor;
import io.github.psfusion.weights.TestJson;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchReaderTest {
    private static final Path GOLDENS = Path.of("src/test/resources/goldens/torch");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"tiny.pth,PyTorch (zip)", "tiny.legacy.pth,PyTorch (legacy)", "tiny.bare.pth,PyTorch (zip)"})
    void readsTensorsOfEveryTypeAndLayout(String name, String format) throws IOException {
        Map<String, Object> expected = TestJson.map(
                TestJson.read(GOLDENS.resolve("tiny.expected.json")).get("MTAN"));
        try (WeightFile file = WeightFiles.open(GOLDENS.resolve(name))) {
            assertThat(file.format()).isEqualTo(format);
            assertThat(file.names()).containsExactlyElementsOf(expected.keySet());
            for (String key : file.names()) {
                Map<String, Object> entry = TestJson.map(expected.get(key));
                StoredTensor tensor = file.tensor(key);
                assertThat(file.type(key)).isEqualTo(tensor.type());
                assertThat(tensor.type().name().toLowerCase(Locale.ROOT)).isEqualTo(entry.get("dtype"));
                assertThat(file.shape(key)).isEqualTo(Shape.of(TestJson.longs(entry.get("shape"))));
                assertThat(bits(tensor)).as(key).isEqualTo(expectedBits(entry));
            }
        }
    }

    @Test
    void tellsWhatElseTheFileHolds() throws IOException {
        for (String name : List.of("tiny.pth", "tiny.legacy.pth")) {
            try (WeightFile file = WeightFiles.open(GOLDENS.resolve(name))) {
                assertThat(file.remarks())
                        .containsExactly(
                                "optimizer: a dictionary of 2", "ep: 7", "total_it: 1899", "best_mIou: 0.7342");
            }
        }
    }

    @Test
    void closingDoesNotInvalidateTensors() throws IOException {
        WeightFile file = WeightFiles.open(GOLDENS.resolve("tiny.pth"));
        StoredTensor scalar = file.tensor("scalar");
        file.close();
        assertThat(scalar.toFloats()).containsExactly(2.5f);
        org.assertj.core.api.Assertions.assertThatIllegalStateException().isThrownBy(() -> file.tensor("scalar"));
    }

    @ParameterizedTest
    @CsvSource({"malicious.pth,posix system", "malicious.legacy.pth,posix system", "malicious.pkl,builtins eval"})
    void refusesAFileThatWouldRunSomething(String name, String global) {
        assertThatExceptionOfType(WeightFormatException.class)
                .isThrownBy(() -> WeightFiles.open(GOLDENS.resolve(name)))
                .withMessageStartingWith(GOLDENS.resolve(name).toString())
                .withMessageContaining('"' + global + '"')
                .withMessageContaining("Nothing of it was run");
    }

    @Test
    void agreesWithTheManifestOfPublishedFiles() throws IOException {
        Map<String, Object> manifest = TestJson.read(Goldens.require("golden/baselines/weight-manifest-torch.json"));
        for (Map.Entry<String, Object> published : manifest.entrySet()) {
            Path path = Goldens.require("data/baseline-weights/" + published.getKey());
            Map<String, Object> entries =
                    TestJson.map(TestJson.map(published.getValue()).get("entries"));
            try (WeightFile file = WeightFiles.open(path)) {
                for (Map.Entry<String, Object> entry : entries.entrySet()) {
                    Map<String, Object> facts = TestJson.map(entry.getValue());
                    if (!facts.containsKey("sha256")) {
                        assertThat(file.remarks()).anyMatch(line -> line.startsWith(entry.getKey() + ": "));
                        continue;
                    }
                    StoredTensor tensor = file.tensor(entry.getKey());
                    String where = published.getKey() + " " + entry.getKey();
                    assertThat(tensor.type().name().toLowerCase(Locale.ROOT))
                            .as(where)
                            .isEqualTo(facts.get("dtype"));
                    assertThat(tensor.shape()).as(where).isEqualTo(Shape.of(TestJson.longs(facts.get("shape"))));
                    assertThat(sha256(tensor.data())).as(where).isEqualTo(facts.get("sha256"));
                }
                long tensors = entries.values().stream()
                        .filter(value -> TestJson.map(value).containsKey("sha256"))
                        .count();
                assertThat(file.names()).hasSize((int) tensors);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"seafusion/SeAFusion.pth", "tardal/tardal.pt", "umf-cmgr/fus_0200-retrained.pth"})
    void refusesPublishedFilesThatAreCutOff(String name) throws IOException {
        byte[] whole = Files.readAllBytes(Goldens.require("data/baseline-weights/" + name));
        for (int length = 1; length < whole.length; length *= 2) {
            refused(Files.write(folder.resolve("cut.pth"), Arrays.copyOf(whole, length)));
        }
        refused(Files.write(folder.resolve("cut.pth"), Arrays.copyOf(whole, whole.length - 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny.pth", "tiny.legacy.pth"})
    void refusesFilesThatAreCutOffAnywhere(String name) throws IOException {
        byte[] whole = Files.readAllBytes(GOLDENS.resolve(name));
        for (int length = 0; length < whole.length; length += length < 64 ? 1 : 13) {
            refused(Files.write(folder.resolve("cut.pth"), Arrays.copyOf(whole, length)));
        }
        for (int length : new int[] {100, 2000, whole.length - 22, whole.length - 1}) {
            refused(Files.write(folder.resolve("cut.pth"), Arrays.copyOf(whole, length)));
        }
    }

    @Test
    void refusesAChangedByteByTheCheckSumOfItsMember() throws IOException {
        byte[] whole = Files.readAllBytes(GOLDENS.resolve("tiny.pth"));
        byte[] storage = Archive.of(GOLDENS.resolve("tiny.pth")).member("tiny/data/2");
        whole[indexOf(whole, storage) + 7] ^= 1;
        Path path = Files.write(folder.resolve("changed.pth"), whole);
        try (WeightFile file = WeightFiles.open(path)) {
            assertThatExceptionOfType(WeightFormatException.class)
                    .isThrownBy(() -> file.tensor("channels_last"))
                    .withMessageContaining("member \"tiny/data/2\" has the check sum");
            assertThat(file.tensor("scalar").toFloats()).containsExactly(2.5f);
        }
        whole[100] ^= 1; // within data.pkl
        assertThatExceptionOfType(WeightFormatException.class)
                .isThrownBy(() -> WeightFiles.open(Files.write(path, whole)))
                .withMessageContaining("member \"tiny/data.pkl\" has the check sum");
    }

    @Test
    void refusesArchivesThatAreNotWhatTorchWrites() throws IOException {
        Path path = folder.resolve("x.pth");
        refused(tiny().without("tiny/data/3").writeTo(path), "member \"tiny/data/3\" of tensor \"half\" is missing");
        Archive shortened = tiny();
        shortened.with("tiny/data/0", Arrays.copyOf(shortened.member("tiny/data/0"), 212));
        refused(
                shortened.writeTo(path),
                "member \"tiny/data/0\" of tensor \"conv.weight\" has 212 bytes, but its storage of 54 FLOAT32 takes 216");
        refused(tiny().writeTo(path, java.util.zip.ZipEntry.DEFLATED), "compressed or encrypted");
        refused(tiny().with("other/x").writeTo(path), "\"other/x\" lies outside \"tiny/\"");
        refused(tiny().with("tiny/constants.pkl").writeTo(path), "TorchScript");
        refused(
                tiny().with("tiny/byteorder", (byte) 'b', (byte) 'i', (byte) 'g')
                        .writeTo(path),
                "byte order \"big\"");
        refused(
                tiny().with("tiny/byteorder", Arrays.copyOf(new byte[] {'b', 'i', 'g'}, 200))
                        .writeTo(path),
                "member \"tiny/byteorder\" has 200 bytes");
        refused(tiny().without("tiny/data.pkl").writeTo(path), "without data.pkl");
        refused(Archive.of(new byte[0]).without("a/data.pkl").with("x.npy").writeTo(path), "NumPy arrays");
    }

    @Test
    void refusesLegacyFilesWhoseStoragesAreNotAsDescribed() throws IOException {
        Path path = folder.resolve("x.pth");
        try (WeightFile file = WeightFiles.open(Files.write(path, legacy(Opcode.NEWTRUE, "0", 10)))) {
            assertThat(file.tensor("t").toFloats()).containsExactly(new float[10]);
        }
        refused(Files.write(path, legacy(Opcode.NEWFALSE, "0", 10)), "not written by a little-endian machine");
        refused(Files.write(path, legacy(Opcode.NEWTRUE, "1", 10)), "lists the storage \"1\", which no tensor uses");
        for (long elements : new long[] {9, 11, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            refused(
                    Files.write(path, legacy(Opcode.NEWTRUE, "0", elements)),
                    "storage \"0\" of tensor \"t\" has " + elements + " elements; expected 10");
        }
    }

    /** A legacy file of a tensor of ten zeros. */
    private static byte[] legacy(Opcode littleEndian, String key, long elements) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e"));
        file.writeBytes(new PickleText().number(1001).stop());
        file.writeBytes(new PickleText()
                .op(Opcode.EMPTY_DICT)
                .text("little_endian")
                .op(littleEndian, Opcode.SETITEM)
                .stop());
        file.writeBytes(PickleText.tensor(10, 0, new long[] {10}, new long[] {1}));
        file.writeBytes(new PickleText()
                .op(Opcode.EMPTY_LIST)
                .text(key)
                .op(Opcode.APPEND)
                .stop());
        ByteBuffer storage = ByteBuffer.allocate(Long.BYTES + 10 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        file.writeBytes(storage.putLong(0, elements).array());
        return file.toByteArray();
    }

    @Test
    void refusesAMemberThatIsListedTwice() throws IOException {
        Path path = folder.resolve("x.pth");
        tiny().with("tiny/datb/0").writeTo(path);
        byte[] bytes = Files.readAllBytes(path);
        byte[] name = "tiny/datb/0".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int at = indexOf(bytes, name); at >= 0; at = indexOf(bytes, name)) {
            bytes[at + 8] = 'a';
        }
        refused(Files.write(path, bytes), "listed twice");
    }

    @Test
    void asksWhichOfSeveralStateDictsIsMeant() throws IOException {
        PickleText pickle = new PickleText().op(Opcode.EMPTY_DICT, Opcode.MARK);
        for (String section : List.of("ema", "model", "params")) {
            pickle.text(section)
                    .op(Opcode.EMPTY_DICT)
                    .text(section + ".w")
                    .global("torch._utils _rebuild_tensor")
                    .op(Opcode.MARK)
                    .storage("torch ByteStorage", "0", 1)
                    .number(0)
                    .numbers()
                    .numbers()
                    .op(Opcode.TUPLE, Opcode.REDUCE, Opcode.SETITEM);
        }
        Path path = Archive.of(pickle.op(Opcode.SETITEMS).stop())
                .with("a/data/0", (byte) 5)
                .writeTo(folder.resolve("x.pth"));
        refused(path, "several state dicts: ema, model, params");
        try (WeightFile file = WeightFiles.open(path, ReadLimits.defaults(), Optional.of("ema"))) {
            assertThat(file.names()).containsExactly("ema.w");
            assertThat(file.tensor("ema.w").toLongs()).containsExactly(5);
            assertThat(file.type("ema.w")).isEqualTo(DataType.UINT8);
        }
        assertThatExceptionOfType(WeightFormatException.class)
                .isThrownBy(() -> WeightFiles.open(path, ReadLimits.defaults(), Optional.of("net")))
                .withMessageContaining("\"net\" is not there");
    }

    @Test
    void refusesObjectsWithoutAStateDict() throws IOException {
        Path path = folder.resolve("x.pth");
        refused(Archive.of(new PickleText().op(Opcode.EMPTY_LIST).stop()).writeTo(path), "holds a list of 0");
        refused(Archive.of(new PickleText().op(Opcode.EMPTY_DICT).stop()).writeTo(path), "without a state dict");
    }

    @Test
    void refusesOtherFormatsByName() throws IOException {
        Path path = folder.resolve("x");
        refused(Files.write(path, HexFormat.of().parseHex("894844460d0a1a0a00")), "HDF5");
        refused(Files.write(path, HexFormat.of().parseHex("934e554d50590100")), "NumPy array");
        refused(Files.write(path, HexFormat.of().parseHex("80027d71002e00000000")), "bare pickle");
        refused(Files.writeString(path, "hello, this is text"), "begins with the bytes 68 65 6c 6c");
        refused(Files.write(path, new byte[0]), "has only 0 bytes");
        byte[] tar = new byte[512];
        System.arraycopy("ustar".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, tar, 257, 5);
        refused(Files.write(path, tar), "tar archive");
    }

    private static Archive tiny() throws IOException {
        return Archive.of(GOLDENS.resolve("tiny.pth"));
    }

    private static void refused(Path path, String... reasons) {
        assertThatExceptionOfType(WeightFormatException.class)
                .isThrownBy(() -> WeightFiles.open(path).close())
                .withMessageStartingWith(path.toString())
                .satisfies(e -> assertThat(List.of(reasons))
                        .allSatisfy(reason -> assertThat(e.getMessage()).contains(reason)));
    }

    private static long[] bits(StoredTensor tensor) {
        ByteBuffer data = tensor.data();
        if (!tensor.type().isFloating()) {
            return tensor.toLongs();
        }
        long[] bits = new long[(int) tensor.shape().elements()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = switch (tensor.type().bytes()) {
                case 2 -> data.getShort();
                case 4 -> data.getInt();
                default -> data.getLong();
            };
        }
        return bits;
    }

    private static long[] expectedBits(Map<String, Object> entry) {
        if (entry.containsKey("bits")) {
            return TestJson.longs(entry.get("bits"));
        }
        return ((List<?>) Objects.requireNonNull(entry.get("values")))
                .stream()
                        .mapToLong(value ->
                                value instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) value).longValue())
                        .toArray();
    }

    private static String sha256(ByteBuffer data) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(data);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int at = 0; at <= all.length - part.length; at++) {
            if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }
}
