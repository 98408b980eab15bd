// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.psfusion.platform.PrintableText;
import io.github.psfusion.platform.Sha256;
import io.github.psfusion.tensors.BackendException;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A network of others in an ONNX file, run by ONNX Runtime on the CPU. Of one thread at a time. Close it when it is no longer used. */
public final class OnnxModel implements AutoCloseable {
    private final Path path;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<ModelPort> inputs;
    private final List<ModelPort> outputs;
    private final Map<String, String> metadata;

    private OnnxModel(Path path, OrtEnvironment environment, OrtSession session) throws OrtException {
        this.path = path;
        this.environment = environment;
        this.session = session;
        inputs = ports(session.getInputInfo().values());
        outputs = ports(session.getOutputInfo().values());
        metadata = Map.copyOf(session.getMetadata().getCustomMetadata());
    }

    /**
     * Opens a file.
     *
     * @param threads of an operation; 0 for as many as the CPU has cores
     * @throws WeightFormatException if it is no ONNX file, or one that ONNX Runtime cannot run
     * @throws BackendException if ONNX Runtime cannot be loaded
     */
    public static OnnxModel open(Path path, int threads) throws IOException {
        if (Files.isDirectory(path)) {
            throw new WeightFormatException(path, "this is a folder. Name an ONNX file.");
        }
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (Files.size(path) == 0) {
            throw new WeightFormatException(path, "the file is empty. Export the model again.");
        }
        OrtEnvironment environment = environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // What fails is thrown, with a message of our own; native code must not write to the console beside it.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            if (threads > 0) {
                options.setIntraOpNumThreads(threads);
            }
            return new OnnxModel(path, environment, environment.createSession(path.toString(), options));
        } catch (OrtException e) {
            throw refused(path, e);
        }
    }

    private static OrtEnvironment environment() {
        try {
            return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "psfusion");
        } catch (IllegalStateException | LinkageError e) {
            throw new BackendException(
                    "ONNX Runtime cannot be loaded here: " + e.getMessage()
                            + ". It has native libraries for Linux on x86-64 and ARM, Windows on x86-64 and macOS on ARM.",
                    e);
        }
    }

    private static WeightFormatException refused(Path path, OrtException e) {
        return switch (e.getCode()) {
            case ORT_INVALID_PROTOBUF, ORT_NO_MODEL ->
                new WeightFormatException(
                        path,
                        "this is no ONNX file, or a damaged one. Export the model to ONNX (of ultralytics: yolo export"
                                + " format=onnx) and name the file that was written.",
                        e);
            default ->
                new WeightFormatException(
                        path,
                        "ONNX Runtime cannot run this model: " + reason(e)
                                + ". Export it with an opset of 17 or lower, and with its external data beside it.",
                        e);
        };
    }

    /** Returns the reason that ONNX Runtime gives, on one line, without its code. */
    private static String reason(OrtException e) {
        String text = PrintableText.name(String.valueOf(e.getMessage()).strip());
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static List<ModelPort> ports(Collection<NodeInfo> nodes) {
        List<ModelPort> ports = new ArrayList<>();
        for (NodeInfo node : nodes) {
            boolean tensor = node.getInfo() instanceof TensorInfo;
            ports.add(
                    tensor
                            ? new ModelPort(
                                    node.getName(),
                                    ((TensorInfo) node.getInfo()).type.name(),
                                    sizes(((TensorInfo) node.getInfo()).getShape()))
                            : new ModelPort(node.getName(), "no tensor", List.of()));
        }
        return List.copyOf(ports);
    }

    private static List<Long> sizes(long[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }

    /** Returns the file. */
    public Path path() {
        return path;
    }

    /**
     * Returns the SHA-256 of the file.
     *
     * @throws IOException if it cannot be read any more
     */
    public String digest() throws IOException {
        return Sha256.of(path);
    }

    /** Returns what programs of export write beside the network, such as the names of its classes. */
    public Map<String, String> metadata() {
        return metadata;
    }

    List<ModelPort> inputs() {
        return inputs;
    }

    List<ModelPort> outputs() {
        return outputs;
    }

    /** Returns the exception for this file. */
    WeightFormatException wrong(String problem) {
        return new WeightFormatException(path, problem);
    }

    /** A value for an input: numbers and their shape. */
    record Input(FloatBuffer floats, LongBuffer integers, List<Long> shape) {
        static Input of(float[] values, long... shape) {
            return new Input(FloatBuffer.wrap(values), LongBuffer.allocate(0), sizes(shape));
        }

        static Input of(long[] values, long... shape) {
            return new Input(FloatBuffer.allocate(0), LongBuffer.wrap(values), sizes(shape));
        }
    }

    /**
     * Runs the model.
     *
     * @param values by the names of the inputs
     * @param wanted names of outputs
     * @throws WeightFormatException if the model cannot compute with these sizes
     */
    List<ModelOutput> run(Map<String, Input> values, Set<String> wanted) throws WeightFormatException {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Input> value : values.entrySet()) {
                tensors.put(value.getKey(), tensor(value.getKey(), value.getValue()));
            }
            try (OrtSession.Result results = session.run(tensors, wanted)) {
                List<ModelOutput> computed = new ArrayList<>();
                for (Map.Entry<String, OnnxValue> result : results) {
                    computed.add(output(result.getKey(), result.getValue()));
                }
                return List.copyOf(computed);
            }
        } catch (OrtException e) {
            List<String> shapes = new ArrayList<>();
            values.forEach((name, value) -> shapes.add(name + " " + ModelPort.text(value.shape())));
            throw new WeightFormatException(
                    path,
                    "the model cannot compute with the input " + String.join(", ", shapes) + ": " + reason(e)
                            + ". Give the size that it was made for, such as --size 640x640; most take multiples of 32.",
                    e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(String name, Input input) throws OrtException, WeightFormatException {
        long[] shape = input.shape().stream().mapToLong(Long::longValue).toArray();
        String type = inputs.stream()
                .filter(port -> port.name().equals(name))
                .map(ModelPort::type)
                .findFirst()
                .orElse("");
        if (input.integers().capacity() > 0) {
            return type.equals(OnnxJavaType.INT32.name())
                    ? OnnxTensor.createTensor(environment, narrowed(input.integers()), shape)
                    : OnnxTensor.createTensor(environment, input.integers(), shape);
        }
        if (!type.equals(OnnxJavaType.FLOAT.name())) {
            throw wrong("the input \"" + name + "\" is of type " + type
                    + "; images are given as FLOAT (float32). Export the model in float32, without quantized inputs.");
        }
        return OnnxTensor.createTensor(environment, input.floats(), shape);
    }

    private static IntBuffer narrowed(LongBuffer values) {
        IntBuffer narrow = IntBuffer.allocate(values.capacity());
        for (int i = 0; i < values.capacity(); i++) {
            narrow.put(i, Math.toIntExact(values.get(i)));
        }
        return narrow;
    }

    private ModelOutput output(String name, OnnxValue value) throws WeightFormatException {
        if (!(value instanceof OnnxTensor tensor)) {
            throw wrong("the output \"" + name + "\" is no tensor but a " + value.getType()
                    + ". Export the model without its own lists of results.");
        }
        OnnxJavaType type = tensor.getInfo().type;
        List<Long> shape = sizes(tensor.getInfo().getShape());
        return switch (type) {
            case FLOAT, FLOAT16, BFLOAT16 -> new ModelOutput(name, shape, floats(tensor.getFloatBuffer()), false);
            case DOUBLE -> {
                var buffer = tensor.getDoubleBuffer();
                float[] values = new float[buffer.remaining()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) buffer.get(i);
                }
                yield new ModelOutput(name, shape, values, false);
            }
            case INT64 -> {
                LongBuffer buffer = tensor.getLongBuffer();
                float[] values = new float[buffer.remaining()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) buffer.get(i);
                }
                yield new ModelOutput(name, shape, values, true);
            }
            case INT32 -> {
                IntBuffer buffer = tensor.getIntBuffer();
                float[] values = new float[buffer.remaining()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) buffer.get(i);
                }
                yield new ModelOutput(name, shape, values, true);
            }
            case UINT8, INT8 -> {
                var buffer = tensor.getByteBuffer();
                float[] values = new float[buffer.remaining()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = type == OnnxJavaType.UINT8 ? Byte.toUnsignedInt(buffer.get(i)) : buffer.get(i);
                }
                yield new ModelOutput(name, shape, values, true);
            }
            default ->
                throw wrong("the output \"" + name + "\" is of type " + type
                        + "; read are floating-point numbers and integers of 8, 32 and 64 bits.");
        };
    }

    private static float[] floats(FloatBuffer buffer) {
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the session of " + path + " was closed twice", e);
        }
    }
}
