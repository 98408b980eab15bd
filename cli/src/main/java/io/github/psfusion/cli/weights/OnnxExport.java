// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.weights;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.Engine;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.ProgramVersion;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.SizeOption;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.networks.psfusion.PsFusionCalibration;
import io.github.psfusion.networks.psfusion.PsFusionNetwork;
import io.github.psfusion.networks.psfusion.PsFusionOnnx;
import io.github.psfusion.networks.psfusion.PsFusionWeights;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code weights export} that only ONNX files have, and how such a file is written. */
final class OnnxExport {
    private static final String DYNAMIC = "dynamic";

    @Option(
            names = "--size",
            paramLabel = "S",
            description = "size of the images, WxH such as 640x480, or dynamic, so that each pair may have its own"
                    + " (default dynamic)")
    private @Nullable String size;

    @Option(
            names = "--outputs",
            paramLabel = "LIST",
            description = "what it computes: fused (the default), classes, binary, boundary, infrared, visible, or all")
    private @Nullable String outputs;

    /** Refuses these options where another format is written. */
    void refuseIfGiven() {
        if (size != null) {
            throw UserError.usage("--size " + size + ": only ONNX files have a size. Leave it out, or use --to onnx.");
        }
        if (outputs != null) {
            throw UserError.usage(
                    "--outputs " + outputs + ": only ONNX files have outputs. Leave it out, or use --to onnx.");
        }
    }

    /** Returns the names of the outputs in the file. */
    List<String> outputNames() {
        return wanted().stream().map(PsFusionOnnx.Output::key).toList();
    }

    /** Writes the network of a weight file. Loads the engine, which folds the batch norms. */
    void write(WeightFile weights, Path output, Session session) throws IOException {
        Set<PsFusionOnnx.Output> wanted = wanted();
        Optional<OnnxOptions.Size> fixed = fixedSize();
        int unused = PsFusionWeights.classes(weights); // a wrong file is told before the engine is loaded
        try (Backend backend = Engine.open(session);
                PsFusionNetwork network = PsFusionWeights.load(weights, backend, DataType.FLOAT32)) {
            Map<String, String> provenance = PsFusionCalibration.withoutRanges(weights.metadata());
            Outputs.write(
                    output,
                    () -> PsFusionOnnx.write(
                            output, network, backend, wanted, fixed, ProgramVersion.text(), provenance));
        }
    }

    private Set<PsFusionOnnx.Output> wanted() {
        if (outputs == null) {
            return EnumSet.of(PsFusionOnnx.Output.FUSED);
        }
        if (outputs.equals("all")) {
            return EnumSet.allOf(PsFusionOnnx.Output.class);
        }
        Set<PsFusionOnnx.Output> wanted = Choices.of(PsFusionOnnx.Output.class).convertList("--outputs", outputs);
        if (wanted.isEmpty()) {
            throw UserError.usage("--outputs " + outputs + ": name at least one.");
        }
        return wanted;
    }

    private Optional<OnnxOptions.Size> fixedSize() {
        if (size == null || size.equals(DYNAMIC)) {
            return Optional.empty();
        }
        try {
            SizeOption fixed = SizeOption.parse(size);
            return Optional.of(new OnnxOptions.Size(fixed.height(), fixed.width()));
        } catch (TypeConversionException e) {
            throw UserError.usage("--size " + size + ": expected WxH such as 640x480, or dynamic.");
        }
    }
}
