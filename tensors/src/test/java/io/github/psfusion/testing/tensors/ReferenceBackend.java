// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

import io.github.psfusion.platform.Device;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.QuantizedConv2d;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.ShapeException;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A backend in plain Java for tests: obvious loops in double precision, results rounded to their data type, views that share memory,
 * scopes that own and count tensors as a native backend's do. It has no gradients: what records or reads them throws an {@link
 * UnsupportedOperationException}.
 */
public final class ReferenceBackend implements Backend {
    /** The innermost open scope of each backend on this thread. */
    private static final ThreadLocal<Map<ReferenceBackend, ReferenceScope>> INNERMOST =
            ThreadLocal.withInitial(HashMap::new);

    private final AtomicLong live = new AtomicLong();

    static UnsupportedOperationException noGradients(String operation) {
        return new UnsupportedOperationException(
                operation + ": the reference backend has no gradients; test them on libtorch");
    }

    void count(long tensors) {
        live.addAndGet(tensors);
    }

    void closed(ReferenceScope scope, @Nullable ReferenceScope parent) {
        if (innermost() != scope) {
            throw new IllegalStateException("tensor scopes must be closed by their own thread, inner before outer");
        }
        setInnermost(parent);
    }

    private @Nullable ReferenceScope innermost() {
        return INNERMOST.get().get(this);
    }

    private void setInnermost(@Nullable ReferenceScope scope) {
        if (scope == null) {
            INNERMOST.get().remove(this);
        } else {
            INNERMOST.get().put(this, scope);
        }
    }

    /** Makes a tensor in the innermost scope; the values are rounded to the type. */
    ReferenceTensor wrap(Shape shape, DataType type, double[] values) {
        if (shape.elements() != values.length) {
            throw new IllegalArgumentException(values.length + " values given for a tensor of " + shape);
        }
        double[] rounded =
                Arrays.stream(values).map(value -> Elements.round(type, value)).toArray();
        return owned(new ReferenceTensor(this, shape, type, rounded));
    }

    ReferenceTensor owned(ReferenceTensor tensor) {
        ReferenceScope scope = innermost();
        if (scope == null) {
            throw new IllegalStateException(
                    "no tensor scope is open on this thread: open one with Backend.openScope()");
        }
        scope.own(tensor);
        return tensor;
    }

    @Override
    public String description() {
        return "reference";
    }

    @Override
    public Device device() {
        return Device.CPU;
    }

    @Override
    public TensorScope openScope() {
        ReferenceScope scope = new ReferenceScope(this, innermost());
        setInnermost(scope);
        return scope;
    }

    @Override
    public Autograd autograd() {
        return recording -> {
            if (recording) {
                throw noGradients("recording");
            }
            return () -> {};
        };
    }

    @Override
    public Tensor floats(Shape shape, float... values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return wrap(shape, DataType.FLOAT32, doubles);
    }

    @Override
    public Tensor doubles(Shape shape, double... values) {
        return wrap(shape, DataType.FLOAT64, values);
    }

    @Override
    public Tensor longs(Shape shape, long... values) {
        return wrap(
                shape, DataType.INT64, Arrays.stream(values).asDoubleStream().toArray());
    }

    @Override
    public Tensor stored(DataType type, Shape shape, ByteBuffer bytes) {
        long expected = shape.elements() * type.bytes();
        if (bytes.remaining() != expected) {
            throw new IllegalArgumentException(
                    bytes.remaining() + " bytes given for " + shape + " " + type + ", which takes " + expected);
        }
        ByteBuffer source = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[(int) shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Elements.read(type, source);
        }
        return wrap(shape, type, values);
    }

    @Override
    public Tensor full(DataType type, Shape shape, double value) {
        double[] values = new double[(int) shape.elements()];
        Arrays.fill(values, value);
        return wrap(shape, type, values);
    }

    @Override
    public Tensor concatenate(int dimension, List<Tensor> parts) {
        long[] sizes = parts.get(0).shape().sizes();
        sizes[dimension] = 0;
        for (Tensor part : parts) {
            long[] others = part.shape().sizes();
            long length = others[dimension];
            others[dimension] = sizes[dimension];
            if (!Arrays.equals(others, sizes)) {
                throw new ShapeException("concatenate along " + dimension + ": " + part.shape() + " does not fit to "
                        + parts.get(0).shape());
            }
            sizes[dimension] += length;
        }
        Shape shape = Shape.of(sizes);
        double[] values = new double[(int) shape.elements()];
        int inner = 1;
        for (int i = dimension + 1; i < shape.rank(); i++) {
            inner *= (int) shape.size(i);
        }
        int row = (int) shape.size(dimension) * inner; // of the result, along the dimension
        int before = 0;
        for (Tensor part : parts) {
            double[] source = ReferenceTensor.of(part).values();
            int length = (int) part.shape().size(dimension) * inner;
            for (int i = 0; i < source.length; i++) {
                values[i / length * row + before + i % length] = source[i];
            }
            before += length;
        }
        return wrap(shape, parts.get(0).dataType(), values);
    }

    @Override
    public Tensor persist(Tensor tensor) {
        count(1);
        return new ReferenceTensor(
                this,
                tensor.shape(),
                tensor.dataType(),
                ReferenceTensor.of(tensor).values());
    }

    @Override
    public void release(Tensor persistent) {
        ReferenceTensor tensor = ReferenceTensor.of(persistent);
        if (!tensor.isReleased()) {
            tensor.release();
            count(-1);
        }
    }

    @Override
    public boolean supportsInt8() {
        return true;
    }

    @Override
    public QuantizedConv2d quantizedConv2d(
            Tensor weight, Tensor scales, @Nullable Tensor bias, Conv2dOptions options, int zeroPoint) {
        return new ReferenceQuantizedConv2d(this, weight, scales, bias, options, zeroPoint);
    }

    @Override
    public long liveTensors() {
        return live.get();
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public DataType fastestFloat() {
        return DataType.FLOAT32;
    }

    @Override
    public void close() {}
}
