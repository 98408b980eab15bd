// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import io.github.psfusion.pipeline.engine.EngineArchive;
import io.github.psfusion.pipeline.engine.EngineFolder;
import io.github.psfusion.platform.Device;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import java.util.Optional;

/** Opens the backend as the common options ask for. Loads native code: only commands that compute call it. */
public final class SessionBackend {
    private SessionBackend() {}

    /** Opens the backend; the caller closes it. */
    public static Backend open(Session session) {
        return Backends.open(BackendOptions.defaults()
                .withDevice(device(session))
                .withThreads(session.common().threads()));
    }

    /** Returns the device that {@code --device} asks for; empty for {@code auto}. */
    public static Optional<Device> wanted(Session session) {
        return Device.parse(session.common().device());
    }

    /**
     * Makes sure that a GPU that {@code --device} asks for is there. Loads native code only in this case.
     *
     * @throws UserError if it is not
     */
    public static void requireDevice(Session session) {
        boolean gpu = wanted(session).stream().anyMatch(device -> device.kind() == Device.Kind.CUDA);
        if (gpu) {
            Optional<String> problem = Backends.provider().cudaProblem();
            if (problem.isPresent()) {
                throw UserError.usage("--device " + session.common().device() + ": " + problem.get() + ". "
                        + remedy(EngineFolder.of(session.environment())) + " Or use --device cpu.");
            }
        }
    }

    /** The launcher puts the engine on the class path where the command line asks for a GPU. */
    private static String remedy(EngineFolder engines) {
        return engines.holds(EngineArchive.CUDA)
                ? "The engine is installed: " + engines.file(EngineArchive.CUDA)
                        + ". The launcher takes it where --device cuda is on the command line; psfusion doctor --device"
                        + " cuda reports what is missing."
                : "Fetch the CUDA build once (458 MB): psfusion engine install cuda.";
    }

    private static Device device(Session session) {
        requireDevice(session);
        return wanted(session).orElseGet(() -> Backends.provider().cudaAvailable() ? Device.cuda(0) : Device.CPU);
    }
}
