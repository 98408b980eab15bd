// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.ErrorReport;
import io.github.psfusion.cli.console.ExitStatus;
import io.github.psfusion.cli.console.JsonMode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.pairs.PairInputs;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.platform.Excerpt;
import io.github.psfusion.platform.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is said at the end: warnings, failures, what was written where. */
final class FuseReport {
    /** Names that are printed with a warning. */
    private static final int PRINTED = 5;

    private final Session session;
    private final Console console;
    private final PairInputs inputs;
    private final FuseOutputs outputs;
    private final List<PairOutcome> outcomes;
    private final double seconds;

    FuseReport(Session session, PairInputs inputs, FuseOutputs outputs, List<PairOutcome> outcomes, double seconds) {
        this.session = session;
        console = session.console();
        this.inputs = inputs;
        this.outputs = outputs;
        this.outcomes = outcomes;
        this.seconds = seconds;
    }

    /**
     * Tells everything.
     *
     * @param method the method that was used; it is asked for its description only where that is told, because the digest of
     *     weights takes half a second
     * @param weights its weights, if it has any
     * @return the exit status
     */
    int tell(FusionMethod method, Optional<Path> weights) throws IOException {
        warnings();
        List<PairOutcome> failed = of(PairOutcome.State.FAILED);
        if (inputs.single() && !failed.isEmpty() && failed.get(0).error() != null) {
            return ErrorReport.of(failed.get(0).error(), session);
        }
        long kept = of(PairOutcome.State.KEPT).size();
        if (kept > 0) {
            console.say(kept + " results exist and are kept; --overwrite replaces them.");
        }
        for (PairOutcome outcome : failed) {
            if (outcome.error() != null) {
                console.fail(outcome.pair().name() + " failed: " + ErrorReport.message(outcome.error()));
            }
        }
        int status = status(failed);
        if (console.talk().json() == JsonMode.OBJECT) {
            console.result("", asJson(method.description(), weights));
        } else if (!outputs.isStandardOutput()) {
            console.done(summary(status));
        }
        return status;
    }

    private List<PairOutcome> of(PairOutcome.State state) {
        return outcomes.stream().filter(outcome -> outcome.state() == state).toList();
    }

    private int status(List<PairOutcome> failed) {
        if (!failed.isEmpty()
                && failed.size() == outcomes.size()
                && failed.get(0).error() != null) {
            return ErrorReport.status(failed.get(0).error());
        }
        return failed.isEmpty() && inputs.incomplete().isEmpty() ? ExitStatus.OK : ExitStatus.PARTLY;
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
                    Locale.ROOT, "wrote %s (%dx%d, %.2f s)", only.output(), only.width(), only.height(), seconds);
        }
        String partly = status == ExitStatus.OK ? "" : " Status " + status + ".";
        return "fused " + fused.size() + " of " + inputs.images() + " pairs into " + outputs.place() + " (" + duration()
                + ")." + partly;
    }

    private String duration() {
        Duration whole = Duration.ofMillis(Math.round(seconds * 1000));
        return whole.toMinutes() > 0
                ? whole.toMinutes() + " min " + whole.toSecondsPart() + " s"
                : String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private Map<String, ?> asJson(MethodDescription method, Optional<Path> weights) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("method", method.key());
        json.put("settings", method.settings());
        if (weights.isPresent()) {
            json.put("weights", Map.of("file", weights.get().toString(), "sha256", Sha256.of(weights.get())));
        }
        json.put("fused", of(PairOutcome.State.FUSED).size());
        json.put("kept", of(PairOutcome.State.KEPT).size());
        json.put("failed", of(PairOutcome.State.FAILED).size());
        json.put("withoutPartner", inputs.withoutPartner());
        json.put("pairs", outcomes.stream().map(PairOutcome::asJson).toList());
        json.put("seconds", seconds);
        return json;
    }
}
