// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Times each {@link Form} of the network side by side, each in a process of its own, and prints a table in Markdown: a training
 * step of four crops of 256 x 256, and the fusion of a pair of 640 x 480 pixels.
 */
public final class Comparison {
    private Comparison() {}

    /** Runs all forms; takes some minutes in which nothing else should run. */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.println(processor() + ", " + Runtime.getRuntime().availableProcessors() + " threads, Java "
                + System.getProperty("java.version"));
        table("Training step, batch 4, 256 x 256", StepTiming.class);
        table("Fusion of a pair, 640 x 480, network alone", FusionTiming.class);
    }

    private static void table(String title, Class<?> program) throws IOException, InterruptedException {
        System.out.printf("%n%s%n%n", title);
        System.out.println("| form | seconds, median | least | most | times faster | peak memory, GB |");
        System.out.println("|---|---|---|---|---|---|");
        double plain = 0;
        for (Form form : Form.values()) {
            Timing timing = run(program, form);
            plain = form == Form.PLAIN ? timing.median() : plain;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %.2f | %.1f | %.1f |%n",
                    form.title(),
                    timing.median(),
                    timing.least(),
                    timing.most(),
                    plain / timing.median(),
                    timing.peakBytes() / 1e9);
        }
    }

    private static Timing run(Class<?> program, Form form) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        String cache = System.getProperty("org.bytedeco.javacpp.cachedir");
        if (cache != null) {
            command.add("-Dorg.bytedeco.javacpp.cachedir=" + cache);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName(), form.name()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        form.apply(builder.environment());
        Process process = builder.start();
        String last = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException(
                    program.getSimpleName() + " of " + form + " ended with status " + process.exitValue());
        }
        return Timing.parse(last);
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return System.getProperty("os.arch");
        }
        String name = "processor";
        String flags = "";
        try (Stream<String> lines = Files.lines(info)) {
            for (String line : lines.toList()) {
                if (line.startsWith("model name")) {
                    name = line.substring(line.indexOf(':') + 1).strip();
                } else if (line.startsWith("flags")) {
                    flags = Stream.of(line.split("\\s+", -1))
                            .filter(flag -> flag.matches("avx2|avx512f|avx512_(bf16|fp16|vnni)|amx_.*"))
                            .reduce("", (all, flag) -> all + " " + flag);
                }
            }
        }
        return name + " (" + flags.strip() + ")";
    }
}
