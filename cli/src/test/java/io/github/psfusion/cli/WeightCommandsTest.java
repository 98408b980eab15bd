// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.psfusion.cli.console.ErrorReport;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightCommandsTest {
    @TempDir
    private Path folder;

    private Path write(String name, TensorToWrite... tensors) throws IOException {
        Path file = folder.resolve(name);
        SafetensorsWriter.write(file, Map.of("origin", "a test"), List.of(tensors));
        return file;
    }

    private static TensorToWrite floats(String name, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return new TensorToWrite(name, DataType.FLOAT32, Shape.of(values.length), () -> bytes);
    }

    @Test
    void inspectListsTensorsValuesDigestAndOrigin() throws IOException {
        Path file = write("a.safetensors", floats("weight", 1, -2, Float.NaN), floats("bias", 4));
        Run text = Run.of("weights", "inspect", file.toString());
        assertThat(text.status()).as(text.err()).isZero();
        assertThat(text.out())
                .containsPattern("weight +FLOAT32 +\\[3\\] +-2.000 +1.000  1 not finite")
                .contains("2 tensors, 4 values", "not finite: 1", "sha256: ", "origin: a test");
        JsonNode json = Run.of("weights", "inspect", file.toString(), "--json", "--statistics")
                .json();
        assertThat(json.at("/tensors/0/mean").asDouble()).isEqualTo(-0.5);
        assertThat(json.at("/tensors/0/deviation").asDouble()).isEqualTo(1.5);
        assertThat(json.at("/tensors/1/shape/0").asInt()).isEqualTo(1);
        assertThat(json.at("/notFinite").asInt()).isEqualTo(1);
    }

    @Test
    void exportCopiesInvalidValuesWithAWarning() throws IOException {
        Path file = write("a.safetensors", floats("weight", 1, -2, Float.NaN), floats("bias", Float.NEGATIVE_INFINITY));
        Path copy = folder.resolve("a.pth");
        Run run = Run.of("weights", "export", file.toString(), "-o", copy.toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("warning: no network can compute with these weights: ")
                .contains(
                        "\"weight\" has 1 invalid value, NaN at [2]", "\"bias\" has 1 invalid value, -Infinity at [0]");
        assertThat(copy).exists();
    }

    @Test
    void weightsThatAreUnfitAreNoErrorOfTheirTarget() {
        Path target = folder.resolve("out.onnx");
        assertThatThrownBy(() -> Outputs.write(target, () -> {
                    throw new WeightFormatException(
                            folder.resolve("in.safetensors"), "no network can compute with it.");
                }))
                .satisfies(e -> assertThat(ErrorReport.status(e)).isEqualTo(ExitCode.WEIGHTS))
                .hasMessage(folder.resolve("in.safetensors") + ": no network can compute with it.");
    }

    @Test
    void inspectAgainstTheNetworkNamesWhatIsMissing() throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(4 * 9 * 64 * 9);
        Path file = write(
                "a.safetensors",
                new TensorToWrite(
                        "classfier.semantic_conv2.weight", DataType.FLOAT32, Shape.of(9, 64, 3, 3), () -> zeros),
                floats("strange", 1));
        Run run = Run.of("weights", "inspect", file.toString(), "--against", "psfusion");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("1 matched, 1359 missing, 1 unexpected", "unexpected: strange");
        assertThat(Run.of("weights", "inspect", file.toString(), "--against", "x")
                        .err())
                .contains("--against x: expected didfuse, fusiongan, psfusion, ");
    }

    @Test
    void missingFileAndFolderAreNamed() {
        Run missing = Run.of("weights", "inspect", folder.resolve("none.pth").toString());
        assertThat(missing.status()).isEqualTo(3);
        assertThat(missing.err()).contains("none.pth", "no such file");
        Run directory = Run.of("weights", "inspect", folder.toString());
        assertThat(directory.status()).isIn(3, 4);
        assertThat(directory.err()).contains(folder.toString());
        assertThat(directory.out()).isEmpty();
    }

    @Test
    void everyPieceOfAFileIsRefusedWithStatusFour() throws IOException {
        byte[] whole = Files.readAllBytes(write("a.safetensors", floats("weight", 1, 2, 3)));
        Path cut = folder.resolve("cut.safetensors");
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(cut, Arrays.copyOf(whole, length));
            Run run = Run.of("weights", "inspect", cut.toString());
            assertThat(run.status()).as("%s bytes: %s", length, run.err()).isEqualTo(4);
            assertThat(run.err()).contains("cut.safetensors");
        }
    }

    @Test
    void headerThatLiesAboutOffsetsIsRefused() throws IOException {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,80]}}";
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length() + 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        Path file = Files.write(folder.resolve("lies.safetensors"), bytes.array());
        Run run = Run.of("weights", "inspect", file.toString());
        assertThat(run.status()).isEqualTo(4);
        assertThat(run.err()).contains("lies.safetensors", "\"a\"");
    }

    @Test
    void importRefusesAnotherNetworkAndWritesNothing() throws IOException {
        Path file = write("other.safetensors", floats("encoder.weight", 1));
        Path out = folder.resolve("out.safetensors");
        Run run = Run.of("weights", "import", file.toString(), "-o", out.toString());
        assertThat(run.status()).isEqualTo(4);
        assertThat(run.err()).contains("other.safetensors", "not a weight file of DIDFuse, FusionGAN, PSFusion");
        assertThat(out).doesNotExist();
    }

    @Test
    void pickleThatCallsAnythingIsRefusedByName() throws IOException {
        // What pickle.dumps writes for an object whose __reduce__ asks for os.system("true").
        byte[] call = "cposix\nsystem\n(S'true'\ntR.".getBytes(StandardCharsets.US_ASCII);
        Path file = Files.write(folder.resolve("evil.pth"), call);
        Run run = Run.of("weights", "inspect", file.toString());
        assertThat(run.status()).isEqualTo(4);
        assertThat(run.err()).contains("evil.pth");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void exportGoesToPyTorchAndBack() throws IOException {
        Path file = write("a.safetensors", floats("weight", 1, -2, 3), floats("bias", 4));
        Path pth = folder.resolve("a.pth");
        Run run = Run.of("weights", "export", file.toString(), "-o", pth.toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("wrote " + pth + " (pth, 2 tensors");
        JsonNode json = Run.of("weights", "inspect", pth.toString(), "--json").json();
        List<String> names = new ArrayList<>();
        json.at("/tensors").forEach(tensor -> names.add(tensor.at("/name").asText()));
        assertThat(names).containsExactlyInAnyOrder("weight", "bias");
        assertThat(json.at("/format").asText()).isEqualTo("PyTorch (zip)");
        Run exists = Run.of("weights", "export", file.toString(), "-o", pth.toString());
        assertThat(exists.status()).isEqualTo(5);
        assertThat(exists.err()).contains("exists. Replace it with --overwrite");
        assertThat(Run.of("weights", "export", file.toString(), "-o", "a.h5").err())
                .contains("the suffix names no format. Use .safetensors, .pth or .onnx");
    }

    @Test
    void exportToOnnxChecksWhatIsAskedForBeforeTheEngineIsLoaded() throws IOException {
        Path file = write("a.safetensors", floats("weight", 1));
        String onnx = folder.resolve("a.onnx").toString();
        Run size = Run.of("weights", "export", file.toString(), "-o", onnx, "--size", "640");
        assertThat(size.status()).isEqualTo(2);
        assertThat(size.err()).contains("--size 640: expected WxH such as 640x480, or dynamic.");
        Run outputs = Run.of("weights", "export", file.toString(), "-o", onnx, "--outputs", "fused,depth");
        assertThat(outputs.status()).isEqualTo(2);
        assertThat(outputs.err()).contains("--outputs fused,depth: expected fused, classes, binary, boundary");
        Run other = Run.of("weights", "export", file.toString(), "-o", folder + "/a.pth", "--outputs", "all");
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err()).contains("--outputs all: only ONNX files have outputs.");
        Run network = Run.of("weights", "export", file.toString(), "-o", onnx);
        assertThat(network.status()).isEqualTo(4);
        assertThat(network.err()).contains("a.safetensors", "not a weight file of DIDFuse, FusionGAN, PSFusion");
        assertThat(Files.exists(Path.of(onnx))).isFalse();
    }

    private static JsonNode inspected(Path file) throws IOException {
        return Run.of("weights", "inspect", file.toString(), "--json").json();
    }

    @Test
    void annotateListsTrainingPairsAndKeepsEverythingElse() throws IOException {
        Path file = write("a.safetensors", floats("weight", 1, -2, 3), floats("bias", 4));
        ScoredScenes.write(folder.resolve("first"), "1", "2");
        ScoredScenes.write(folder.resolve("second"), "2", "3");
        Path listed = folder.resolve("listed.safetensors");
        String first = folder.resolve("first").toString();
        assertThat(inspected(file).at("/metadata/training_pairs").isMissingNode())
                .isTrue();

        Run run = Run.of(
                "weights", "annotate", file.toString(), "-o", listed.toString(), "--training-pairs", first, "--json");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.json().at("/trainingPairs").asInt()).isEqualTo(2);
        assertThat(run.json().at("/complete").asBoolean()).isTrue();
        JsonNode json = inspected(listed);
        assertThat(json.at("/metadata/training_pairs").asText()).isEqualTo("2 pairs");
        assertThat(json.at("/metadata/origin").asText()).isEqualTo("a test");
        assertThat(json.at("/tensors")).isEqualTo(inspected(file).at("/tensors"));
        try (WeightFile before = WeightFiles.open(file);
                WeightFile after = WeightFiles.open(listed)) {
            assertThat(after.names()).isEqualTo(before.names());
            for (String name : before.names()) {
                assertThat(after.tensor(name).data())
                        .isEqualTo(before.tensor(name).data());
            }
        }

        Path more = folder.resolve("more.safetensors");
        assertThat(Run.of(
                                "weights",
                                "annotate",
                                listed.toString(),
                                "-o",
                                more.toString(),
                                "--training-pairs",
                                folder.resolve("second").toString(),
                                "--add",
                                "--partial")
                        .status())
                .isZero();
        assertThat(inspected(more).at("/metadata/training_pairs").asText())
                .as("pair 2 is in both")
                .isEqualTo("3 pairs, others are not known");

        Path exported = folder.resolve("exported.safetensors");
        assertThat(Run.of("weights", "export", more.toString(), "-o", exported.toString())
                        .status())
                .isZero();
        assertThat(inspected(exported).at("/metadata/training_pairs").asText()).startsWith("3 pairs");
        Run pth = Run.of(
                "weights",
                "export",
                more.toString(),
                "-o",
                folder.resolve("a.pth").toString());
        assertThat(pth.status()).isZero();
        assertThat(pth.err()).contains("left out: the list of training pairs");
        Run exists = Run.of("weights", "annotate", file.toString(), "-o", listed.toString(), "--training-pairs", first);
        assertThat(exists.status()).isEqualTo(5);
        Run none = Run.of(
                "weights",
                "annotate",
                file.toString(),
                "-o",
                folder.resolve("b.safetensors").toString(),
                "--training-pairs",
                folder.resolve("nowhere").toString());
        assertThat(none.status()).isEqualTo(3);
    }

    @Test
    void averageWeighsTensorsAndKeepsWhatFilesHaveInCommon() throws IOException {
        Path first = folder.resolve("first.safetensors");
        Path second = folder.resolve("second.safetensors");
        Map<String, String> metadata = Map.of("origin", "a test", "steps", "10", "int8_ranges", "none");
        SafetensorsWriter.write(first, metadata, List.of(floats("weight", 1, -2), passes(3)));
        SafetensorsWriter.write(
                second, Map.of("origin", "a test", "steps", "20"), List.of(floats("weight", 5, 2), passes(7)));
        Path averaged = folder.resolve("averaged.safetensors");

        Run run = Run.of(
                "weights",
                "average",
                first.toString(),
                second.toString(),
                "--shares",
                "1,3",
                "-o",
                averaged.toString(),
                "--json");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.json().at("/shares/1").asDouble()).isEqualTo(0.75);
        try (WeightFile file = WeightFiles.open(averaged)) {
            assertThat(file.tensor("weight").toFloats()).containsExactly(4, 1);
            assertThat(file.tensor("passes").toLongs()).containsExactly(7);
            assertThat(file.metadata().keySet()).containsExactlyInAnyOrder("origin", "averaged");
            assertThat(file.metadata().get("averaged"))
                    .contains("0.25 of first.safetensors (sha256 ", "0.75 of second.safetensors (sha256 ");
        }

        Path even = folder.resolve("even.safetensors");
        assertThat(Run.of("weights", "average", first.toString(), second.toString(), "-o", even.toString())
                        .status())
                .isZero();
        try (WeightFile file = WeightFiles.open(even)) {
            assertThat(file.tensor("weight").toFloats()).containsExactly(3, 0);
        }
    }

    @Test
    void averageRefusesOtherNetworksAndShares() throws IOException {
        Path first = write("first.safetensors", floats("weight", 1, -2));
        Path shorter = write("shorter.safetensors", floats("weight", 1));
        Path other = write("other.safetensors", floats("gamma", 1, -2));
        String out = folder.resolve("out.safetensors").toString();

        Run shape = Run.of("weights", "average", first.toString(), shorter.toString(), "-o", out);
        assertThat(shape.status()).isEqualTo(4);
        assertThat(shape.err()).contains(shorter.toString(), "\"weight\" is [1]", first.toString());
        Run names = Run.of("weights", "average", first.toString(), other.toString(), "-o", out);
        assertThat(names.status()).isEqualTo(4);
        assertThat(names.err()).contains(other.toString(), "1 are missing, 1 are further ones, such as \"weight\"");
        for (String shares : List.of("1", "1,2,3", "0,0", "-1,2", "NaN,1", "Infinity,1")) {
            Run run = Run.of("weights", "average", first.toString(), first.toString(), "--shares", shares, "-o", out);
            assertThat(run.status()).as(shares).isEqualTo(2);
            assertThat(run.err()).contains("expected 2 numbers, one for each file");
        }
        assertThat(Run.of("weights", "average", first.toString(), "-o", out).status())
                .as("one file alone")
                .isEqualTo(2);
        assertThat(Path.of(out)).doesNotExist();
        Run input =
                Run.of("weights", "average", first.toString(), first.toString(), "-o", first.toString(), "--overwrite");
        assertThat(input.status()).isEqualTo(5);
    }

    private static TensorToWrite passes(long count) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(0, count);
        return new TensorToWrite("passes", DataType.INT64, Shape.of(1), () -> bytes);
    }
}
