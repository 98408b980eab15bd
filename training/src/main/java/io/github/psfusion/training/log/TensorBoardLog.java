// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Records a run for TensorBoard: a file of events for each process, {@code tensorboard/events.out.tfevents.TIME.psfusion}. */
public final class TensorBoardLog implements RunLog {
    private final EventFile events;
    private final Clock clock;

    private TensorBoardLog(EventFile events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /**
     * Begins a file.
     *
     * @param folder made if need be
     * @param stepsDone steps done before this process; TensorBoard drops later ones of earlier files
     */
    public static TensorBoardLog open(Path folder, long stepsDone, Clock clock) throws IOException {
        AtomicFile.makeFolder(folder);
        long second = clock.instant().getEpochSecond();
        Path file = folder.resolve("events.out.tfevents." + second + ".psfusion");
        for (int i = 1; Files.exists(file); i++) { // two processes in one second
            file = folder.resolve("events.out.tfevents." + second + ".psfusion." + i);
        }
        EventFile events = new EventFile(file, seconds(clock));
        events.start(seconds(clock), stepsDone + 1);
        return new TensorBoardLog(events, clock);
    }

    private static double seconds(Clock clock) {
        Instant now = clock.instant();
        return now.getEpochSecond() + now.getNano() * 1e-9;
    }

    @Override
    public void step(StepResult result) throws IOException {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss/total", result.total());
        result.terms().forEach((name, value) -> values.put("loss/" + name, value));
        values.put("train/learning-rate", result.learningRate());
        values.put("train/gradient-norm", result.gradientNorm());
        values.put("train/seconds-per-step", result.seconds());
        events.scalars(seconds(clock), result.step(), values);
    }

    @Override
    public void validated(ValidationResult result) throws IOException {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("validation/total", result.total());
        result.terms().forEach((name, value) -> values.put("validation/" + name, value));
        result.metrics().forEach((name, value) -> value.ifPresent(
                present -> values.put("validation-metrics/" + name.replace('.', '/'), present)));
        events.scalars(seconds(clock), result.step(), values);
    }

    @Override
    public void close() throws IOException {
        events.close();
    }
}
