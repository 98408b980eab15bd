// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.diagnostics;

import java.util.Optional;

/**
 * A result of the examination of a machine.
 *
 * @param level what it means
 * @param subject what was examined, such as {@code memory}
 * @param text what was found
 * @param remedy what to do about it
 */
public record CheckResult(Level level, String subject, String text, Optional<String> remedy) {
    /** What a result means. */
    public enum Level {
        /** All is well. */
        OK("ok    "),
        /** Something to know; nothing is missing. */
        NOTE("note  "),
        /** Something is missing. */
        FAULT("FAULT ");

        private final String label;

        Level(String label) {
            this.label = label;
        }
    }

    static CheckResult ok(String subject, String text) {
        return new CheckResult(Level.OK, subject, text, Optional.empty());
    }

    static CheckResult note(String subject, String text) {
        return new CheckResult(Level.NOTE, subject, text, Optional.empty());
    }

    static CheckResult note(String subject, String text, String remedy) {
        return new CheckResult(Level.NOTE, subject, text, Optional.of(remedy));
    }

    static CheckResult fault(String subject, String text, String remedy) {
        return new CheckResult(Level.FAULT, subject, text, Optional.of(remedy));
    }

    @Override
    public String toString() {
        return level.label + " " + subject + ": " + text
                + remedy.map(what -> System.lineSeparator() + "        " + what).orElse("");
    }
}
