// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkGraphs;
import io.github.psfusion.networks.inference.NetworkOnnx;
import io.github.psfusion.networks.inference.NetworkOutput;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Times the fusion of a pair by ONNX Runtime. */
final class OnnxTiming {
    private OnnxTiming() {}

    /**
     * A pair in Java memory.
     *
     * @param shape [1, 1, H, W] of an input of one channel
     * @param inputs samples of [1, C, H, W] by the names of the network
     */
    record Pair(Shape shape, Map<String, float[]> inputs) {}

    static RepeatedTiming of(NetworkSpec spec, Network network, Backend backend, Pair pair, int repetitions)
            throws IOException {
        Path file = Files.createTempFile("psfusion", ".onnx");
        try {
            Optional<OnnxOptions.Size> size = spec.exportsAnySize()
                    ? Optional.empty()
                    : Optional.of(new OnnxOptions.Size(pair.shape.size(2), pair.shape.size(3)));
            NetworkOnnx.Settings settings = new NetworkOnnx.Settings(Set.of(NetworkOutput.FUSED), size, "benchmarks");
            NetworkOnnx.write(file, new NetworkGraphs(spec, network), spec, backend, settings, Map.of());
            network.close(); // its weights would count as memory
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(backend.threads());
                try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString(), options)) {
                    return RepeatedTiming.of(repetitions, () -> fuse(session, pair));
                }
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void fuse(OrtSession session, Pair pair) {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (Map.Entry<String, float[]> input : pair.inputs.entrySet()) {
                long channels = input.getValue().length / pair.shape.elements();
                long[] shape = {1, channels, pair.shape.size(2), pair.shape.size(3)};
                inputs.put(
                        input.getKey(),
                        OnnxTensor.createTensor(
                                OrtEnvironment.getEnvironment(), FloatBuffer.wrap(input.getValue()), shape));
            }
            try (OrtSession.Result results = session.run(inputs)) {
                int pixels = ((OnnxTensor) results.get(0)).getFloatBuffer().remaining();
                if (pixels != pair.shape.elements()) {
                    throw new IllegalStateException("the fused image has " + pixels + " pixels");
                }
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }
}
