// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.platform.Counted;
import io.github.psfusion.training.TrainingCosts.Evaluating;
import io.github.psfusion.training.TrainingCosts.Saving;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.log.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports how long a training will take on this machine: after the second step, since the first one also prepares kernels and
 * memory, and again after the first checkpoint, when it is known how long saving takes and a step has been measured more than once (the
 * median counts). Steps, validations, previews and saving are counted; validation and saving are measured once.
 */
public final class TrainingForecast implements RunLog {
    private static final double GIGA = 1e9;
    private static final double MEGA = 1e6;

    private final long steps;
    private final long done;
    private final Supplier<RemainingWork> remaining;
    private final Supplier<Optional<Evaluating>> evaluating;
    private final long weightBytes;
    private final Consumer<String> listener;
    private final List<Double> secondsOfSteps = new ArrayList<>();
    private @Nullable TrainingCosts costs;
    private long workBegan = System.nanoTime();
    private String work = "";

    /** Makes the forecast of a training that was started or resumed. */
    public static TrainingForecast of(Trainer<?> trainer, Consumer<String> listener) {
        return new TrainingForecast(
                trainer.steps(),
                trainer.stepsDone(),
                trainer::remainingWork,
                trainer::measureEvaluation,
                trainer.weightBytes(),
                listener);
    }

    /**
     * Makes a forecast.
     *
     * @param steps all steps
     * @param done steps done before
     * @param remaining what is left at the time of the call
     * @param evaluating measures the validation of a pair
     * @param weightBytes size of the weights alone
     * @param listener receives the reports
     */
    TrainingForecast(
            long steps,
            long done,
            Supplier<RemainingWork> remaining,
            Supplier<Optional<Evaluating>> evaluating,
            long weightBytes,
            Consumer<String> listener) {
        this.steps = steps;
        this.done = done;
        this.remaining = remaining;
        this.evaluating = evaluating;
        this.weightBytes = weightBytes;
        this.listener = listener;
    }

    @Override
    public void step(StepResult result) {
        boolean saved = costs != null && costs.saving().isPresent();
        if (result.step() >= done + 2 && !saved) {
            secondsOfSteps.add(result.seconds());
        }
        if (result.step() == done + 2) {
            TrainingCosts measured =
                    new TrainingCosts(StepEstimate.after(result.seconds()), evaluating.get(), Optional.empty());
            costs = measured;
            listener.accept(text(measured, remaining.get(), "left"));
        }
    }

    @Override
    public void working(String what) {
        work = what;
        workBegan = System.nanoTime();
    }

    @Override
    public void saved(Path file) throws IOException {
        TrainingCosts measured = costs;
        RemainingWork left = remaining.get();
        if (measured == null
                || measured.saving().isPresent()
                || !work.equals(Trainer.CHECKPOINT)
                || left.steps() == 0) {
            return;
        }
        double seconds = (System.nanoTime() - workBegan) * 1e-9;
        long bytes = Files.size(file);
        costs = measured.with(
                new StepEstimate(median(secondsOfSteps), measured.step().peakBytes()),
                new Saving(bytes, seconds, seconds * weightBytes / bytes));
        listener.accept(String.format(
                Locale.ROOT,
                "saving a checkpoint of %.0f MB took %.1f s. With it, about %s are left.",
                bytes / MEGA,
                seconds,
                words(seconds(costs, left))));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Returns the number of steps as the beginning of a sentence. */
    public String steps() {
        return (steps - done) + " of " + Counted.of(steps, "step") + " to run";
    }

    /** Returns what a step costs, and the time of the training and its parts, in words. */
    public String text(TrainingCosts measured) {
        return text(measured, remaining.get(), "in total");
    }

    private static String text(TrainingCosts costs, RemainingWork work, String span) {
        StepEstimate step = costs.step();
        String memory = step.peakBytes().isPresent()
                ? String.format(Locale.ROOT, ", peak %.1f GB", step.peakBytes().getAsLong() / GIGA)
                : "";
        String saving = costs.saving().isPresent()
                ? ""
                : " Saving " + Counted.of(work.checkpoints(), "checkpoint")
                        + " comes on top; it is measured at the first.";
        return String.format(Locale.ROOT, "measured %.2f s per step%s. ", step.secondsPerStep(), memory)
                + "Estimated " + span + ": " + words(seconds(costs, work)) + " ("
                + String.join(", ", described(costs, work)) + ")." + saving;
    }

    /** Returns the same as values by name. */
    public Map<String, ?> values(TrainingCosts measured) {
        RemainingWork work = remaining.get();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("steps", steps);
        values.put("stepsDone", done);
        values.put("secondsPerStep", measured.step().secondsPerStep());
        values.put("seconds", seconds(measured, work));
        values.put("secondsOfParts", parts(measured, work));
        values.put(
                "peakBytes",
                measured.step().peakBytes().isPresent()
                        ? measured.step().peakBytes().getAsLong()
                        : null);
        return values;
    }

    private static double seconds(TrainingCosts costs, RemainingWork work) {
        return parts(costs, work).values().stream().mapToDouble(part -> part).sum();
    }

    private static Map<String, Double> parts(TrainingCosts costs, RemainingWork work) {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("steps", work.steps() * costs.step().secondsPerStep());
        costs.validation().ifPresent(each -> {
            parts.put(
                    "validation",
                    work.evaluations() * each.secondsOfWeights()
                            + work.validations() * work.validationPairs() * each.secondsPerPair());
            parts.put("previews", work.previews() * work.previewPairs() * each.secondsPerPair());
        });
        costs.saving()
                .ifPresent(each -> parts.put(
                        "saving",
                        work.checkpoints() * each.secondsPerCheckpoint() + work.weights() * each.secondsOfWeights()));
        return parts;
    }

    private static List<String> described(TrainingCosts costs, RemainingWork work) {
        List<String> described = new ArrayList<>();
        parts(costs, work)
                .forEach((part, seconds) -> described.add(switch (part) {
                            case "validation" ->
                                Counted.of(work.validations(), "validation") + " of "
                                        + Counted.of(work.validationPairs(), "pair");
                            case "previews" -> Counted.of(work.previews(), "preview");
                            case "saving" ->
                                Counted.of(work.checkpoints(), "checkpoint") + " of "
                                        + Math.round(
                                                costs.saving().orElseThrow().checkpointBytes() / MEGA)
                                        + " MB and weights";
                            default -> part;
                        }
                        + " " + words(seconds)));
        return described;
    }

    private static String words(double seconds) {
        Duration time = Duration.ofSeconds(Math.round(seconds));
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }
}
