// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * The only class that writes to the streams: results to standard output, messages and progress to standard error. Thread-safe.
 */
public final class Console {
    /** The version of the JSON results; it changes when a key changes its meaning or goes. */
    public static final int SCHEMA = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    private final PrintStream out;
    private final PrintStream err;
    private final Verbosity verbosity;
    private final String program;
    private @Nullable ProgressDisplay display;

    /**
     * What is printed, and how.
     *
     * @param level -1: only warnings and errors; 0: usual; 1: more; 2: debugging output and stack traces
     * @param json the form of results
     * @param ansi whether standard error may be colored
     * @param outputAnsi whether standard output may have bold type
     * @param progress how progress is shown
     * @param columns width of the terminal
     */
    public record Verbosity(
            int level, JsonMode json, boolean ansi, boolean outputAnsi, Progress progress, int columns) {}

    /** How progress is shown. */
    public enum Progress {
        /** A bar that moves, on a terminal. */
        BAR,
        /** A line every ten seconds. */
        LINES,
        /** Not at all. */
        NONE
    }

    /**
     * Makes a console.
     *
     * @param program what messages begin with, such as {@code psfusion fuse}
     */
    public Console(PrintStream out, PrintStream err, Verbosity verbosity, String program) {
        this.out = out;
        this.err = err;
        this.verbosity = verbosity;
        this.program = program;
    }

    /** Returns what is printed, and how. */
    public Verbosity verbosity() {
        return verbosity;
    }

    /** Returns standard output, for results that are bytes. */
    public PrintStream output() {
        return out;
    }

    /**
     * Writes the result of a command: text, or with {@code --json} the same as an object.
     *
     * @param json keys in camel case; the version of the schema is added
     */
    public synchronized void result(String text, Map<String, ?> json) {
        clearProgress();
        out.println(verbosity.json() == JsonMode.OFF ? text : toJson(json));
        out.flush();
    }

    /**
     * Writes the result of a command: text, or with {@code --json} a document that has a form of its own.
     *
     * @param json the document, made only if it is wanted
     */
    public synchronized void document(String text, Supplier<String> json) {
        clearProgress();
        out.println((verbosity.json() == JsonMode.OFF ? text : json.get()).stripTrailing());
        out.flush();
    }

    /**
     * Reports on success what was done and where: nothing with {@code --quiet}, an object with {@code --json}.
     *
     * @param json keys in camel case; the version of the schema is added
     */
    public void outcome(String text, Map<String, ?> json) {
        if (verbosity.json() == JsonMode.OFF) {
            done(text);
        } else {
            result(text, json);
        }
    }

    /** Reports on success what was done; nothing with {@code --quiet} or {@code --json}. */
    public synchronized void done(String text) {
        if (verbosity.level() >= 0 && verbosity.json() == JsonMode.OFF) {
            clearProgress();
            out.println(text);
            out.flush();
        }
    }

    /** Writes one of many results with {@code --json=lines}, else nothing. */
    public synchronized void line(Map<String, ?> json) {
        if (verbosity.json() == JsonMode.LINES) {
            clearProgress();
            out.println(toJson(json));
            out.flush();
        }
    }

    /** Prints what the user may want to know; nothing with {@code --quiet}. */
    public void info(String text) {
        if (verbosity.level() >= 0) {
            error(program + ": " + text);
        }
    }

    /** Prints details, with {@code --verbose}. */
    public void detail(String text) {
        if (verbosity.level() >= 1) {
            error(program + ": " + text);
        }
    }

    /** Warns: the result is there, but may not be what was meant. */
    public void warn(String text) {
        error(program + ": " + styled("@|yellow warning:|@") + " " + text);
    }

    /** Reports a failure. */
    public void fail(String text) {
        error(styled("@|red,bold " + program + ":|@") + " " + text);
    }

    /** Writes a line to standard error. */
    public synchronized void error(String text) {
        clearProgress();
        err.println(text);
        err.flush();
    }

    /** Writes the error of a command as JSON to standard output, where the user wants JSON. */
    public synchronized void failure(int status, String message) {
        if (verbosity.json() != JsonMode.OFF) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("status", status);
            error.put("message", message);
            out.println(toJson(Map.of("error", error)));
            out.flush();
        }
    }

    /**
     * Opens a display of progress; it is drawn on standard error, and every other line clears it first.
     *
     * @param task a word for what is done
     */
    public ProgressDisplay progress(String task) {
        ProgressDisplay opened = new ProgressDisplay(this, task);
        synchronized (this) {
            display = opened;
        }
        return opened;
    }

    /** Returns text with picocli's markup as colors, or without it where none are wanted. */
    private String styled(String markup) {
        return (verbosity.ansi() ? Ansi.ON : Ansi.OFF).string(markup);
    }

    private void clearProgress() {
        if (display != null) {
            display.clear(err);
        }
    }

    /** Draws a line of progress; called by the display's own thread. */
    synchronized void draw(ProgressDisplay from, String text) {
        if (display == from) {
            if (verbosity.progress() == Progress.BAR) {
                err.print("\r" + text);
            } else {
                err.println(text.strip());
            }
            err.flush();
        }
    }

    synchronized void close(ProgressDisplay closed) {
        if (display == closed) {
            clearProgress();
            display = null;
        }
    }

    private static String toJson(Map<String, ?> values) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("schema", SCHEMA);
        all.putAll(values);
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result cannot be written as JSON", e);
        }
    }
}
