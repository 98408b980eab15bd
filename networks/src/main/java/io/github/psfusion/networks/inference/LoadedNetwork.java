// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.Precision;
import io.github.psfusion.platform.Device;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendException;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.graph.ActivationRanges;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.util.Optional;

/**
 * A network with its weights in a backend, ready to run. Owns the backend, the network and the plans. Thread-safe.
 *
 * @param architecture the form of the network
 * @param precision in which it computes, never {@link Precision#AUTO}
 */
record LoadedNetwork(Architecture architecture, Backend backend, Network network, PlanCache plans, Precision precision)
        implements AutoCloseable {
    private static final int TRIAL_SIDE = 64;

    /**
     * Opens a backend and loads a network.
     *
     * @param architecture as read from the file, which fits the network
     * @throws IOException if the file cannot be read, or does not fit
     * @throws BackendException if the backend cannot be loaded, the device is not there, or the CPU cannot compute in the precision
     */
    static LoadedNetwork load(NetworkSpec spec, Architecture architecture, WeightFile file, MethodContext context)
            throws IOException {
        Backend backend = Backends.open(
                BackendOptions.defaults().withDevice(device(context.device())).withThreads(context.threads()));
        boolean opened = false;
        try {
            LoadedNetwork loaded = load(spec, architecture, file, backend, context.precision());
            opened = true;
            return loaded;
        } finally {
            if (!opened) {
                backend.close();
            }
        }
    }

    private static Device device(Optional<Device> wanted) {
        return wanted.orElseGet(() -> Backends.provider().cudaAvailable() ? Device.cuda(0) : Device.CPU);
    }

    private static LoadedNetwork load(
            NetworkSpec spec, Architecture architecture, WeightFile file, Backend backend, Precision wanted)
            throws IOException {
        return switch (wanted) {
            case AUTO ->
                floating(
                        spec,
                        architecture,
                        file,
                        backend,
                        backend.fastestFloat() == DataType.BFLOAT16 ? Precision.BFLOAT16 : Precision.FLOAT32);
            case FLOAT32, BFLOAT16 -> floating(spec, architecture, file, backend, wanted);
            case INT8 -> quantized(spec, architecture, file, backend);
        };
    }

    private static LoadedNetwork floating(
            NetworkSpec spec, Architecture architecture, WeightFile file, Backend backend, Precision precision)
            throws IOException {
        if (precision == Precision.BFLOAT16 && !backend.supportsBfloat16()) {
            throw new BackendException(
                    "precision bfloat16: the CPU has no convolutions of bfloat16 (avx512bw, avx512vl and"
                            + " avx512dq, or avx_ne_convert). Use float32 or auto.");
        }
        DataType type = type(precision);
        Network network = NetworkWeights.load(spec, architecture, file, backend, type);
        PlanCache plans = PlanCache.of(new NetworkGraphs(spec, network), backend, type);
        return new LoadedNetwork(architecture, backend, network, plans, precision);
    }

    private static LoadedNetwork quantized(
            NetworkSpec spec, Architecture architecture, WeightFile file, Backend backend) throws IOException {
        if (!backend.supportsInt8()) {
            throw new BackendException("precision int8: the CPU has no products of bytes that add up in 32 bits"
                    + " (avx512_vnni, avx_vnni or amx_int8). Use auto, which is fast without.");
        }
        ActivationRanges ranges = NetworkCalibration.ranges(file)
                .orElseThrow(() -> new WeightFormatException(
                        file.path(),
                        "it holds no activation ranges for precision int8: make a file that does by `psfusion weights"
                                + " calibrate` with some of your images, or use another precision"));
        Network network = NetworkWeights.load(spec, architecture, file, backend, DataType.FLOAT32);
        try {
            int side = spec.sizes().padded(TRIAL_SIDE);
            PlanCache.Plan trial = PlanCache.Plan.of(side, side, NetworkGraphs.allOutputs(spec, architecture));
            PlanCache plans = PlanCache.quantized(new NetworkGraphs(spec, network), backend, ranges, trial);
            return new LoadedNetwork(architecture, backend, network, plans, Precision.INT8);
        } catch (IllegalArgumentException e) {
            network.close();
            throw new WeightFormatException(file.path(), "its ranges for int8 do not fit: " + e.getMessage(), e);
        }
    }

    /** Returns the type of the inputs. */
    DataType inputType() {
        return type(precision);
    }

    private static DataType type(Precision precision) {
        return precision == Precision.BFLOAT16 ? DataType.BFLOAT16 : DataType.FLOAT32;
    }

    @Override
    public void close() {
        plans.close();
        network.close();
        backend.close();
    }
}
