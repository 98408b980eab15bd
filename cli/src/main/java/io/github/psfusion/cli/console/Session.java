// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One run of the program: its streams, its environment, the common options, and the wish to end it. */
public final class Session {
    /** The system property with which the launcher names the folder of the installation. */
    public static final String HOME_PROPERTY = "psfusion.home";

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Terminal terminal;
    private final Cancellation cancellation;
    private final CommonOptions common = new CommonOptions();
    private Console console;

    /**
     * Makes a session.
     *
     * @param environment the variables that the program may read
     */
    public Session(
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            Terminal terminal,
            Cancellation cancellation) {
        this.out = out;
        this.err = err;
        this.environment = Map.copyOf(environment);
        this.terminal = terminal;
        this.cancellation = cancellation;
        console = new Console(out, err, common.verbosity(terminal), "psfusion");
    }

    /** Returns the session of this process. */
    public static Session ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Session(
                StandardOutput.ofProcess(), System.err, environment, Terminal.of(environment), new Cancellation());
    }

    /**
     * Makes the console that the parsed options ask for.
     *
     * @param program the command with the program's name, which messages begin with
     */
    public void begin(String program) {
        console = new Console(out, err, common.verbosity(terminal), program);
    }

    /** Returns the console. */
    public Console console() {
        return console;
    }

    /** Returns the options that every command has; their values are there after parsing. */
    public CommonOptions common() {
        return common;
    }

    /** Returns the wish to end. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** Returns what is known of the terminal. */
    public Terminal terminal() {
        return terminal;
    }

    /** Returns the variables of the environment. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Returns the folder of the installation, which the launcher names. */
    public Optional<Path> home() {
        return Optional.ofNullable(System.getProperty(HOME_PROPERTY)).map(Path::of);
    }
}
