// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.MethodTiming;
import io.github.psfusion.evaluation.PairScores;
import io.github.psfusion.evaluation.Ranking;
import io.github.psfusion.evaluation.ScoreFileException;
import io.github.psfusion.evaluation.ScoreProvenance;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.Summary;
import io.github.psfusion.evaluation.TrainingOverlap;
import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.platform.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Scores as JSON, {@code scores.json}: everything that {@link FusionScores} hold, unrounded, and its means; it can be read back.
 * See docs/reference/score-files.md.
 */
public final class JsonReport {
    /** Name of the file. */
    public static final String SCORES = "scores.json";

    /** What the file is, with the version of its form; it changes when a key changes its meaning or goes. */
    static final String SCHEMA = "psfusion-scores-1";

    /** Stands for an overlap of which nothing is known. */
    static final String UNKNOWN = "unknown";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonGenerator json;

    private JsonReport(JsonGenerator json) {
        this.json = json;
    }

    /** Writes a file, replacing an older one. */
    public static void write(ScoreStatistics statistics, Path file) throws IOException {
        AtomicFile.write(file, bytes(statistics));
    }

    /** Returns the text of the file. */
    public static String text(ScoreStatistics statistics) {
        return new String(bytes(statistics), StandardCharsets.UTF_8);
    }

    /**
     * Reads a file that {@link #write} made. Keys that are not known are left out.
     *
     * @throws ScoreFileException if it is no such file, of a newer form, damaged or too large; naming file and place
     */
    public static FusionScores read(Path file) throws IOException {
        return JsonScores.read(file);
    }

    private static byte[] bytes(ScoreStatistics statistics) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.useDefaultPrettyPrinter();
            new JsonReport(json).all(statistics);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private void all(ScoreStatistics statistics) throws IOException {
        FusionScores scores = statistics.scores();
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        provenance(scores.provenance());
        json.writeStringField("protocol", scores.protocol().key());
        json.writeArrayFieldStart("metrics");
        for (MetricDescription metric : scores.metrics()) {
            json.writePOJO(metric(metric));
        }
        json.writeEndArray();
        strings("pairs", scores.pairs());
        strings("notes", scores.notes());
        json.writeArrayFieldStart("sources");
        for (Optional<PairFingerprint> source : scores.sources()) {
            if (source.isPresent()) {
                json.writeString(source.get().text());
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
        if (scores.shard().isPresent()) {
            JsonShard.write(scores.shard().get(), json);
        }
        json.writeArrayFieldStart("methods");
        for (int i = 0; i < scores.methods().size(); i++) {
            method(statistics, i);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void provenance(ScoreProvenance provenance) throws IOException {
        json.writeStringField("program", provenance.program());
        json.writeStringField("time", provenance.time().toString());
        map("machine", provenance.machine());
        map("settings", provenance.settings());
        map("inputs", provenance.inputs());
    }

    /** Returns the facts of a metric by their keys in the file; a range without an end has null there. */
    public static Map<String, @Nullable Object> metric(MetricDescription metric) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("key", metric.key());
        facts.put("name", metric.name());
        facts.put("direction", metric.direction() == Direction.HIGHER_IS_BETTER ? "higher" : "lower");
        facts.put("least", Double.isFinite(metric.least()) ? metric.least() : null);
        facts.put("greatest", Double.isFinite(metric.greatest()) ? metric.greatest() : null);
        facts.put("smallestSide", metric.smallestSide());
        facts.put("formula", metric.formula());
        facts.put("citation", metric.citation());
        return facts;
    }

    private void method(ScoreStatistics statistics, int index) throws IOException {
        FusionScores scores = statistics.scores();
        Ranking ranking = statistics.ranking();
        MethodScores method = scores.methods().get(index);
        json.writeStartObject();
        json.writeStringField("key", method.method().key());
        json.writeStringField("name", method.method().name());
        json.writeStringField("citation", method.method().citation());
        map("settings", method.method().settings());
        json.writeStringField("kind", method.kind().key());
        if (method.timing().isPresent()) {
            timing(method.timing().get());
        }
        if (method.overlap().isPresent()) {
            trainedOn(method.overlap().get());
        }
        number("meanRank", ranking.meanRank(index));
        number("meanRankOverPairs", ranking.meanRankOverPairs(index));
        json.writeObjectFieldStart("means");
        for (int metric = 0; metric < scores.metrics().size(); metric++) {
            mean(
                    scores.metrics().get(metric).key(),
                    statistics.table().summary(index, metric),
                    ranking.rank(index, metric));
        }
        json.writeEndObject();
        json.writeArrayFieldStart("scores");
        for (PairScores pair : method.pairs()) {
            pair(pair);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void timing(MethodTiming timing) throws IOException {
        json.writeObjectFieldStart("timing");
        json.writeNumberField("threads", timing.threads());
        json.writeNumberField("warmUps", timing.warmUps());
        number("meanSeconds", timing.meanSeconds());
        json.writeArrayFieldStart("seconds");
        for (double seconds : timing.seconds()) {
            json.writeNumber(seconds);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void trainedOn(TrainingOverlap overlap) throws IOException {
        if (overlap.isUnknown()) {
            json.writeStringField("trainedOn", UNKNOWN);
            return;
        }
        json.writeObjectFieldStart("trainedOn");
        json.writeBooleanField("complete", overlap.isComplete());
        strings("pairs", overlap.pairs());
        json.writeEndObject();
    }

    private void mean(String metric, Summary summary, OptionalDouble rank) throws IOException {
        json.writeObjectFieldStart(metric);
        number("mean", summary.mean());
        number("deviation", summary.deviation());
        json.writeNumberField("count", summary.count());
        json.writeNumberField("available", summary.available());
        json.writeNumberField("undefined", summary.undefined());
        json.writeNumberField("notFinite", summary.notFinite());
        json.writeNumberField("failed", summary.failed());
        number("rank", rank);
        json.writeEndObject();
    }

    private void pair(PairScores pair) throws IOException {
        json.writeStartObject();
        json.writeStringField("pair", pair.pair());
        if (pair.failure().isPresent()) {
            json.writeNullField("values");
            json.writeStringField("reason", pair.failure().get());
        } else {
            Map<String, String> reasons = new LinkedHashMap<>();
            json.writeObjectFieldStart("values");
            for (Map.Entry<String, MetricValue> value : pair.values().entrySet()) {
                if (value.getValue().counts()) {
                    json.writeNumberField(value.getKey(), value.getValue().orNaN());
                } else {
                    json.writeNullField(value.getKey());
                    reasons.put(value.getKey(), Reasons.of(value.getValue()));
                }
            }
            json.writeEndObject();
            if (!reasons.isEmpty()) {
                map("reasons", reasons);
            }
        }
        json.writeEndObject();
    }

    private void number(String name, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.getAsDouble());
        } else {
            json.writeNullField(name);
        }
    }

    private void strings(String name, Iterable<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private void map(String name, Map<String, String> values) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> value : values.entrySet()) {
            json.writeStringField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
    }
}
