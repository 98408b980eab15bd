// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.scores;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.OptionValues;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.evaluation.ExternalScores;
import io.github.psfusion.evaluation.MetricSelection;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.metrics.detection.DetectionProtocol;
import io.github.psfusion.platform.NameSuggestion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which metrics are taken, under which definition. */
public final class MetricOptions {
    @Option(
            names = "--metrics",
            paramLabel = "LIST",
            split = ",",
            completionCandidates = MetricSelection.Names.class,
            description = "names such as EN,SD,VIF, or paper (EN,SD,AG,SF,SCD,VIF; default), or all")
    private List<String> names = List.of(MetricSelection.PAPER);

    @Option(
            names = "--protocol",
            paramLabel = "P",
            completionCandidates = Protocols.class,
            description =
                    "definition of all metrics: modern (default: as in their papers), legacy (as the Python evaluator"
                            + " of CDDFuse), authors2022 (as MATLAB tables before 2023); see docs/reference/metrics.md")
    private String protocol = Protocol.MODERN.key();

    /** The values of {@code --protocol} for images, for the completion of the shell. */
    static final class Protocols implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(Protocol.values()).map(Protocol::key).iterator();
        }
    }

    @Option(
            names = "--scores",
            paramLabel = "FILE",
            split = OptionValues.LINES,
            description = "scores of another program that become further columns: CSV with a header line such as"
                    + " method,pair,LPIPS- where - means that smaller values are better, + that larger ones are; method is"
                    + " left out where there is one. May be repeated")
    private List<Path> external = List.of();

    /** Returns whether scores of other programs are named. */
    public boolean hasExternal() {
        return !external.isEmpty();
    }

    /** Reads the scores of other programs. */
    public List<ExternalScores> external() throws IOException {
        List<ExternalScores> read = new ArrayList<>();
        for (Path file : external) {
            read.add(ExternalScores.read(file));
        }
        return read;
    }

    /**
     * Returns the definition of all metrics.
     *
     * @throws UserError naming the known ones
     */
    public Protocol protocol() {
        try {
            return Protocol.of(protocol);
        } catch (IllegalArgumentException e) {
            List<String> known = Stream.of(Protocol.values()).map(Protocol::key).toList();
            throw UserError.usage("--protocol " + protocol + ": expected " + String.join(", ", known) + "."
                    + NameSuggestion.nearest(protocol, known)
                            .map(near -> " Did you mean " + near + "?")
                            .orElse(""));
        }
    }

    /**
     * Returns the definition of scores of boxes: COCO's, unless the command line names one.
     *
     * @throws UserError naming the known ones
     */
    public DetectionProtocol detectionProtocol(CommandSpec command) {
        try {
            return command.commandLine().getParseResult().hasMatchedOption("--protocol")
                    ? DetectionProtocol.of(protocol)
                    : DetectionProtocol.COCO;
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--protocol " + e.getMessage() + ".");
        }
    }

    /**
     * Returns the metrics, in the order in which they were named.
     *
     * @param console reports what {@code all} leaves out
     * @throws UserError if one is not known, or was named and has no form under the protocol
     */
    public List<FusionMetric> metrics(Console console) {
        Protocol definition = protocol();
        try {
            MetricSelection selection = MetricSelection.of(names, definition);
            if (!selection.leftOut().isEmpty()) {
                console.info("left out, since they have no form under protocol " + definition.key() + ": "
                        + String.join(", ", selection.leftOut()) + ".");
            }
            return selection.metrics();
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--metrics " + e.getMessage() + " Values of another program join by --scores FILE.");
        }
    }
}
