// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who makes scores; becomes a part of their {@link ScoreProvenance}.
 *
 * @param program name and version of the program
 * @param clock gives the time at which the scores are made
 * @param settings what the program records besides the settings of the measurement, by name, in order
 */
public record ScoreOrigin(String program, Clock clock, Map<String, String> settings) {
    /** Copies the settings, in their order. */
    public ScoreOrigin {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
