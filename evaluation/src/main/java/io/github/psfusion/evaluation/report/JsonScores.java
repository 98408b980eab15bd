// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.MethodTiming;
import io.github.psfusion.evaluation.PairScores;
import io.github.psfusion.evaluation.ScoreFileException;
import io.github.psfusion.evaluation.ScoreProvenance;
import io.github.psfusion.evaluation.TrainingOverlap;
import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a {@link FusionScores} of a {@code scores.json}; means and ranks in it are not read but computed. */
final class JsonScores {
    /** Names of metrics become names of columns and files. */
    private static final String METRIC_KEY = "[\\p{L}\\p{N}][\\p{L}\\p{N}_.+-]{0,63}";

    private JsonScores() {}

    static FusionScores read(Path file) throws IOException {
        JsonValue all = JsonValue.read(file);
        if (!all.at("schema").isThere() || !all.at("schema").text().equals(JsonReport.SCHEMA)) {
            throw all.at("schema").wrong("\"" + JsonReport.SCHEMA + "\", which marks a file of scores of this version");
        }
        List<MetricDescription> metrics = new ArrayList<>();
        for (JsonValue metric : all.at("metrics").list()) {
            metrics.add(metric(metric));
        }
        requireDistinct(
                all.at("metrics"), metrics.stream().map(MetricDescription::key).toList());
        List<String> pairs = all.at("pairs").texts();
        requireDistinct(all.at("pairs"), pairs);
        List<MethodScores> methods = new ArrayList<>();
        for (JsonValue method : all.at("methods").list()) {
            methods.add(method(method, metrics, pairs));
        }
        requireDistinct(
                all.at("methods"),
                methods.stream().map(method -> method.method().key()).toList());
        return new FusionScores(
                provenance(all),
                protocol(all.at("protocol")),
                metrics,
                pairs,
                methods,
                all.at("notes").texts(),
                sources(all.at("sources"), pairs.size()),
                JsonShard.read(all.at(JsonShard.KEY), pairs.size()));
    }

    /** Files of former versions have no fingerprints. */
    private static List<Optional<PairFingerprint>> sources(JsonValue value, int pairs) throws ScoreFileException {
        if (!value.isThere()) {
            return Collections.nCopies(pairs, Optional.empty());
        }
        List<Optional<PairFingerprint>> sources = new ArrayList<>();
        for (JsonValue source : value.list()) {
            sources.add(source.isNull() ? Optional.empty() : Optional.of(fingerprint(source)));
        }
        if (sources.size() != pairs) {
            throw value.wrong("a fingerprint, or null, for each of the " + pairs + " pairs");
        }
        return sources;
    }

    private static PairFingerprint fingerprint(JsonValue value) throws ScoreFileException {
        try {
            return PairFingerprint.parse(value.text());
        } catch (IllegalArgumentException e) {
            throw value.wrong("the fingerprint of a pair, 80 hexadecimal digits");
        }
    }

    private static Optional<TrainingOverlap> overlap(JsonValue value, List<String> pairs) throws ScoreFileException {
        if (!value.isThere()) {
            return Optional.empty();
        }
        if (value.isText()) {
            if (!value.text().equals(JsonReport.UNKNOWN)) {
                throw value.wrong("\"" + JsonReport.UNKNOWN + "\", or an object");
            }
            return Optional.of(TrainingOverlap.UNKNOWN);
        }
        List<String> seen = value.at("pairs").texts();
        if (!Set.copyOf(pairs).containsAll(seen)) {
            throw value.at("pairs").wrong("names of the pairs of the file");
        }
        return Optional.of(new TrainingOverlap(seen, value.at("complete").bool()));
    }

    private static void requireDistinct(JsonValue place, List<String> names) throws ScoreFileException {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw place.wrong("each name once, but \"" + name + "\" occurs twice");
            }
        }
        if (names.isEmpty()) {
            throw place.wrong("at least one");
        }
    }

    private static ScoreProvenance provenance(JsonValue all) throws ScoreFileException {
        Instant time;
        try {
            time = Instant.parse(all.at("time").text());
        } catch (DateTimeParseException e) {
            throw all.at("time").wrong("a time such as 2026-01-31T12:00:00Z");
        }
        return new ScoreProvenance(
                all.at("program").text(),
                time,
                all.at("machine").textByKey(),
                all.at("settings").textByKey(),
                all.at("inputs").textByKey());
    }

    private static Protocol protocol(JsonValue value) throws ScoreFileException {
        try {
            return Protocol.of(value.text());
        } catch (IllegalArgumentException e) {
            throw value.wrong("modern, legacy or authors2022");
        }
    }

    private static MetricDescription metric(JsonValue metric) throws ScoreFileException {
        String direction = metric.at("direction").text();
        if (!direction.equals("higher") && !direction.equals("lower")) {
            throw metric.at("direction").wrong("higher or lower");
        }
        String key = metric.at("key").text();
        if (!key.matches(METRIC_KEY)) {
            throw metric.at("key").wrong("the name of a metric: letters, digits, and _ . + - inside, at most 64");
        }
        return new MetricDescription(
                key,
                metric.at("name").text(),
                direction.equals("higher") ? Direction.HIGHER_IS_BETTER : Direction.LOWER_IS_BETTER,
                metric.at("least").isNull()
                        ? Double.NEGATIVE_INFINITY
                        : metric.at("least").number(),
                metric.at("greatest").isNull()
                        ? Double.POSITIVE_INFINITY
                        : metric.at("greatest").number(),
                metric.at("smallestSide").integer(1),
                metric.at("formula").text(),
                metric.at("citation").text());
    }

    private static MethodScores method(JsonValue method, List<MetricDescription> metrics, List<String> pairs)
            throws ScoreFileException {
        List<JsonValue> rows = method.at("scores").list();
        if (rows.size() != pairs.size()) {
            throw method.at("scores").wrong("a row for each of the " + pairs.size() + " pairs");
        }
        List<PairScores> scores = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).at("pair").text().equals(pairs.get(i))) {
                throw rows.get(i).at("pair").wrong("\"" + pairs.get(i) + "\", in the order of the pairs");
            }
            scores.add(scores(rows.get(i), metrics));
        }
        return new MethodScores(
                new MethodDescription(
                        method.at("key").text(),
                        method.at("name").text(),
                        method.at("citation").text(),
                        method.at("settings").textByKey()),
                kind(method.at("kind")),
                scores,
                timing(method.at("timing")),
                overlap(method.at("trainedOn"), pairs));
    }

    private static MethodScores.Kind kind(JsonValue value) throws ScoreFileException {
        Optional<MethodScores.Kind> kind = MethodScores.Kind.of(value.text());
        if (kind.isEmpty()) {
            throw value.wrong("visible, infrared, images or method");
        }
        return kind.get();
    }

    private static Optional<MethodTiming> timing(JsonValue timing) throws ScoreFileException {
        if (!timing.isThere()) {
            return Optional.empty();
        }
        List<Double> seconds = new ArrayList<>();
        for (JsonValue value : timing.at("seconds").list()) {
            if (value.number() < 0) {
                throw value.wrong("a time, which is not negative");
            }
            seconds.add(value.number());
        }
        return Optional.of(new MethodTiming(
                timing.at("threads").integer(1), seconds, timing.at("warmUps").integer(0)));
    }

    private static PairScores scores(JsonValue row, List<MetricDescription> metrics) throws ScoreFileException {
        String pair = row.at("pair").text();
        if (row.at("values").isNull()) {
            return new PairScores(pair, Map.of(), Optional.of(row.at("reason").text()));
        }
        Map<String, MetricValue> values = new LinkedHashMap<>();
        for (MetricDescription metric : metrics) {
            JsonValue value = row.at("values").at(metric.key());
            values.put(
                    metric.key(),
                    value.isNull()
                            ? Reasons.value(row.at("reasons").at(metric.key()).text())
                            : MetricValue.of(value.number()));
        }
        return new PairScores(pair, values, Optional.empty());
    }
}
