// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.scores;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.MetricCatalog;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.platform.NameSuggestion;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which metrics are taken, under which definition. */
public final class MetricOptions {
    private static final String PAPER = "paper";
    private static final String ALL = "all";

    @Option(
            names = "--metrics",
            paramLabel = "LIST",
            split = ",",
            completionCandidates = Names.class,
            description = "names such as EN,SD,VIF, or paper (EN,SD,AG,SF,SCD,VIF; default), or all")
    private List<String> names = List.of(PAPER);

    @Option(
            names = "--protocol",
            paramLabel = "P",
            description =
                    "definition of all metrics: modern (default: as in their papers), legacy (as the much-used Python"
                            + " evaluator), authors2022 (as MATLAB tables before 2023); see docs/reference/metrics.md")
    private String protocol = Protocol.MODERN.key();

    /** The values of {@code --metrics}, for the completion of the shell. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(Stream.of(PAPER, ALL), keys()).iterator();
        }
    }

    private static Stream<String> keys() {
        return MetricCatalog.all().stream().map(metric -> metric.description().key());
    }

    /**
     * Returns the definition of all metrics.
     *
     * @throws UserError naming those that there are
     */
    public Protocol protocol() {
        try {
            return Protocol.of(protocol);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--protocol " + protocol + ": expected "
                    + Stream.of(Protocol.values()).map(Protocol::key).collect(Collectors.joining(", ")) + "."
                    + NameSuggestion.nearest(
                                    protocol,
                                    Stream.of(Protocol.values())
                                            .map(Protocol::key)
                                            .toList())
                            .map(near -> " Did you mean " + near + "?")
                            .orElse(""));
        }
    }

    /**
     * Returns the metrics, in the order in which they were named.
     *
     * @param console is told what {@code all} leaves out
     * @throws UserError if one is not known, or was named and has no form under the protocol
     */
    public List<FusionMetric> metrics(Console console) {
        Protocol definition = protocol();
        Set<FusionMetric> chosen = new LinkedHashSet<>();
        for (String name : names) {
            switch (name.strip().toLowerCase(Locale.ROOT)) {
                case PAPER -> MetricCatalog.paper().forEach(metric -> chosen.add(defined(metric, definition)));
                case ALL -> chosen.addAll(all(definition, console));
                default -> chosen.add(defined(named(name.strip()), definition));
            }
        }
        return List.copyOf(chosen);
    }

    private static FusionMetric defined(FusionMetric metric, Protocol definition) {
        if (!metric.protocols().contains(definition)) {
            throw UserError.usage("--metrics " + metric.description().key() + ": the metric has no form under protocol "
                    + definition.key() + ", only under "
                    + metric.protocols().stream().sorted().map(Protocol::key).collect(Collectors.joining(", "))
                    + ". Leave it out, or choose another --protocol.");
        }
        return metric;
    }

    private static List<FusionMetric> all(Protocol definition, Console console) {
        List<FusionMetric> offered = MetricCatalog.all().stream()
                .filter(metric -> metric.protocols().contains(definition))
                .toList();
        List<String> absent = MetricCatalog.all().stream()
                .filter(metric -> !offered.contains(metric))
                .map(metric -> metric.description().key())
                .toList();
        if (!absent.isEmpty()) {
            console.info("left out, since they have no form under protocol " + definition.key() + ": "
                    + String.join(", ", absent) + ".");
        }
        return offered;
    }

    private static FusionMetric named(String name) {
        Optional<FusionMetric> found = MetricCatalog.all().stream()
                .filter(metric -> metric.description().key().equalsIgnoreCase(name))
                .findFirst();
        return found.orElseThrow(() -> UserError.usage("--metrics " + name + ": there is no such metric."
                + NameSuggestion.nearest(name, keys().toList())
                        .map(near -> " Did you mean " + near + "?")
                        .orElse("")
                + "\nKnown are " + keys().collect(Collectors.joining(", ")) + ", paper and all."));
    }
}
