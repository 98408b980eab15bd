// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What makes scores repeatable.
 *
 * @param program name and version of the program
 * @param time when the scores were made
 * @param machine Java, system, CPU with its vector units, number of logical cores; by name, in order
 * @param settings all options that bear on values, by name, in order
 * @param inputs SHA-256 of the image files by path as the user wrote it, in the order of the pairs; one digest per folder where
 *     it has many: of the sorted lines {@code digest  name} of its files
 */
public record ScoreProvenance(
        String program,
        Instant time,
        Map<String, String> machine,
        Map<String, String> settings,
        Map<String, String> inputs) {
    private static final String DATA_SET = "data set";

    /** Copies the maps, in their order. */
    public ScoreProvenance {
        machine = Collections.unmodifiableMap(new LinkedHashMap<>(machine));
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }

    /**
     * Collects the provenance of scores that are made now, on this machine.
     *
     * @param measurement the settings of the measurement; those of the origin follow them
     * @param inputs digests of what is measured
     */
    static ScoreProvenance collect(ScoreOrigin origin, Map<String, String> measurement, Map<String, String> inputs) {
        Map<String, String> settings = new LinkedHashMap<>(measurement);
        settings.putAll(origin.settings());
        return new ScoreProvenance(
                origin.program(),
                origin.clock().instant().truncatedTo(ChronoUnit.SECONDS),
                Machine.describe(),
                settings,
                inputs);
    }

    /** Returns the name of the data set, for titles and captions; empty where none was given. */
    public Optional<String> dataSet() {
        return Optional.ofNullable(settings.get(DATA_SET));
    }

    /** Returns this provenance with another name of the data set. */
    public ScoreProvenance withDataSet(String name) {
        Map<String, String> named = new LinkedHashMap<>(settings);
        named.put(DATA_SET, name);
        return new ScoreProvenance(program, time, machine, named, inputs);
    }
}
