// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairReading;
import io.github.psfusion.datasets.PairWarning;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a pair.
 *
 * @param pair its files
 * @param state what became of it
 * @param output where its result is, or would be
 * @param width in pixels, 0 if unknown
 * @param height in pixels, 0 if unknown
 * @param seconds time of the work without reading and writing
 * @param warnings what may not be as the user means it
 * @param alignment how its images were aligned, or why not, where they were to be aligned
 * @param reading how its images were read
 * @param error why it failed
 */
public record PairOutcome(
        PairFiles pair,
        State state,
        Path output,
        int width,
        int height,
        double seconds,
        List<PairWarning> warnings,
        Optional<Alignment> alignment,
        Optional<PairReading> reading,
        Optional<Throwable> error) {
    /** What became of a pair. */
    public enum State {
        /** It was fused and its results are written. */
        FUSED,
        /** Its images were aligned and are written. */
        ALIGNED,
        /** Its results were there before and are kept. */
        KEPT,
        /** It failed. */
        FAILED
    }

    /** Copies the warnings. */
    public PairOutcome {
        warnings = List.copyOf(warnings);
    }

    /** Returns the outcome of a pair whose results are kept. */
    public static PairOutcome kept(PairFiles pair, Path output) {
        return new PairOutcome(
                pair, State.KEPT, output, 0, 0, 0, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns the outcome of a pair that failed. */
    public static PairOutcome failed(PairFiles pair, Path output, Throwable error) {
        Optional<Alignment> refused = error instanceof AlignmentRefusedException refusal
                ? Optional.of(refusal.alignment())
                : Optional.empty();
        return new PairOutcome(
                pair, State.FAILED, output, 0, 0, 0, List.of(), refused, Optional.empty(), Optional.of(error));
    }

    /** Returns the outcome by the keys of JSON reports. */
    public Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", pair.name());
        json.put("infrared", pair.infrared().toString());
        json.put("visible", pair.visible().toString());
        json.put("state", state.name().toLowerCase(Locale.ROOT));
        json.put("output", state == State.FAILED ? null : output.toString());
        alignment.ifPresent(found -> json.put("alignment", found.facts()));
        reading.ifPresent(found -> json.putAll(ReadingReport.asJson(found)));
        if (state == State.FUSED || state == State.ALIGNED) {
            json.put("width", width);
            json.put("height", height);
            json.put("seconds", seconds);
            json.put("warnings", warnings.stream().map(PairWarning::text).toList());
        }
        reading.ifPresent(how -> json.putAll(ReadingReport.asJson(how)));
        error.ifPresent(cause -> json.put("reason", FileErrors.message(cause)));
        return json;
    }
}
