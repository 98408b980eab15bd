// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.psfusion.datasets.Shard;
import io.github.psfusion.evaluation.ScoreFileException;
import io.github.psfusion.evaluation.ScoreShard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of a {@code scores.json} that scores of a shard have: what joins them with those of the others. */
final class JsonShard {
    /** Its key. */
    static final String KEY = "shard";

    private JsonShard() {}

    static void write(ScoreShard shard, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(KEY);
        json.writeStringField("part", shard.shard().toString());
        strings(json, "allPairs", shard.allPairs());
        json.writeArrayFieldStart("measured");
        for (ScoreShard.Measured pair : shard.measured()) {
            json.writeStartObject();
            json.writeFieldName("infrared");
            input(json, pair.infrared());
            json.writeFieldName("visible");
            input(json, pair.visible());
            json.writeArrayFieldStart("images");
            for (Optional<ScoreShard.Input> image : pair.images()) {
                if (image.isPresent()) {
                    input(json, image.get());
                } else {
                    json.writeNull();
                }
            }
            json.writeEndArray();
            strings(json, "warnings", pair.warnings());
            json.writeObjectFieldStart("imageWarnings");
            for (Map.Entry<String, List<String>> image : pair.imageWarnings().entrySet()) {
                strings(json, image.getKey(), image.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void input(JsonGenerator json, ScoreShard.Input input) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", input.file());
        json.writeStringField("sha256", input.sha256());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, Iterable<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /**
     * Reads it.
     *
     * @param pairs how many pairs the scores have
     */
    static Optional<ScoreShard> read(JsonValue value, int pairs) throws ScoreFileException {
        if (!value.isThere()) {
            return Optional.empty();
        }
        Shard part;
        try {
            part = Shard.parse(value.at("part").text());
        } catch (IllegalArgumentException e) {
            throw value.at("part").wrong("a shard such as 1/4");
        }
        List<ScoreShard.Measured> measured = new ArrayList<>();
        for (JsonValue pair : value.at("measured").list()) {
            List<Optional<ScoreShard.Input>> images = new ArrayList<>();
            for (JsonValue image : pair.at("images").list()) {
                images.add(image.isNull() ? Optional.empty() : Optional.of(input(image)));
            }
            Map<String, List<String>> imageWarnings = new LinkedHashMap<>();
            for (String file : pair.at("imageWarnings").keys()) {
                imageWarnings.put(file, pair.at("imageWarnings").at(file).texts());
            }
            measured.add(new ScoreShard.Measured(
                    input(pair.at("infrared")),
                    input(pair.at("visible")),
                    images,
                    pair.at("warnings").texts(),
                    imageWarnings));
        }
        List<String> all = value.at("allPairs").texts();
        if (measured.size() != pairs || part.of(all).size() != pairs) {
            throw value.wrong("the facts on each of the " + pairs + " pairs of the part");
        }
        return Optional.of(new ScoreShard(part, all, measured));
    }

    private static ScoreShard.Input input(JsonValue value) throws ScoreFileException {
        return new ScoreShard.Input(value.at("file").text(), value.at("sha256").text());
    }
}
