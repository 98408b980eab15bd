// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import io.github.psfusion.platform.Device;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;

/** Opens the engine as the common options say. Loads native code: only verbs that compute call it. */
public final class Engine {
    private static final String AUTO = "auto";

    private Engine() {}

    /** Opens the engine; the caller closes it. */
    public static Backend open(Session session) {
        return Backends.open(BackendOptions.defaults()
                .withDevice(device(session))
                .withThreads(session.common().threads()));
    }

    /**
     * Returns the device that is meant.
     *
     * @throws UserError if a graphics card is asked for and there is none that the engine can use
     */
    public static Device device(Session session) {
        String name = session.common().device();
        Device wanted = Device.parse(name).orElse(Device.cuda(0)); // auto
        if (wanted.equals(Device.CPU) || Backends.provider().cudaAvailable()) {
            return wanted;
        }
        if (name.equals(AUTO)) {
            return Device.CPU;
        }
        throw UserError.usage("--device " + name + ": the engine was built without CUDA, or finds no graphics card."
                + " Name a CUDA build of libtorch 2.10.0 in PSFUSION_LIBTORCH, or use --device cpu.");
    }
}
