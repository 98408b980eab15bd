// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.methods.FusionMethodProvider;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.ImagesInFolder;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.NetworkSpecs;
import io.github.psfusion.networks.inference.WeightPart;
import io.github.psfusion.platform.WrappedText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The methods that there are, what they need and whether it is found. Opens none of them.
 *
 * @param locator where weights are looked for
 */
public record MethodListing(WeightsLocator locator) {
    private static final int INDENT = 4;

    /** Returns the list for the terminal. */
    public String text(int columns) {
        return FusionMethods.all().stream()
                .map(provider -> text(provider, columns))
                .collect(Collectors.joining("\n\n"));
    }

    /** Returns the list by the keys of JSON reports. */
    public Map<String, Object> facts() {
        return Map.of("methods", FusionMethods.all().stream().map(this::asJson).toList());
    }

    private String text(FusionMethodProvider provider, int columns) {
        List<String> lines = new ArrayList<>();
        lines.add(provider.key() + "  " + provider.name());
        if (!provider.options().isEmpty()) {
            lines.add(WrappedText.indented("options: " + options(provider), INDENT, columns));
        }
        if (needsWeights(provider)) {
            String found = weights(provider)
                    .map(Path::toString)
                    .orElseGet(() -> "none found; " + wanted(provider) + "name them with --weights");
            lines.add(WrappedText.indented("weights: " + found, INDENT, columns));
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

    private Optional<Path> weights(FusionMethodProvider provider) {
        try {
            return Optional.of(locator.find(provider.key(), Optional.empty()));
        } catch (PipelineException e) {
            return Optional.empty(); // the list reports it
        }
    }

    private Map<String, Object> asJson(FusionMethodProvider provider) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", provider.key());
        json.put("name", provider.name());
        json.put("citation", provider.citation());
        json.put("options", provider.options());
        json.put("needsWeights", needsWeights(provider));
        if (needsWeights(provider)) {
            json.put("weights", weights(provider).map(Path::toString).orElse(null));
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
