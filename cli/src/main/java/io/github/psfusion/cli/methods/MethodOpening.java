// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.methods;

import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.SessionBackend;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.pipeline.MethodOpener;
import io.github.psfusion.pipeline.WeightsLocator;
import java.io.IOException;

/** Opens fusion methods as the command line asks for them. */
public final class MethodOpening {
    private MethodOpening() {}

    /**
     * Reads the value of {@code --method}.
     *
     * @throws UserError if there is no such method or no such option, naming the known ones
     */
    public static Request parse(String text) {
        try {
            return FusionMethods.parse(text);
        } catch (MethodOptionException e) {
            throw refused(e);
        }
    }

    /** Returns what the common options set for methods: the device and the number of threads. */
    public static MethodContext context(Session session) {
        return MethodContext.defaults()
                .withDevice(SessionBackend.wanted(session))
                .withThreads(session.common().threads());
    }

    /** Returns where the weights of methods are looked for. */
    public static WeightsLocator weights(Session session) {
        return WeightsLocator.of(session.home(), session.environment());
    }

    /**
     * Opens a method.
     *
     * @param context what the options set
     * @throws UserError if an option has a value that cannot be
     * @throws IOException if a file that it needs cannot be read
     */
    public static MethodOpener.Opened open(Request request, MethodContext context, Session session) throws IOException {
        if (request.has(MethodContext.DEVICE)) {
            SessionBackend.requireDevice(session);
        }
        try {
            return new MethodOpener(weights(session), context).open(request);
        } catch (MethodOptionException e) {
            throw refused(e);
        }
    }

    /** Returns how many threads computations in Java have. */
    public static int threads(Session session) {
        int threads = session.common().threads();
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    private static UserError refused(MethodOptionException e) {
        String message = String.valueOf(e.getMessage());
        return UserError.usage("--method " + message + (message.endsWith(".") ? "" : "."));
    }
}
