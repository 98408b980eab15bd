// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.stacks;

import io.github.psfusion.fiji.FusionRequest;
import io.github.psfusion.imaging.codec.Rounding;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.pipeline.MethodOpener;
import io.github.psfusion.pipeline.WeightsLocator;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the method that was used last open. Used by one thread at a time. */
final class OpenMethod {
    private final WeightsLocator locator;
    private @Nullable Kept kept;

    private OpenMethod(WeightsLocator locator) {
        this.locator = locator;
    }

    /** Looks for weights beside the jar of this class, and where the environment names it. */
    static OpenMethod ofInstallation() {
        return new OpenMethod(WeightsLocator.of(folder(), System.getenv()));
    }

    private static Optional<Path> folder() {
        CodeSource source = OpenMethod.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Path.of(source.getLocation().toURI()).getParent());
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty(); // not a file
        }
    }

    /**
     * A method, which stays open.
     *
     * @param method not to be closed
     * @param rounding how its samples become levels
     */
    record Open(FusionMethod method, Rounding rounding) {}

    /** What was opened: the name with options, the weight file and its time. */
    private record Key(String method, Optional<Path> weights, long changed) {}

    private record Kept(Key key, MethodOpener.Opened opened) {}

    /**
     * Opens the method that is asked for, or returns it where it is open.
     *
     * @throws MethodOptionException if there is no such method or option
     * @throws IOException if its weights cannot be read
     */
    Open open(FusionRequest request) throws MethodOptionException, IOException {
        Request wanted = FusionMethods.parse(request.method());
        MethodContext context = MethodContext.defaults().withDevice(Optional.empty());
        Optional<Path> named = request.weights().map(File::toPath);
        if (named.isPresent() && wanted.has(MethodContext.WEIGHTS)) {
            context = context.withWeights(named.get());
        }
        MethodOpener opener = new MethodOpener(locator, context);
        Optional<Path> weights = opener.weights(wanted);
        Key key = new Key(request.method(), weights, changed(weights));
        Kept before = kept;
        if (before == null || !before.key.equals(key)) {
            if (before != null) {
                kept = null;
                before.opened.close();
            }
            before = new Kept(key, opener.open(wanted));
            kept = before;
        }
        return new Open(before.opened.method(), MethodOpener.rounding(wanted, context));
    }

    private static long changed(Optional<Path> weights) throws IOException {
        return weights.isPresent() && Files.exists(weights.get())
                ? Files.getLastModifiedTime(weights.get()).toMillis()
                : 0;
    }
}
