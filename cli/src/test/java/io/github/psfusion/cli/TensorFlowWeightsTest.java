// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.inference.Architecture;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.NetworkSpecs;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.testing.RuleNumbers;
import io.github.psfusion.testing.TensorFlowBundle;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on weights, on a checkpoint of TensorFlow with the names and shapes of U2Fusion. */
class TensorFlowWeightsTest {
    /** Keeps the activations from fading layer by layer. */
    private static final double GAIN = 1.6;

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // before each test
    private Path prefix;

    @BeforeEach
    void writeCheckpoint() throws IOException {
        prefix = folder.resolve("model.ckpt");
        NetworkSpec spec = NetworkSpecs.find("u2fusion").orElseThrow();
        TensorFlowBundle bundle = new TensorFlowBundle().with("global_step", new long[] {}, 7);
        try (Network network = spec.build(Architecture.published(spec))) {
            for (Parameter parameter : network.parameters().all()) {
                String name = spec.publishedKeys().key(parameter.name()).name();
                long[] sizes = parameter.shape().sizes();
                if (sizes.length == 4) {
                    sizes = new long[] {sizes[2], sizes[3], sizes[1], sizes[0]};
                }
                bundle.with(
                        name, sizes, RuleNumbers.weights(name, parameter.shape().sizes(), GAIN));
            }
        }
        assertThat(bundle.write(prefix)).exists();
    }

    private Path data() {
        return folder.resolve("model.ckpt.data-00000-of-00001");
    }

    @Test
    void inspectListsTheCheckpoint() throws IOException {
        Run run = Run.of("weights", "inspect", prefix.toString(), "--against", "u2fusion");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("Generator/encoder/conv1_1/kernel +FLOAT32 +\\[3, 3, 2, 44\\]")
                .contains("model.ckpt.index: TensorFlow checkpoint, 21 tensors, 659218 values")
                .contains("against u2fusion: 20 matched, 0 missing, 0 unexpected");
        JsonNode json =
                Run.of("weights", "inspect", data().toString(), "--json").json();
        assertThat(json.at("/bytes").asLong())
                .isEqualTo(Files.size(data()) + Files.size(folder.resolve("model.ckpt.index")));
        assertThat(json.at("/sha256").asText()).contains(" + ");
    }

    @Test
    void importTransposesKernels() throws IOException {
        Path imported = folder.resolve("u2fusion.safetensors");
        Run run = Run.of("weights", "import", prefix + ".index", "-o", imported.toString());
        assertThat(run.status()).as(run.err()).isZero();
        try (WeightFile file = WeightFiles.open(imported);
                WeightFile published = WeightFiles.open(prefix)) {
            assertThat(file.metadata())
                    .containsEntry("network", "U2Fusion")
                    .containsEntry("source", "model.ckpt.index + model.ckpt.data-00000-of-00001")
                    .containsEntry("source_format", "TensorFlow checkpoint");
            NetworkSpec spec = NetworkSpecs.recognize(file);
            assertThat(NetworkWeights.compare(spec, file).isComplete()).isTrue();
            float[] kernel = file.tensor("decoder.conv2_1.weight").toFloats(); // [128, 264, 3, 3]
            float[] stored =
                    published.tensor("Generator_1/decoder/conv2_1/kernel").toFloats(); // [3, 3, 264, 128]
            int out = 5;
            int in = 7;
            for (int tap = 0; tap < 9; tap++) {
                assertThat(kernel[(out * 264 + in) * 9 + tap]).isEqualTo(stored[(tap * 264 + in) * 128 + out]);
            }
        }
    }

    @Test
    void exportCopiesNamesAndLayout() throws IOException {
        Path copy = folder.resolve("copy.safetensors");
        Run run = Run.of("weights", "export", data().toString(), "-o", copy.toString());
        assertThat(run.status()).as(run.err()).isZero();
        try (WeightFile file = WeightFiles.open(copy);
                WeightFile published = WeightFiles.open(prefix)) {
            assertThat(file.names()).containsExactlyInAnyOrderElementsOf(published.names());
            assertThat(NetworkSpecs.recognize(file).key()).isEqualTo("u2fusion");
        }
        Run over =
                Run.of("weights", "export", prefix.toString(), "-o", data().toString(), "--to", "pth", "--overwrite");
        assertThat(over.status()).isEqualTo(5);
        assertThat(over.err()).contains("is the input");
    }

    @Test
    void fuseTakesTheCheckpointByItsPrefixAndFromFolders() throws IOException {
        Path infrared = TestImages.write(folder.resolve("ir.png"), TestImages.infrared(20, 13));
        Path visible = TestImages.write(folder.resolve("vi.png"), TestImages.visible(20, 13));
        List<String> fuse =
                List.of("fuse", "-m", "u2fusion:stretch=none", "--ir", infrared.toString(), "--vi", visible.toString());
        byte[] first = fused(Map.of(), fuse, "named.png", "--weights", prefix.toString());
        byte[] second = fused(Map.of("PSFUSION_WEIGHTS_PATH", folder.toString()), fuse, "found.png");
        assertThat(second).isEqualTo(first);
    }

    private byte[] fused(Map<String, String> environment, List<String> fuse, String name, String... more)
            throws IOException {
        Path output = folder.resolve(name);
        List<String> arguments = new ArrayList<>(fuse);
        arguments.addAll(List.of("--precision", "float32", "-o", output.toString()));
        arguments.addAll(List.of(more));
        Run run = Run.with(environment, arguments.toArray(String[]::new));
        assertThat(run.status()).as(run.err()).isZero();
        return Files.readAllBytes(output);
    }

    @Test
    void weightsOfAnotherNetworkAreNamed() throws IOException {
        Run run = Run.of("weights", "inspect", prefix.toString(), "--against", "seafusion");
        assertThat(run.status()).isEqualTo(4);
        assertThat(run.err()).contains("not a SeAFusion weight file: it seems to hold U2Fusion (21 tensors)");
        Files.delete(data());
        Run missing = Run.of("weights", "inspect", prefix.toString());
        assertThat(missing.status()).isEqualTo(4);
        assertThat(missing.err()).contains("model.ckpt.data-00000-of-00001, which is not beside it");
    }
}
