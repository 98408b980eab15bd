// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.psfusion.networks.inference.NetworkGraphs;
import io.github.psfusion.networks.inference.NetworkOnnx;
import io.github.psfusion.networks.inference.NetworkOutput;
import io.github.psfusion.networks.psfusion.PsFusionNetwork;
import io.github.psfusion.networks.psfusion.PsFusionSpec;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.Shape;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Times the fusion of a pair by ONNX Runtime. */
final class OnnxTiming {
    private OnnxTiming() {}

    /** A pair in Java memory: [1, 3, H, W] and [1, 1, H, W]. */
    static final class Pair {
        private final Shape shape;
        private final float[] visible;
        private final float[] infrared;

        /**
         * Holds a pair.
         *
         * @param shape of the infrared image
         */
        Pair(Shape shape, float[] visible, float[] infrared) {
            this.shape = shape;
            this.visible = visible;
            this.infrared = infrared;
        }
    }

    static RepeatedTiming of(PsFusionNetwork network, Backend backend, Pair pair, int repetitions) throws IOException {
        Path file = Files.createTempFile("psfusion", ".onnx");
        try {
            PsFusionSpec spec = PsFusionSpec.INSTANCE;
            NetworkOnnx.Settings settings =
                    new NetworkOnnx.Settings(Set.of(NetworkOutput.FUSED), Optional.empty(), "benchmarks");
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
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long height = pair.shape.size(2);
        long width = pair.shape.size(3);
        try (OnnxTensor visible = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(pair.visible), new long[] {1, 3, height, width});
                OnnxTensor infrared = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(pair.infrared), new long[] {1, 1, height, width});
                OrtSession.Result results = session.run(Map.of("visible", visible, "infrared", infrared))) {
            int pixels = ((OnnxTensor) results.get(0)).getFloatBuffer().remaining();
            if (pixels != pair.infrared.length) {
                throw new IllegalStateException("the fused image has " + pixels + " pixels");
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
