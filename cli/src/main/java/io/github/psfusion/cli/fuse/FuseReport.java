// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.ErrorReport;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.JsonMode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.pipeline.MethodOpener;
import io.github.psfusion.pipeline.PairInputs;
import io.github.psfusion.pipeline.PairOutcome;
import io.github.psfusion.pipeline.Warning;
import io.github.psfusion.platform.Excerpt;
import io.github.psfusion.platform.PrintableText;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is printed at the end: warnings, failures, what was written where. */
final class FuseReport {
    /** The setting of a method with the digest of its weights. */
    private static final String DIGEST = "weights-sha256";

    /** Names that are printed with a warning. */
    private static final int PRINTED = 5;

    private final Session session;
    private final Console console;
    private final PairInputs inputs;
    private final String place;
    private final List<PairOutcome> outcomes;
    private final double seconds;

    FuseReport(Session session, PairInputs inputs, String place, List<PairOutcome> outcomes, double seconds) {
        this.session = session;
        console = session.console();
        this.inputs = inputs;
        this.place = place;
        this.outcomes = outcomes;
        this.seconds = seconds;
    }

    /**
     * Prints everything.
     *
     * @param opened the method that was used; it is asked for its description only where that is printed, because the digest of
     *     weights takes time
     * @return the exit code
     */
    int print(MethodOpener.Opened opened) {
        warnings();
        List<PairOutcome> failed = of(PairOutcome.State.FAILED);
        if (inputs.single() && !failed.isEmpty()) {
            return ErrorReport.of(failed.get(0).error().orElseThrow(), session);
        }
        long kept = of(PairOutcome.State.KEPT).size();
        if (inputs.single() && kept > 0) {
            return ErrorReport.of(
                    new FileAlreadyExistsException(outcomes.get(0).output().toString()), session);
        }
        if (kept > 0) {
            console.info(kept + " results exist and are kept; --overwrite replaces them.");
        }
        for (PairOutcome outcome : failed) {
            console.fail(PrintableText.name(outcome.pair().name()) + " failed: "
                    + ErrorReport.message(outcome.error().orElseThrow()));
        }
        int status = status(failed);
        if (console.verbosity().json() == JsonMode.OBJECT) {
            console.result("", asJson(opened));
        } else if (!place.equals("-")) {
            console.done(summary(status));
        }
        return status;
    }

    private List<PairOutcome> of(PairOutcome.State state) {
        return outcomes.stream().filter(outcome -> outcome.state() == state).toList();
    }

    private int status(List<PairOutcome> failed) {
        if (!failed.isEmpty() && failed.size() == outcomes.size()) {
            return ErrorReport.status(failed.get(0).error().orElseThrow());
        }
        return failed.isEmpty() && inputs.incomplete().isEmpty() ? ExitCode.OK : ExitCode.PARTLY;
    }

    private void warnings() {
        Map<Warning.Kind, List<String>> textsByKind = new EnumMap<>(Warning.Kind.class);
        for (PairOutcome outcome : outcomes) {
            for (Warning warning : outcome.warnings()) {
                textsByKind
                        .computeIfAbsent(warning.kind(), kind -> new ArrayList<>())
                        .add(inputs.single() ? warning.text() : outcome.pair().name());
            }
        }
        textsByKind.forEach((kind, texts) -> {
            List<String> distinct = texts.stream().distinct().toList();
            if (inputs.single()) {
                distinct.forEach(console::warn);
            } else if (kind == Warning.Kind.ADAPTED) {
                console.detail(kind.summary() + ": " + Excerpt.of(distinct, PRINTED));
            } else {
                console.warn(distinct.size() + " of " + outcomes.size() + " pairs: " + kind.summary() + ": "
                        + Excerpt.of(distinct, PRINTED));
            }
        });
    }

    private String summary(int status) {
        List<PairOutcome> fused = of(PairOutcome.State.FUSED);
        if (inputs.single()) {
            PairOutcome only = fused.get(0);
            return String.format(
                    Locale.ROOT,
                    "wrote %s (%dx%d, %.2f s)",
                    PrintableText.name(only.output()),
                    only.width(),
                    only.height(),
                    seconds);
        }
        String partly = status == ExitCode.OK ? "" : " Exit code " + status + ".";
        return "fused " + fused.size() + " of " + inputs.images() + " pairs into " + PrintableText.name(place) + " ("
                + duration() + ")." + partly;
    }

    private String duration() {
        Duration whole = Duration.ofMillis(Math.round(seconds * 1000));
        return whole.toMinutes() > 0
                ? whole.toMinutes() + " min " + whole.toSecondsPart() + " s"
                : String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private Map<String, ?> asJson(MethodOpener.Opened opened) {
        MethodDescription method = opened.method().description();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("method", method.key());
        json.put("settings", method.settings());
        opened.weights()
                .ifPresent(file -> json.put(
                        "weights",
                        Map.of(
                                "file",
                                file.toString(),
                                "sha256",
                                method.settings().getOrDefault(DIGEST, ""))));
        json.put("fused", of(PairOutcome.State.FUSED).size());
        json.put("kept", of(PairOutcome.State.KEPT).size());
        json.put("failed", of(PairOutcome.State.FAILED).size());
        json.put("withoutPartner", inputs.withoutPartner());
        json.put("pairs", outcomes.stream().map(FuseReport::asJson).toList());
        json.put("seconds", seconds);
        return json;
    }

    /** Returns the keys and values of an outcome for JSON. */
    static Map<String, Object> asJson(PairOutcome outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", outcome.pair().name());
        json.put("infrared", outcome.pair().infrared().toString());
        json.put("visible", outcome.pair().visible().toString());
        json.put("state", Choices.name(outcome.state()));
        json.put(
                "output",
                outcome.state() == PairOutcome.State.FAILED
                        ? null
                        : outcome.output().toString());
        if (outcome.state() == PairOutcome.State.FUSED) {
            json.put("width", outcome.width());
            json.put("height", outcome.height());
            json.put("seconds", outcome.seconds());
            json.put("warnings", outcome.warnings().stream().map(Warning::text).toList());
        }
        outcome.error().ifPresent(error -> json.put("reason", ErrorReport.message(error)));
        return json;
    }
}
