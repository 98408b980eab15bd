// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Receives the events of a training run, on the trainer's thread. */
public interface RunLog extends AutoCloseable {
    /** A step is done. */
    default void step(StepResult result) throws IOException {}

    /** A validation is done. */
    default void validated(ValidationResult result) throws IOException {}

    /** A checkpoint, weights or a preview have been written. */
    default void saved(Path file) throws IOException {}

    @Override
    default void close() throws IOException {}

    /** Returns a log that passes every event to all of these, in this order. */
    static RunLog all(List<RunLog> logs) {
        List<RunLog> copy = List.copyOf(logs);
        return new RunLog() {
            @Override
            public void step(StepResult result) throws IOException {
                for (RunLog log : copy) {
                    log.step(result);
                }
            }

            @Override
            public void validated(ValidationResult result) throws IOException {
                for (RunLog log : copy) {
                    log.validated(result);
                }
            }

            @Override
            public void saved(Path file) throws IOException {
                for (RunLog log : copy) {
                    log.saved(file);
                }
            }

            @Override
            public void close() throws IOException {
                for (RunLog log : copy) {
                    log.close();
                }
            }
        };
    }
}
