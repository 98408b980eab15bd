// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.ErrorReport;
import io.github.psfusion.datasets.PairFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a pair.
 *
 * @param pair its files
 * @param state whether it was fused
 * @param output where its result is, or would be
 * @param width in pixels, 0 if unknown
 * @param height in pixels, 0 if unknown
 * @param seconds time in the method, without reading and writing
 * @param warnings what may not be as the user means it
 * @param error why it failed
 */
record PairOutcome(
        PairFiles pair,
        State state,
        Path output,
        int width,
        int height,
        double seconds,
        List<Warning> warnings,
        @Nullable Throwable error) {
    /** Whether a pair was fused. */
    enum State {
        FUSED,
        KEPT,
        FAILED
    }

    static PairOutcome kept(PairFiles pair, Path output) {
        return new PairOutcome(pair, State.KEPT, output, 0, 0, 0, List.of(), null);
    }

    static PairOutcome failed(PairFiles pair, Path output, Throwable error) {
        return new PairOutcome(pair, State.FAILED, output, 0, 0, 0, List.of(), error);
    }

    /** Returns the keys and values for JSON. */
    Map<String, Object> asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", pair.name());
        json.put("infrared", pair.infrared().toString());
        json.put("visible", pair.visible().toString());
        json.put("state", Choices.name(state));
        json.put("output", state == State.FAILED ? null : output.toString());
        if (state == State.FUSED) {
            json.put("width", width);
            json.put("height", height);
            json.put("seconds", seconds);
            json.put("warnings", warnings.stream().map(Warning::text).toList());
        }
        if (error != null) {
            json.put("reason", ErrorReport.message(error));
        }
        return json;
    }
}
