// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import io.github.psfusion.platform.NameSuggestion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** All methods that are there. */
public final class FusionMethods {
    private static final System.Logger LOG = System.getLogger(FusionMethods.class.getName());
    private static final int MAX_ERRORS = 100;

    private FusionMethods() {}

    /** Returns the providers on the class path, in the order of their names. One that cannot be loaded is left out with a warning. */
    public static List<FusionMethodProvider> all() {
        List<FusionMethodProvider> providers = new ArrayList<>();
        Iterator<FusionMethodProvider> found =
                ServiceLoader.load(FusionMethodProvider.class).iterator();
        // After an error the iterator usually continues, but its contract does not promise it: the number of errors is
        // limited.
        for (int errors = 0; errors < MAX_ERRORS; ) {
            try {
                if (!found.hasNext()) {
                    break;
                }
                providers.add(found.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                errors++;
                LOG.log(
                        System.Logger.Level.WARNING,
                        () -> "a fusion method is left out: " + e.getMessage()
                                + ". Correct or remove the jar that names it in META-INF/services.");
            }
        }
        providers.sort(Comparator.comparing(FusionMethodProvider::key));
        return List.copyOf(providers);
    }

    /**
     * A method that was asked for, not yet opened.
     *
     * @param provider opens it
     * @param options as written
     */
    public record Request(FusionMethodProvider provider, MethodOptions options) {
        /** Returns whether the method has an option, such as {@link MethodContext#WEIGHTS}. */
        public boolean has(String option) {
            return provider.options().contains(option);
        }

        /**
         * Opens the method.
         *
         * @throws MethodOptionException if it does not take an option
         * @throws IOException if a file that it needs, of weights or images, cannot be read
         */
        public FusionMethod open(MethodContext context) throws MethodOptionException, IOException {
            return provider.open(options, context);
        }
    }

    /**
     * Parses a request for a method.
     *
     * @param text {@code NAME}, {@code NAME:word}, {@code NAME:option=value:option=value}, or {@code folder:PATH}, where all
     *     that follows the first colon is the path
     * @throws MethodOptionException if there is no such method, naming the known ones and the one that may have been meant; if
     *     there are several; or if it has no such option
     */
    public static Request parse(String text) throws MethodOptionException {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        FusionMethodProvider provider = provider(name);
        MethodOptions options = MethodOptions.of(text, colon < 0 ? Map.of() : values(name, text, colon + 1));
        for (Map.Entry<String, String> former : provider.formerOptions().entrySet()) {
            options = options.renamed(former.getKey(), former.getValue());
        }
        options.requireOnly(provider.options());
        return new Request(provider, options);
    }

    private static FusionMethodProvider provider(String name) throws MethodOptionException {
        List<FusionMethodProvider> providers = all();
        List<FusionMethodProvider> named = providers.stream()
                .filter(provider -> provider.key().equals(name))
                .toList();
        if (named.size() > 1) {
            throw new MethodOptionException("\"" + name + "\" is the name of several methods: "
                    + named.stream()
                            .map(provider -> provider.getClass().getName())
                            .collect(Collectors.joining(", "))
                    + ". Give one another name, or remove its jar from the class path.");
        }
        if (named.size() == 1) {
            return named.get(0);
        }
        List<String> known = providers.stream().map(FusionMethodProvider::key).toList();
        throw new MethodOptionException(name + ": there is no such method."
                + NameSuggestion.nearest(name, known)
                        .map(near -> " Did you mean " + near + "?")
                        .orElse("")
                + "\nKnown are " + String.join(", ", known));
    }

    private static Map<String, String> values(String name, String text, int start) throws MethodOptionException {
        if (name.equals(ImagesInFolder.KEY)) {
            return Map.of("", text.substring(start));
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : text.substring(start).split(":", -1)) {
            int equals = part.indexOf('=');
            String option = equals < 0 ? "" : part.substring(0, equals);
            if (values.put(option, part.substring(equals + 1)) != null) {
                throw new MethodOptionException(
                        text + ": " + (option.isEmpty() ? "two words" : "option " + option + " is given twice"));
            }
        }
        return values;
    }
}
