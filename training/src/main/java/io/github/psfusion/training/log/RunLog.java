// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Receives the events of a training run, on the trainer's thread. */
public interface RunLog extends AutoCloseable {
    /** A step is done. */
    default void step(StepResult result) throws IOException {}

    /** A validation is done. */
    default void validated(ValidationResult result) throws IOException {}

    /**
     * Work beside the steps begins, which may take as long as many of them.
     *
     * @param what such as {@code validation}
     */
    default void working(String what) throws IOException {}

    /** A checkpoint, weights or a preview have been written. */
    default void saved(Path file) throws IOException {}

    @Override
    default void close() throws IOException {}

    /** Returns a log that passes every event to all of these, in this order; one that fails does not keep it from the others. */
    static RunLog all(List<RunLog> logs) {
        List<RunLog> copy = List.copyOf(logs);
        return new RunLog() {
            @Override
            public void step(StepResult result) throws IOException {
                each(log -> log.step(result));
            }

            @Override
            public void validated(ValidationResult result) throws IOException {
                each(log -> log.validated(result));
            }

            @Override
            public void working(String what) throws IOException {
                each(log -> log.working(what));
            }

            @Override
            public void saved(Path file) throws IOException {
                each(log -> log.saved(file));
            }

            @Override
            public void close() throws IOException {
                each(RunLog::close);
            }

            private void each(Event event) throws IOException {
                IOException failure = null;
                for (RunLog log : copy) {
                    try {
                        event.passTo(log);
                    } catch (CancellationException e) {
                        throw e;
                    } catch (IOException | RuntimeException e) {
                        IOException own = e instanceof IOException io ? io : new IOException(e.toString(), e);
                        if (failure == null) {
                            failure = own;
                        } else {
                            failure.addSuppressed(own);
                        }
                    }
                }
                if (failure != null) {
                    throw failure;
                }
            }
        };
    }

    /** Hands an event to a log. */
    @FunctionalInterface
    interface Event {
        /** Calls the log. */
        void passTo(RunLog log) throws IOException;
    }
}
