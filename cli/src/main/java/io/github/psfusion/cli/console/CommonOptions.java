// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.platform.Device;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has; they may stand before or after it. */
public final class CommonOptions {
    private static final String FALLBACK = "object";

    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "this help")
    private boolean help;

    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            scope = ScopeType.INHERIT,
            description = "program, Java, libtorch and their versions")
    private boolean version;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "only warnings and errors")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            split = ",", // a configuration gives a list
            scope = ScopeType.INHERIT,
            description = "print more; twice for debugging output")
    private boolean[] verbose = {};

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = FALLBACK,
            paramLabel = "lines",
            preprocessor = AttachedOnly.class,
            scope = ScopeType.INHERIT,
            description = "results as JSON on standard output; errors too. --json=lines: one object per line")
    private JsonMode json = JsonMode.OFF;

    @Option(
            names = "--ansi",
            paramLabel = "WHEN",
            scope = ScopeType.INHERIT,
            description = "colors on the terminal: auto, always, never (default auto)")
    private When ansi = When.AUTO;

    @Option(
            names = "--progress",
            paramLabel = "WHEN",
            scope = ScopeType.INHERIT,
            description = "auto, always, never (default auto)")
    private When progress = When.AUTO;

    @Option(
            names = "--threads",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description = "worker threads (default: physical cores; all CPUs for metrics)")
    private int threads;

    @Option(
            names = "--device",
            paramLabel = "D",
            scope = ScopeType.INHERIT,
            completionCandidates = Devices.class,
            description =
                    "auto, cpu, cuda (after psfusion engine install cuda; default auto: the CPU, or the GPU of an own libtorch)")
    private String device = "auto";

    /** The values of {@code --device} without a number, for the completion of the shell. */
    static final class Devices implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("auto", "cpu", "cuda").iterator();
        }
    }

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "options from a YAML file, which the command line overrides")
    private @Nullable Path config;

    @Option(
            names = "--show-config",
            scope = ScopeType.INHERIT,
            description = "print the values of all options and where each came from, and stop")
    private boolean showConfig;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description = "refuse larger images (default " + DecodeLimits.DEFAULT_MAX_PIXELS + ")")
    private long maxPixels = DecodeLimits.DEFAULT_MAX_PIXELS;

    /** Lets an optional value count only if it is attached: {@code --json FILE} is an option and a file. */
    static final class AttachedOnly implements IParameterPreprocessor {
        /** Begins a value that is not of the command line, where no argument can hold this character. */
        private static final String CONFIGURED = "\0";

        /** Returns a value of a configuration so that it counts without a separator. */
        static String configured(String value) {
            return CONFIGURED + value;
        }

        @Override
        public boolean preprocess(Stack<String> args, CommandSpec command, ArgSpec argument, Map<String, Object> info) {
            if (!args.isEmpty() && args.peek().startsWith(CONFIGURED)) {
                args.push(args.pop().substring(CONFIGURED.length()));
            } else if (!"=".equals(info.get("separator"))) {
                args.push(FALLBACK);
            }
            return false;
        }
    }

    /**
     * Checks the values.
     *
     * @throws UserError naming the value and the range
     */
    public void check() {
        if (threads < 0) {
            throw UserError.usage("--threads " + threads + ": expected a number from 1 on.");
        }
        if (maxPixels < 1) {
            throw UserError.usage("--max-pixels " + maxPixels + ": expected a number from 1 on.");
        }
        if (!device.equals("auto") && Device.parse(device).isEmpty()) {
            throw UserError.usage("--device " + device + ": expected auto, cpu or cuda.");
        }
    }

    /** Returns what the console prints, and how. */
    public Console.Verbosity verbosity(Terminal terminal) {
        return new Console.Verbosity(
                quiet ? -1 : verbose.length,
                json,
                ansi.decide(terminal.error() && terminal.colors()),
                ansi.decide(terminal.output() && terminal.colors()),
                progress(terminal),
                terminal.columns());
    }

    private Console.Progress progress(Terminal terminal) {
        if (quiet || progress == When.NEVER) {
            return Console.Progress.NONE;
        }
        return progress.decide(terminal.error()) ? Console.Progress.BAR : Console.Progress.LINES;
    }

    /** Returns threads of the backend, 0 for its own choice. */
    public int threads() {
        return threads;
    }

    /** Returns the device's name: auto, cpu, cuda or cuda:N. */
    public String device() {
        return device;
    }

    /** Returns whether the values of all options are printed instead of doing anything. */
    public boolean showsConfig() {
        return showConfig;
    }

    /** Returns the configuration that was named, which {@link OptionValues} has read before the arguments were parsed. */
    public Optional<Path> config() {
        return Optional.ofNullable(config);
    }

    /** Returns the most pixels that an image may have. */
    public long maxPixels() {
        return maxPixels;
    }
}
