// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights are found and methods opened without loading native code. */
class MethodOpenerTest {
    @TempDir
    private Path folder;

    private static final WeightsLocator NOWHERE = new WeightsLocator(Optional.empty(), Optional.empty(), List.of());

    private static MethodOpener opener(WeightsLocator locator) {
        return new MethodOpener(locator, MethodContext.defaults());
    }

    @Test
    void methodsInJavaOpenWithoutWeights() throws IOException, MethodOptionException {
        try (MethodOpener.Opened opened = opener(NOWHERE).open(FusionMethods.parse("laplacian:levels=2"))) {
            assertThat(opened.weights()).isEmpty();
            assertThat(opened.method().description().key()).isEqualTo("laplacian:levels=2");
            assertThat(opened.method().capabilities().extraOutputs()).isEmpty();
        }
    }

    @Test
    void placesThatWereSearchedAreNamed() throws MethodOptionException {
        FusionMethods.Request request = FusionMethods.parse("psfusion");
        assertThatThrownBy(() -> opener(NOWHERE).weights(request))
                .isInstanceOfSatisfying(
                        PipelineException.class,
                        e -> assertThat(e.reason()).isEqualTo(PipelineException.Reason.WEIGHTS))
                .hasMessageContaining("no weights for method psfusion.")
                .hasMessageContaining("$PSFUSION_WEIGHTS (unset), $PSFUSION_WEIGHTS_PATH (unset), models");
    }

    @Test
    void namedWeightsComeBeforeTheEnvironmentAndThatBeforeTheInstallation() throws IOException, MethodOptionException {
        Path installed = Files.createDirectories(folder.resolve("models")).resolve("psfusion.safetensors");
        Files.writeString(installed, "x");
        Path variable = Files.writeString(folder.resolve("variable"), "x");
        Path named = Files.writeString(folder.resolve("named"), "x");
        Path written = Files.writeString(folder.resolve("written"), "x");
        WeightsLocator ofInstallation = new WeightsLocator(Optional.of(folder), Optional.empty(), List.of());
        WeightsLocator ofEnvironment = new WeightsLocator(Optional.of(folder), Optional.of(variable), List.of());
        MethodOpener naming =
                new MethodOpener(ofEnvironment, MethodContext.defaults().withWeights(named));

        assertThat(opener(ofInstallation).weights(FusionMethods.parse("psfusion")))
                .contains(installed);
        assertThat(opener(ofEnvironment).weights(FusionMethods.parse("psfusion")))
                .contains(variable);
        assertThat(naming.weights(FusionMethods.parse("psfusion"))).contains(named);
        assertThat(naming.weights(FusionMethods.parse("psfusion:weights=" + written)))
                .contains(written);
        assertThat(naming.weights(FusionMethods.parse("average"))).isEmpty();
    }

    @Test
    void missingFilesNameWhereTheyCameFrom() {
        WeightsLocator locator = new WeightsLocator(Optional.empty(), Optional.of(Path.of("/none")), List.of());
        assertThatThrownBy(() -> locator.find("psfusion", Optional.empty()))
                .hasMessageContaining("/none: there is no such weight file ($PSFUSION_WEIGHTS).");
        assertThatThrownBy(() -> locator.find("psfusion", Optional.of(Path.of("/other"))))
                .hasMessageContaining("/other: there is no such weight file. Name");
        assertThatThrownBy(() -> locator.find("other", Optional.empty()))
                .as("the variable is for the default method alone")
                .hasMessageContaining("no weights for method other.");
    }

    @Test
    void aWrongWeightFileIsRefusedWithItsName() throws IOException, MethodOptionException {
        Path text = Files.writeString(folder.resolve("text.safetensors"), "these are no weights, but a text");
        FusionMethods.Request request = FusionMethods.parse("psfusion:weights=" + text);
        assertThatThrownBy(() -> opener(NOWHERE).open(request).close())
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining("text.safetensors");
    }

    private static Path weightsOf(Path file, String... keys) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        List<TensorToWrite> tensors = new ArrayList<>();
        for (String key : keys) {
            tensors.add(new TensorToWrite(key, DataType.UINT8, Shape.of(1), () -> ByteBuffer.allocate(1)));
        }
        SafetensorsWriter.write(file, Map.of(), tensors);
        return file;
    }

    @Test
    void foldersOfTheUserAreSearchedByKeys() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Path inRoot = weightsOf(second.resolve("any.safetensors"), "vis_conv.conv.weight", "inf_conv.conv.weight");
        Path encoder = weightsOf(second.resolve("didfuse/e.safetensors"), "cov4.cov4.1.running_var");
        Files.createDirectories(first);
        Files.writeString(first.resolve("damaged.pth"), "these are no weights, but a text");
        WeightsLocator locator = new WeightsLocator(Optional.empty(), Optional.empty(), List.of(first, second));
        assertThat(locator.find("seafusion", Optional.empty())).isEqualTo(inRoot);
        assertThat(locator.find("didfuse", Optional.empty())).isEqualTo(encoder.getParent());
        assertThatThrownBy(() -> locator.find("tardal", Optional.empty()))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("no weights for method tardal.\nThey were published as tardal.pt: ")
                .hasMessageContaining("$PSFUSION_WEIGHTS_PATH (" + first + ", " + second + ")");
    }
}
