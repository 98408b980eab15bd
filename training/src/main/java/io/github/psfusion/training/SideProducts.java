// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.log.StepResult;
import io.github.psfusion.training.log.ValidationResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * What a training makes beside its weights: records, validations, previews. One that fails is reported once per kind of failure and
 * never stops the training.
 */
final class SideProducts {
    private static final System.Logger LOG = System.getLogger(SideProducts.class.getName());

    private final RunLog log;
    private final Set<String> reported = new HashSet<>();

    /** Passes events to a log. */
    SideProducts(RunLog log) {
        this.log = log;
    }

    /** Makes something. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    private interface Event {
        void pass() throws IOException;
    }

    /**
     * Makes a side product.
     *
     * @param what for the warning, such as {@code preview after step 2}
     * @return empty if that failed
     * @throws CancellationException if the program should end
     */
    <T> Optional<T> attempt(String what, Work<T> work) {
        try {
            return Optional.of(work.run());
        } catch (CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            report(what, e);
            return Optional.empty();
        }
    }

    private void report(String what, Throwable error) {
        String kind = what.replaceAll("[0-9]+", "") + error.getClass().getName();
        if (reported.add(kind)) {
            String reason = error.getMessage() == null ? error.toString() : error.getMessage();
            LOG.log(
                    System.Logger.Level.WARNING,
                    what + " failed: " + reason + ". Training continues; weights and checkpoints are not affected."
                            + " Further failures of this kind are not reported.");
        }
        LOG.log(System.Logger.Level.DEBUG, what, error);
    }

    void step(StepResult result) {
        pass("record of a step", () -> log.step(result));
    }

    void validated(ValidationResult result) {
        pass("record of a validation", () -> log.validated(result));
    }

    void working(String what) {
        pass("report of " + what, () -> log.working(what));
    }

    void saved(Path file) {
        pass("record of a file", () -> log.saved(file));
    }

    private void pass(String what, Event event) {
        var unused = attempt(what, () -> {
            event.pass();
            return true;
        });
    }
}
