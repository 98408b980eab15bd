// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.weights;

import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.ProgramVersion;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.SessionBackend;
import io.github.psfusion.cli.console.SizeOption;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.networks.inference.NetworkOnnx;
import io.github.psfusion.networks.inference.NetworkOutput;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.NetworkSpecs;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

    /**
     * Writes the network of a weight file. Loads the backend, which folds the batch norms.
     *
     * @return the names of the outputs in the file
     */
    List<String> write(WeightFile weights, Path output, boolean overwrite, Session session) throws IOException {
        Optional<OnnxOptions.Size> fixed = fixedSize();
        var unused = requireOutputs(NetworkSpecs.all().stream()
                .flatMap(spec -> spec.outputs().stream())
                .toList());
        NetworkSpec spec = NetworkSpecs.recognize(weights); // a wrong file is reported before the backend is loaded
        Set<String> wanted = requireOutputs(spec.outputs(NetworkWeights.architecture(spec, weights)));
        NetworkOnnx.Settings settings = new NetworkOnnx.Settings(wanted, fixed, ProgramVersion.text());
        try (Backend backend = SessionBackend.open(session)) {
            Outputs.write(output, overwrite, made -> NetworkOnnx.write(made, spec, weights, backend, settings));
        }
        return NetworkOnnx.exportedNames(spec, wanted);
    }

    /** Returns the outputs that are asked for, all of which must be known. */
    private Set<String> requireOutputs(List<NetworkOutput> known) {
        try {
            return NetworkOnnx.outputs(Optional.ofNullable(outputs), known);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--outputs " + outputs + ": " + e.getMessage() + ".");
        }
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
