// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.psfusion.platform.PrintableText;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

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

    /** Returns standard output, for text that is the same for all; what is foreign must not be written to it. */
    public PrintStream output() {
        return out;
    }

    /** Returns standard output for results that are bytes. Flushing it throws where they did not arrive. */
    public OutputStream bytes() {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) {
                Console.this.out.write(bytes, from, length);
            }

            @Override
            public void flush() throws IOException {
                if (Console.this.out.checkError()) {
                    throw StandardOutput.failure(Console.this.out);
                }
            }
        };
    }

    /**
     * Makes sure that all results that were written to standard output have arrived. The program asks at its end, when files
     * are written.
     *
     * @throws UserError if not
     */
    public synchronized void requireWritten() {
        if (out.checkError()) {
            IOException failure = StandardOutput.failure(out);
            throw UserError.output(
                    "standard output cannot be written: " + failure.getMessage()
                            + ". Direct it to a place with room; files that were written are complete.",
                    failure);
        }
    }

    /**
     * Writes the result of a command: text, or with {@code --json} the same as an object.
     *
     * @param json keys in camel case; the version of the schema is added
     */
    public synchronized void result(String text, Map<String, ?> json) {
        clearProgress();
        print(verbosity.json() == JsonMode.OFF ? text : toJson(json));
        out.flush();
    }

    /**
     * Writes the result of a command: text, or with {@code --json} a document that has a form of its own.
     *
     * @param json the document, made only if it is wanted
     */
    public synchronized void document(String text, Supplier<String> json) {
        clearProgress();
        print((verbosity.json() == JsonMode.OFF ? text : json.get()).stripTrailing());
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
            print(text);
            out.flush();
        }
    }

    /**
     * Writes one of many results with {@code --json=lines}, else nothing.
     *
     * @throws UserError if nobody can read it: the work that is left would be of no use
     */
    public synchronized void line(Map<String, ?> json) {
        if (verbosity.json() == JsonMode.LINES) {
            clearProgress();
            print(toJson(json));
            requireWritten();
        }
    }

    /** Prints what the user may want to know; nothing with {@code --quiet}. */
    public void info(String text) {
        if (verbosity.level() >= 0) {
            error(program + ": " + continued(text));
        }
    }

    /** Prints details, with {@code --verbose}. */
    public void detail(String text) {
        if (verbosity.level() >= 1) {
            error(program + ": " + continued(text));
        }
    }

    /** Warns: the result is there, but may not be what was meant. */
    public void warn(String text) {
        line(program + ": " + styled("@|yellow warning:|@") + " " + PrintableText.lines(continued(text)));
    }

    /** Reports a failure. */
    public void fail(String text) {
        line(styled("@|red,bold " + program + ":|@") + " " + PrintableText.lines(continued(text)));
    }

    /** Writes a text to standard error. */
    public void error(String text) {
        line(PrintableText.lines(text));
    }

    private synchronized void line(String printable) {
        clearProgress();
        err.println(printable);
        err.flush();
    }

    /** Indents a further line that looks like another message: a line end in a foreign name could begin it. */
    private static String continued(String message) {
        return message.replace("\npsfusion", "\n  psfusion");
    }

    /** Writes a result, in which only bold type may control a terminal. */
    private void print(String text) {
        String printable = PrintableText.lines(text);
        if (verbosity.outputAnsi()) {
            printable = printable
                    .replace(PrintableText.lines(Style.bold.on()), Style.bold.on())
                    .replace(PrintableText.lines(Style.bold.off()), Style.bold.off());
        }
        out.println(printable);
    }

    /** Writes the error of a command as JSON to standard output, where the user wants JSON. */
    public synchronized void failure(int status, String message) {
        if (verbosity.json() != JsonMode.OFF) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("status", status);
            error.put("message", message);
            print(toJson(Map.of("error", error)));
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
                err.print("\r" + PrintableText.name(text));
            } else {
                err.println(PrintableText.name(text.strip()));
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
