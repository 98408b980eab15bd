// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.methods;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.methods.FusionMethodProvider;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.ImagesInFolder;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.NetworkSpecs;
import io.github.psfusion.networks.inference.WeightPart;
import io.github.psfusion.pipeline.PipelineException;
import io.github.psfusion.platform.WrappedText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lists the methods that there are, what they need and whether it is found. Opens none of them. */
public final class MethodListing {
    private static final int INDENT = 4;

    private MethodListing() {}

    /** Prints the methods and returns the exit code. */
    public static int print(Session session) {
        List<FusionMethodProvider> providers = FusionMethods.all();
        int columns = session.console().verbosity().columns();
        String text = providers.stream()
                .map(provider -> text(provider, session, columns))
                .collect(Collectors.joining("\n\n"));
        session.console()
                .result(
                        text,
                        Map.of(
                                "methods",
                                providers.stream()
                                        .map(provider -> asJson(provider, session))
                                        .toList()));
        return ExitCode.OK;
    }

    private static String text(FusionMethodProvider provider, Session session, int columns) {
        List<String> lines = new ArrayList<>();
        lines.add(provider.key() + "  " + provider.name());
        if (!provider.options().isEmpty()) {
            lines.add(WrappedText.indented("options: " + options(provider), INDENT, columns));
        }
        if (needsWeights(provider)) {
            lines.add(WrappedText.indented(
                    "weights: "
                            + weights(provider, session)
                                    .map(Path::toString)
                                    .orElse("none found; " + wanted(provider) + "name them with --weights"),
                    INDENT,
                    columns));
        }
        if (!provider.citation().isEmpty()) {
            lines.add(WrappedText.indented(provider.citation(), INDENT, columns));
        }
        return String.join("\n", lines);
    }

    /** The option without a name is a word alone, such as {@code minimum} in {@code gtf:minimum}, or a path. */
    private static String options(FusionMethodProvider provider) {
        String word = provider.key() + (provider.key().equals(ImagesInFolder.KEY) ? ":DIR" : ":WORD");
        return provider.options().stream()
                .map(option -> option.isEmpty() ? word : option)
                .collect(Collectors.joining(", "));
    }

    private static boolean needsWeights(FusionMethodProvider provider) {
        return provider.options().contains(MethodContext.WEIGHTS);
    }

    /** Returns the published files, if the network was published. */
    private static Optional<NetworkSpec> published(FusionMethodProvider provider) {
        return NetworkSpecs.find(provider.key())
                .filter(spec -> !spec.weightSource().isEmpty());
    }

    private static List<String> files(NetworkSpec spec) {
        return spec.parts().stream().map(WeightPart::file).toList();
    }

    private static String wanted(FusionMethodProvider provider) {
        return published(provider)
                .map(spec -> "published as " + String.join(" and ", files(spec)) + " (" + spec.weightSource() + "); ")
                .orElse("");
    }

    private static Optional<Path> weights(FusionMethodProvider provider, Session session) {
        try {
            return Optional.of(MethodOpening.weights(session).find(provider.key(), Optional.empty()));
        } catch (PipelineException e) {
            return Optional.empty(); // the list reports it
        }
    }

    private static Map<String, Object> asJson(FusionMethodProvider provider, Session session) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", provider.key());
        json.put("name", provider.name());
        json.put("citation", provider.citation());
        json.put("options", provider.options());
        json.put("needsWeights", needsWeights(provider));
        if (needsWeights(provider)) {
            json.put("weights", weights(provider, session).map(Path::toString).orElse(null));
            json.put(
                    "publishedWeights",
                    published(provider).map(MethodListing::files).orElse(List.of()));
            json.put(
                    "weightSource",
                    published(provider).map(NetworkSpec::weightSource).orElse(null));
        }
        return json;
    }
}
