// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import io.github.psfusion.platform.AtomicFile;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The record of how the images of a method were made, {@value #FILE} beside them, so that a repeated run can keep them.
 *
 * @param schema version of the format
 * @param program name and version of the program
 * @param method key of the method
 * @param settings effective options of the method
 * @param threads threads that the method could use
 * @param warmUps how often the first pair was fused before its time was taken, when the newest images were made
 * @param images finished images by name of pair
 * @param trainingPairs on which pairs the weights of the method were trained, see {@link TrainingPairs#text}; null where no weights
 *     are involved
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunRecord(
        String schema,
        String program,
        String method,
        Map<String, String> settings,
        int threads,
        int warmUps,
        @JsonAlias("pictures") Map<String, Image> images,
        @Nullable String trainingPairs) {
    /** Name of the file. */
    static final String FILE = "method.json";

    private static final System.Logger LOG = System.getLogger(RunRecord.class.getName());
    private static final String SCHEMA = "psfusion-method-1";

    /** The setting that a method with weights has in records of versions that listed no training pairs. */
    private static final String WEIGHTS = "weights-sha256";

    private static final long MAX_BYTES = 64L << 20;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_BYTES)
                            .build())
                    .build())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /**
     * A finished image.
     *
     * @param file its name
     * @param sha256 digest of the file
     * @param sources digest of the samples that it was made from
     * @param seconds how long it took
     */
    record Image(String file, String sha256, String sources, double seconds) {
        /** Rejects what a damaged file could lack. */
        Image {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(sha256, "sha256");
            Objects.requireNonNull(sources, "sources");
            if (!(seconds >= 0 && Double.isFinite(seconds))) {
                throw new IllegalArgumentException("an image cannot have taken " + seconds + " seconds");
            }
        }
    }

    /** Rejects what a damaged file could lack; copies the maps. */
    RunRecord {
        if (!SCHEMA.equals(schema)) {
            throw new IllegalArgumentException("schema " + schema + ", expected " + SCHEMA);
        }
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(method, "method");
        if (warmUps < 0) {
            throw new IllegalArgumentException("warm-ups " + warmUps + ", expected at least 0");
        }
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }

    /** Makes the record of a run that begins. */
    static RunRecord begun(
            String program,
            String method,
            Map<String, String> settings,
            int threads,
            Optional<TrainingPairs> trainingPairs) {
        return new RunRecord(
                SCHEMA,
                program,
                method,
                settings,
                threads,
                0,
                Map.of(),
                trainingPairs.map(TrainingPairs::text).orElse(null));
    }

    /**
     * Returns on which pairs the weights were trained that made the images of a folder: unknown without a record or with a damaged
     * one, empty where the record is of a method without weights.
     */
    static Optional<TrainingPairs> trainingPairs(Path folder) {
        try {
            Optional<RunRecord> record = read(folder);
            if (record.isEmpty()) {
                return Optional.of(TrainingPairs.unknown());
            }
            String listed = record.get().trainingPairs;
            if (listed != null) {
                return Optional.of(TrainingPairs.parse(listed));
            }
            boolean weights = record.get().settings.containsKey(WEIGHTS);
            return weights ? Optional.of(TrainingPairs.unknown()) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.DEBUG, "no record of the images in " + folder, e);
            return Optional.of(TrainingPairs.unknown());
        }
    }

    /**
     * Reads the record of a folder.
     *
     * @return nothing if there is none
     * @throws ScoreFileException if it is damaged
     */
    static Optional<RunRecord> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > MAX_BYTES) {
            throw damaged(file, "it has " + Files.size(file) + " bytes, expected are at most " + MAX_BYTES, null);
        }
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), RunRecord.class));
        } catch (JsonProcessingException e) {
            throw damaged(file, e.getOriginalMessage(), e);
        } catch (CharConversionException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static ScoreFileException damaged(Path file, String what, @Nullable Throwable cause) {
        String message = file + ": this is not a record of a method's images: " + what
                + ". Name an empty folder, or have the images replaced (--overwrite).";
        return cause == null ? new ScoreFileException(message) : new ScoreFileException(message, cause);
    }

    /** Returns why another run would not make the same images in the same time; empty if it would. */
    Optional<String> difference(RunRecord other) {
        if (!program.equals(other.program)) {
            return Optional.of("they were made by " + program + ", this is " + other.program);
        }
        if (!method.equals(other.method)) {
            return Optional.of("they are of method " + method + ", not " + other.method);
        }
        if (!settings.equals(other.settings)) {
            return Optional.of("they were made with " + settings + ", now it is " + other.settings);
        }
        if (threads != other.threads) {
            return Optional.of("they were timed with " + threads + " threads, now it is " + other.threads);
        }
        return Optional.empty();
    }

    /** Returns this record with other images. */
    RunRecord with(int newWarmUps, Map<String, Image> finished) {
        return new RunRecord(schema, program, method, settings, threads, newWarmUps, finished, trainingPairs);
    }

    /** Writes the record into its folder. */
    void write(Path folder) throws IOException {
        AtomicFile.write(folder.resolve(FILE), JSON.writeValueAsBytes(this));
    }
}
