// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.methods;

import io.github.psfusion.cli.console.Engine;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethodProvider;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.MethodOptions;
import io.github.psfusion.platform.NameSuggestion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens fusion methods as the command line asks for them: what the whole program knows (weights, device, threads, precision)
 * is handed to the methods that have an option for it, and to no other.
 */
public final class MethodOpening {
    /** Names of options that have a meaning for the whole program. */
    public static final String WEIGHTS = "weights";

    /** The elements in which a network computes. */
    public static final String PRECISION = "precision";

    /** How a network brings images to the sizes that it takes. */
    public static final String SIZING = "sizing";

    private static final String DEVICE = "device";
    /** How many threads a method computes with. */
    public static final String THREADS = "threads";

    private final Session session;
    private final Map<String, String> values = new LinkedHashMap<>();

    /** Opens methods of a session with their own defaults. */
    public MethodOpening(Session session) {
        this.session = session;
    }

    /** Gives an option of methods a value, for those that have it and were asked for without it. */
    public MethodOpening with(String option, String value) {
        values.put(option, value);
        return this;
    }

    /**
     * Reads the wish for a method.
     *
     * @throws UserError if there is no such method or no such option, naming the known ones
     */
    public static Request parse(String text) {
        String name = text.replaceFirst(":.*", "");
        List<String> known =
                FusionMethods.all().stream().map(FusionMethodProvider::key).toList();
        if (!known.contains(name)) {
            throw UserError.usage("--method " + text + ": there is no such method."
                    + NameSuggestion.nearest(name, known)
                            .map(near -> " Did you mean " + near + "?")
                            .orElse("")
                    + "\nKnown are " + String.join(", ", known) + "; fuse --list-methods describes them.");
        }
        try {
            return FusionMethods.parse(text);
        } catch (MethodOptionException e) {
            throw UserError.usage("--method " + sentence(e.getMessage()));
        }
    }

    /**
     * Opens a method. Native code is loaded only if the method has an option {@code device}.
     *
     * @throws UserError if an option has a value that cannot be, or if there are no weights
     * @throws IOException if a file that it needs cannot be read
     */
    public FusionMethod open(Request request) throws IOException {
        List<String> known = request.provider().options();
        MethodOptions options = request.options();
        Optional<Path> weights = weights(request);
        if (weights.isPresent()) {
            if (request.provider().key().equals(WeightsSearch.PSFUSION)) {
                WeightsSearch.requirePsFusion(weights.get());
            }
            options = options.withDefault(WEIGHTS, weights.get().toString());
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (known.contains(value.getKey())) {
                options = options.withDefault(value.getKey(), value.getValue());
            }
        }
        boolean engine = known.contains(DEVICE);
        if (engine) {
            options = options.withDefault(DEVICE, Engine.device(session).toString());
        }
        // The engine knows best how many threads are good for it.
        if (known.contains(THREADS) && (session.common().threads() > 0 || !engine)) {
            options = options.withDefault(THREADS, Integer.toString(threads(session)));
        }
        try {
            return request.provider().open(options);
        } catch (MethodOptionException e) {
            throw UserError.usage("--method " + sentence(e.getMessage()));
        }
    }

    /**
     * Returns the weights with which a method is opened, if it has any.
     *
     * @throws UserError if it needs some and there are none
     */
    public Optional<Path> weights(Request request) {
        FusionMethodProvider provider = request.provider();
        if (!provider.options().contains(WEIGHTS)) {
            return Optional.empty();
        }
        Optional<String> named = request.options().text(WEIGHTS).or(() -> Optional.ofNullable(values.get(WEIGHTS)));
        return Optional.of(
                WeightsSearch.find(session, provider.key(), named.map(Path::of).orElse(null)));
    }

    /** Returns how many threads computations in Java have. */
    public static int threads(Session session) {
        int threads = session.common().threads();
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    private static String sentence(@Nullable String message) {
        return message + (String.valueOf(message).endsWith(".") ? "" : ".");
    }
}
