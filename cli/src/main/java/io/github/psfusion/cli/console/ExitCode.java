// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

/** The exit codes of the program; scripts rely on them. */
public final class ExitCode {
    /** Done. */
    public static final int OK = 0;
    /** Some items failed and are listed; the others are done. */
    public static final int PARTLY = 1;
    /** An unknown or missing option, a bad value, a contradiction. */
    public static final int USAGE = 2;
    /** An input is missing, unreadable, corrupt, too large, or does not fit its partner. */
    public static final int INPUT = 3;
    /** Weights are missing, of another network, or refused. */
    public static final int WEIGHTS = 4;
    /** A result cannot be written, or exists already. */
    public static final int OUTPUT = 5;
    /** The backend cannot be loaded, or memory ran out. */
    public static final int BACKEND = 6;
    /** A check that was requested found problems. */
    public static final int CHECK_FAILED = 7;
    /** An internal error. */
    public static final int INTERNAL_ERROR = 70;
    /** The program that read standard output has ended: what a shell reports for a program that SIGPIPE ended. */
    public static final int READER_GONE = 141;
    /** Added to the number of the signal that ended the program: 129 after SIGHUP, 130 after Ctrl-C, 143 after SIGTERM. */
    public static final int SIGNAL_BASE = 128;

    private ExitCode() {}
}
