// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.Protocol;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Scores of one or several methods on the same pairs: what every report is made of.
 *
 * @param provenance what makes it repeatable
 * @param protocol the definition of all metrics
 * @param metrics the metrics, in the order of columns
 * @param pairs names of the pairs, in the order of rows
 * @param methods the methods, in the order of the user; source baselines first, where they are among them
 * @param notes what was left out or changed on reading the images, or looks wrong with the pairs: a line for each kind
 * @param sources fingerprints of the pairs, in their order; empty where the sources could not be read, or are not known
 * @param shard what joins these scores with those of other parts of the pairs, where they are of a part
 */
public record FusionScores(
        ScoreProvenance provenance,
        Protocol protocol,
        List<MetricDescription> metrics,
        List<String> pairs,
        List<MethodScores> methods,
        List<String> notes,
        List<Optional<PairFingerprint>> sources,
        Optional<ScoreShard> shard) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a method or the fingerprints are of other pairs
     */
    public FusionScores {
        sources = List.copyOf(sources);
        if (sources.size() != pairs.size()) {
            throw new IllegalArgumentException(sources.size() + " fingerprints for " + pairs.size() + " pairs");
        }
        metrics = List.copyOf(metrics);
        pairs = List.copyOf(pairs);
        methods = List.copyOf(methods);
        notes = List.copyOf(notes);
        for (MethodScores method : methods) {
            if (!method.pairs().stream().map(PairScores::pair).toList().equals(pairs)) {
                throw new IllegalArgumentException(method.method().key() + " has other pairs than the scores");
            }
        }
    }

    /** Makes scores of all pairs. */
    public FusionScores(
            ScoreProvenance provenance,
            Protocol protocol,
            List<MetricDescription> metrics,
            List<String> pairs,
            List<MethodScores> methods,
            List<String> notes,
            List<Optional<PairFingerprint>> sources) {
        this(provenance, protocol, metrics, pairs, methods, notes, sources, Optional.empty());
    }

    /** Makes scores without notes, of unknown sources. */
    public FusionScores(
            ScoreProvenance provenance,
            Protocol protocol,
            List<MetricDescription> metrics,
            List<String> pairs,
            List<MethodScores> methods) {
        this(
                provenance,
                protocol,
                metrics,
                pairs,
                methods,
                List.of(),
                Collections.nCopies(pairs.size(), Optional.empty()));
    }

    /** Returns these scores with another name of the data set. */
    public FusionScores withDataSet(String name) {
        return new FusionScores(provenance.withDataSet(name), protocol, metrics, pairs, methods, notes, sources, shard);
    }

    /** Returns the images that could not be scored. */
    public List<Failure> failures() {
        return methods.stream()
                .flatMap(method -> method.pairs().stream()
                        .filter(scores -> scores.failure().isPresent())
                        .map(scores -> new Failure(
                                method.method().key(),
                                scores.pair(),
                                scores.failure().orElseThrow())))
                .toList();
    }

    /**
     * An image that could not be scored.
     *
     * @param method key of the method
     * @param pair name of the pair
     * @param reason why, naming the file
     */
    public record Failure(String method, String pair, String reason) {}
}
