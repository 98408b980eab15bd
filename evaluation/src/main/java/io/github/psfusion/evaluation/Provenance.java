// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What makes scores repeatable.
 *
 * @param program name and version of the program
 * @param time when the scores were made
 * @param machine Java, system, processor with its vector units, number of processors; by name, in order
 * @param settings all options that bear on values, by name, in order
 * @param inputs SHA-256 of the image files by path as the user wrote it, in the order of the pairs; one digest a folder where
 *     there are many: of the sorted lines {@code digest  name} of its files
 */
public record Provenance(
        String program,
        Instant time,
        Map<String, String> machine,
        Map<String, String> settings,
        Map<String, String> inputs) {
    /** Copies the maps, in their order. */
    public Provenance {
        machine = Collections.unmodifiableMap(new LinkedHashMap<>(machine));
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }

    /**
     * Collects what there is to know here and now.
     *
     * @param program name and version of the program
     * @param clock tells the time, which is kept to the second
     * @param settings see {@link EvaluationPlan#settings}; a program adds its own
     * @param inputs see {@link Evaluator#inputDigests}
     */
    public static Provenance collect(
            String program, Clock clock, Map<String, String> settings, Map<String, String> inputs) {
        return new Provenance(
                program, clock.instant().truncatedTo(ChronoUnit.SECONDS), Machine.describe(), settings, inputs);
    }
}
