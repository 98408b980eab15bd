// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.pairs;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.ErrorReport;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.JsonMode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.datasets.WarningSummary;
import io.github.psfusion.pipeline.Alignment;
import io.github.psfusion.pipeline.AlignmentRefusedException;
import io.github.psfusion.pipeline.PairInputs;
import io.github.psfusion.pipeline.PairOutcome;
import io.github.psfusion.pipeline.ReadingReport;
import io.github.psfusion.platform.Counted;
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
import java.util.function.Supplier;

/** What commands print that make something of pairs: warnings, failures, what was written where. */
public final class OutcomeReport {
    /** Names that are printed with a warning. */
    private static final int PRINTED = 5;

    private final Session session;
    private final Console console;
    private final PairInputs inputs;
    private final String place;
    private final PairOutcome.State done;
    private final List<PairOutcome> outcomes;
    private final double seconds;

    /**
     * Makes a report.
     *
     * @param place where the results are, as the user named it; {@code -} for standard output
     * @param done what has become of a pair that did not fail
     * @param seconds time of the whole run
     */
    public OutcomeReport(
            Session session,
            PairInputs inputs,
            String place,
            PairOutcome.State done,
            List<PairOutcome> outcomes,
            double seconds) {
        this.session = session;
        console = session.console();
        this.inputs = inputs;
        this.place = place;
        this.done = done;
        this.outcomes = outcomes;
        this.seconds = seconds;
    }

    /**
     * Prints everything.
     *
     * @param table printed before the last line; may be empty
     * @param facts what an object of JSON begins with; asked for only where it is printed, because the digest of weights takes time
     * @return the exit code
     */
    public int print(String table, Supplier<Map<String, Object>> facts) {
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
            console.info(Counted.of(kept, "result")
                    + (kept == 1
                            ? " exists and is kept; --overwrite replaces it."
                            : " exist and are kept; --overwrite replaces them."));
        }
        failures(failed);
        int status = status(failed);
        if (console.verbosity().json() == JsonMode.OBJECT) {
            console.result("", asJson(facts.get()));
        } else if (!place.equals("-")) {
            console.done(table + summary(status));
        }
        return status;
    }

    /** A line for each pair, but only one for each reason why pairs were not aligned. */
    private void failures(List<PairOutcome> failed) {
        Map<Alignment.Verdict, List<String>> refused = new EnumMap<>(Alignment.Verdict.class);
        for (PairOutcome outcome : failed) {
            if (outcome.error().orElseThrow() instanceof AlignmentRefusedException refusal) {
                refused.computeIfAbsent(refusal.alignment().verdict(), verdict -> new ArrayList<>())
                        .add(outcome.pair().name());
            } else {
                console.fail(PrintableText.name(outcome.pair().name()) + " failed: "
                        + ErrorReport.message(outcome.error().orElseThrow()));
            }
        }
        refused.forEach((verdict, names) -> console.fail(names.size() + " of " + outcomes.size()
                + " pairs are not aligned: " + verdict.text() + ": " + Excerpt.of(names, PRINTED) + ".\n"
                + AlignmentRefusedException.remedy(verdict)));
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
        ReadingReport.lines(outcomes).forEach(console::detail);
        if (inputs.single()) {
            outcomes.stream()
                    .flatMap(outcome -> outcome.warnings().stream())
                    .forEach(warning -> console.warn(warning.text()));
            return;
        }
        WarningSummary summary = new WarningSummary();
        outcomes.forEach(outcome -> summary.add(outcome.pair().name(), outcome.warnings()));
        summary.lines(/* loss= */ true, PRINTED).forEach(console::warn);
        summary.lines(/* loss= */ false, PRINTED).forEach(console::detail);
    }

    private String summary(int status) {
        List<PairOutcome> written = of(done);
        if (inputs.single()) {
            PairOutcome only = written.get(0);
            return String.format(
                    Locale.ROOT,
                    "wrote %s (%dx%d, %.2f s)",
                    PrintableText.name(only.output()),
                    only.width(),
                    only.height(),
                    seconds);
        }
        String partly = status == ExitCode.OK ? "" : " Exit code " + status + ".";
        return Choices.name(done) + " " + written.size() + " of " + inputs.images() + " pairs into "
                + PrintableText.name(place) + " (" + duration() + ")." + partly;
    }

    private String duration() {
        Duration whole = Duration.ofMillis(Math.round(seconds * 1000));
        return whole.toMinutes() > 0
                ? whole.toMinutes() + " min " + whole.toSecondsPart() + " s"
                : String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private Map<String, ?> asJson(Map<String, Object> facts) {
        Map<String, Object> json = new LinkedHashMap<>(facts);
        json.put(Choices.name(done), of(done).size());
        json.put("kept", of(PairOutcome.State.KEPT).size());
        json.put("failed", of(PairOutcome.State.FAILED).size());
        json.put("withoutPartner", inputs.withoutPartner());
        json.put("pairs", outcomes.stream().map(PairOutcome::facts).toList());
        json.put("seconds", seconds);
        return json;
    }
}
