// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.platform.CpuCores;
import io.github.psfusion.platform.Device;
import io.github.psfusion.tensors.AdamWUpdate;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendException;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.QuantizedConv2d;
import io.github.psfusion.tensors.SgdUpdate;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** libtorch on one device. Convolution weights are channels-last by default; feature maps follow their layout. */
final class LibtorchBackend implements Backend {
    /** By which a user may set libtorch's own choice of threads. */
    private static final List<String> THREAD_VARIABLES = List.of("OMP_NUM_THREADS", "MKL_NUM_THREADS");

    private final Device device;
    private final BackendOptions.Layout layout;
    private final int threads;
    private final AtomicLong live = new AtomicLong();
    private final ThreadLocal<Boolean> threadReady = ThreadLocal.withInitial(() -> false);
    private @Nullable DataType fastestFloat;

    LibtorchBackend(BackendOptions options) {
        this.device = options.device();
        this.layout = options.layout();
        if (device.kind() == Device.Kind.CUDA && !torch.cuda_is_available()) {
            throw new BackendException(
                    "the device " + device + " is not available: this libtorch was built without CUDA, or"
                            + " finds no GPU. Use --device cpu, or fetch the CUDA build: psfusion engine install cuda.");
        }
        if (options.threads() > 0) {
            torch.set_num_threads(options.threads());
        } else if (THREAD_VARIABLES.stream().allMatch(name -> System.getenv(name) == null)) {
            CpuCores.available().ifPresent(torch::set_num_threads);
        }
        this.threads = torch.get_num_threads();
    }

    @Override
    public String description() {
        String library = "libtorch " + NativePlatform.version() + " on " + device;
        return device.equals(Device.CPU) ? library + OneDnn.note() : library;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public TensorScope openScope() {
        // OpenMP keeps the number of threads per calling thread.
        if (!threadReady.get()) {
            torch.set_num_threads(threads);
            threadReady.set(true);
        }
        return new LibtorchScope(live);
    }

    @Override
    public Autograd autograd() {
        return RECORDING;
    }

    private static final Autograd RECORDING = new Autograd() {
        @Override
        public Mode recording(boolean recording) {
            boolean before = GradMode.is_enabled();
            GradMode.set_enabled(recording);
            return () -> GradMode.set_enabled(before);
        }
    };

    @Override
    public Tensor floats(Shape shape, float... values) {
        check(shape, values.length);
        LibtorchTensor tensor = empty(DataType.FLOAT32, shape);
        if (values.length > 0) {
            tensor.handle().data_ptr_float().put(values, 0, values.length);
        }
        return placed(tensor);
    }

    @Override
    public Tensor doubles(Shape shape, double... values) {
        check(shape, values.length);
        LibtorchTensor tensor = empty(DataType.FLOAT64, shape);
        if (values.length > 0) {
            tensor.handle().data_ptr_double().put(values, 0, values.length);
        }
        return placed(tensor);
    }

    @Override
    public Tensor longs(Shape shape, long... values) {
        check(shape, values.length);
        LibtorchTensor tensor = empty(DataType.INT64, shape);
        if (values.length > 0) {
            tensor.handle().data_ptr_long().put(values, 0, values.length);
        }
        return placed(tensor);
    }

    @Override
    public Tensor stored(DataType type, Shape shape, ByteBuffer bytes) {
        long expected = shape.elements() * type.bytes();
        if (bytes.remaining() != expected) {
            throw new IllegalArgumentException(
                    bytes.remaining() + " bytes given for " + shape + " " + type + ", which takes " + expected);
        }
        LibtorchTensor tensor = empty(type, shape);
        if (expected > 0) {
            rawBytes(tensor.handle(), expected).put(bytes.duplicate());
        }
        return placed(tensor);
    }

    /** Returns the memory of a contiguous tensor on the CPU, little-endian as on all platforms of libtorch. */
    static ByteBuffer rawBytes(org.bytedeco.pytorch.Tensor tensor, long size) {
        return new BytePointer(tensor.data_ptr()).capacity(size).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public Tensor full(DataType type, Shape shape, double value) {
        return wrap("full", torch.full(shape.sizes(), new Scalar(value), options(type, device)));
    }

    @Override
    public Tensor concatenate(int dimension, List<Tensor> parts) {
        try {
            TensorVector vector = new TensorVector(parts.size());
            for (int i = 0; i < parts.size(); i++) {
                vector.put(i, LibtorchTensor.handle(parts.get(i)));
            }
            return wrap("concatenate", torch.cat(vector, dimension));
        } catch (RuntimeException e) {
            throw NativeErrors.translate("concatenate", e, parts.toArray(Tensor[]::new));
        }
    }

    @Override
    public Tensor persist(Tensor tensor) {
        try (TensorScope scope = openScope();
                Autograd.Mode mode = RECORDING.recording(false)) {
            var source = LibtorchTensor.handle(tensor);
            var copy = layout == BackendOptions.Layout.CHANNELS_LAST
                            && tensor.shape().rank() == 4
                    ? source.contiguous(torch.MemoryFormat.ChannelsLast)
                    : source.contiguous();
            // contiguous() returns its receiver where nothing is to be done; the copy must not share memory.
            var own = (copy.data_ptr().equals(source.data_ptr()) ? copy.clone() : copy).detach();
            own.retainReference();
            live.incrementAndGet();
            return new LibtorchTensor(this, own);
        }
    }

    @Override
    public void update(AdamWUpdate update) {
        if (device.kind() == Device.Kind.CPU) {
            FusedUpdates.apply(update);
        } else {
            Backend.super.update(update);
        }
    }

    @Override
    public void update(SgdUpdate update) {
        if (device.kind() == Device.Kind.CPU
                && update.momentum() != 0) { // libtorch's kernel refuses momenta that are 0
            FusedUpdates.apply(update);
        } else {
            Backend.super.update(update);
        }
    }

    @Override
    public double norm(List<Tensor> tensors) {
        return FusedUpdates.norm(tensors);
    }

    @Override
    public void release(Tensor persistent) {
        LibtorchTensor tensor = (LibtorchTensor) persistent;
        if (!tensor.isReleased()) {
            tensor.handle().releaseReference();
            live.decrementAndGet();
        }
    }

    @Override
    public void trimMemory() {
        var unused = Pointer.trimMemory();
    }

    @Override
    public long liveTensors() {
        return live.get();
    }

    /** Returns whether oneDNN may be called for convolutions of this type without asking libtorch. Asked before each convolution. */
    boolean convolvesDirectly(DataType type) {
        return device.equals(Device.CPU)
                && OneDnn.isUsable()
                && layout == BackendOptions.Layout.CHANNELS_LAST
                && (type == DataType.FLOAT32 || type == DataType.BFLOAT16);
    }

    @Override
    public boolean supportsBfloat16() {
        return !device.equals(Device.CPU) || (CpuFlags.bfloat16Convolutions() && OneDnn.isUsable());
    }

    @Override
    public boolean supportsInt8() {
        return device.equals(Device.CPU) && CpuFlags.int8DotProducts() && OneDnn.isUsable();
    }

    @Override
    public QuantizedConv2d quantizedConv2d(
            Tensor weight, Tensor scales, @Nullable Tensor bias, Conv2dOptions options, int zeroPoint) {
        return new LibtorchQuantizedConv2d(this, weight, scales, bias, options, zeroPoint);
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public synchronized DataType fastestFloat() {
        DataType known = fastestFloat;
        if (known == null) {
            known = PrecisionProbe.fastestFloat(this);
            fastestFloat = known;
        }
        return known;
    }

    @Override
    public void close() {
        // The library stays loaded; tensors have owners of their own.
    }

    /** Gives a fresh native tensor to the innermost scope. */
    LibtorchTensor wrap(String operation, org.bytedeco.pytorch.Tensor handle) {
        if (!handle.defined()) {
            throw new BackendException(operation + " gave no tensor");
        }
        LibtorchTensor tensor = new LibtorchTensor(this, handle);
        LibtorchScope.innermost().own(tensor);
        return tensor;
    }

    private LibtorchTensor empty(DataType type, Shape shape) {
        var unused = LibtorchScope.innermost(); // before anything is allocated
        return wrap(
                "empty",
                torch.empty(shape.sizes(), options(type, Device.CPU), new org.bytedeco.pytorch.MemoryFormatOptional()));
    }

    private Tensor placed(LibtorchTensor tensor) {
        if (device.kind() == Device.Kind.CPU) {
            return tensor;
        }
        return wrap(
                "to " + device,
                tensor.handle()
                        .to(
                                nativeDevice(device),
                                tensor.handle().scalar_type(),
                                false,
                                false,
                                new org.bytedeco.pytorch.MemoryFormatOptional()));
    }

    private static void check(Shape shape, long values) {
        if (shape.elements() != values) {
            throw new IllegalArgumentException(values + " values given for a tensor of " + shape);
        }
    }

    private static TensorOptions options(DataType type, Device device) {
        return new TensorOptions()
                .dtype(new ScalarTypeOptional(scalarType(type)))
                .device(new DeviceOptional(nativeDevice(device)));
    }

    static org.bytedeco.pytorch.Device nativeDevice(Device device) {
        return device.kind() == Device.Kind.CPU
                ? new org.bytedeco.pytorch.Device(DeviceType.CPU)
                : new org.bytedeco.pytorch.Device(DeviceType.CUDA, (byte) device.index());
    }

    static ScalarType scalarType(DataType type) {
        return switch (type) {
            case FLOAT32 -> ScalarType.Float;
            case FLOAT64 -> ScalarType.Double;
            case FLOAT16 -> ScalarType.Half;
            case BFLOAT16 -> ScalarType.BFloat16;
            case INT64 -> ScalarType.Long;
            case INT32 -> ScalarType.Int;
            case INT16 -> ScalarType.Short;
            case INT8 -> ScalarType.Char;
            case UINT8 -> ScalarType.Byte;
            case BOOL -> ScalarType.Bool;
        };
    }

    static DataType dataType(ScalarType type) {
        for (DataType candidate : DataType.values()) {
            if (scalarType(candidate) == type) {
                return candidate;
            }
        }
        throw new BackendException("libtorch returned elements of type " + type + ", which is not in use here");
    }
}
