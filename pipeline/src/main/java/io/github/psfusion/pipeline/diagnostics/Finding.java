// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.doctor;

import java.util.Optional;

/**
 * One line of the examination.
 *
 * @param level how it is
 * @param subject what was looked at, such as {@code memory}
 * @param text what was found
 * @param remedy what to do about it
 */
record Line(Level level, String subject, String text, Optional<String> remedy) {
    /** How something is. */
    enum Level {
        OK("ok    "),
        NOTE("note  "),
        FAULT("FAULT ");

        private final String label;

        Level(String label) {
            this.label = label;
        }
    }

    static Line ok(String subject, String text) {
        return new Line(Level.OK, subject, text, Optional.empty());
    }

    static Line note(String subject, String text) {
        return new Line(Level.NOTE, subject, text, Optional.empty());
    }

    static Line note(String subject, String text, String remedy) {
        return new Line(Level.NOTE, subject, text, Optional.of(remedy));
    }

    static Line fault(String subject, String text, String remedy) {
        return new Line(Level.FAULT, subject, text, Optional.of(remedy));
    }

    @Override
    public String toString() {
        return level.label + " " + subject + ": " + text
                + remedy.map(what -> System.lineSeparator() + "        " + what).orElse("");
    }
}
