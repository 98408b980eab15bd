// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.NetworkSpecs;
import io.github.psfusion.platform.Cpu;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Times each {@link Form} of the network side by side, each in a process of its own, and prints tables in Markdown: a training step
 * of four crops of 256 x 256, the fusion of a pair at several sizes, and that of a pair of 640 x 480 by each other network. Arguments:
 * {@code training}, {@code fusion} or {@code networks} for these alone, sizes such as {@code 640x480} for {@code fusion} and
 * {@code networks} at these alone, and keys of networks for these alone.
 */
public final class Comparison {
    private static final int LARGEST_FOR_ALL = 1080;

    /** The largest height at which networks other than PSFusion are timed in all forms of {@link #NETWORK_FORMS}. */
    private static final int LARGEST_FOR_NETWORKS = 480;

    private static final List<Form> NETWORK_FORMS = List.of(Form.PLAIN, Form.OURS, Form.OURS_BRAIN);
    private static final String PSFUSION = "psfusion";

    private Comparison() {}

    /** Images of a size, and how often they are fused. */
    private record Size(int width, int height, int repetitions) {
        boolean isWanted(List<String> names) {
            return names.stream().noneMatch(name -> name.matches("\\d+x\\d+")) || names.contains(width + "x" + height);
        }

        List<String> arguments(String network) {
            return List.of(network, String.valueOf(height), String.valueOf(width), String.valueOf(repetitions));
        }
    }

    private static final List<Size> SIZES = List.of(
            new Size(256, 256, 15),
            new Size(640, 480, 11),
            new Size(1024, 768, 5),
            new Size(1920, 1080, 3),
            new Size(3840, 2160, 1));

    private static final List<Size> NETWORK_SIZES = List.of(new Size(640, 480, 3), new Size(1920, 1080, 1));

    /** Runs all forms; takes more than an hour in which nothing else should run, most of it at the largest size. */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.println(cpu() + ", " + Runtime.getRuntime().availableProcessors() + " threads, Java "
                + System.getProperty("java.version"));
        List<String> wanted = args.length == 0 ? List.of("training", "fusion", "networks") : List.of(args);
        if (wanted.contains("training")) {
            List<Form> forms = Stream.of(Form.values()).filter(Form::trains).toList();
            table("Training step, batch 4, 256 x 256", StepTiming.class, forms, List.of());
        }
        if (wanted.contains("fusion")) {
            for (Size size :
                    SIZES.stream().filter(size -> size.isWanted(wanted)).toList()) {
                List<Form> forms = Stream.of(Form.values())
                        .filter(form -> size.height() <= LARGEST_FOR_ALL || form.isOurs())
                        .toList();
                String title = "Fusion of a pair, " + size.width() + " x " + size.height() + ", network alone";
                table(title, FusionTiming.class, forms, size.arguments(PSFUSION));
            }
        }
        if (wanted.contains("networks")) {
            networks(wanted);
        }
    }

    private static void networks(List<String> wanted) throws IOException, InterruptedException {
        boolean brainFloats = hasBrainFloats();
        if (!brainFloats) {
            System.out.println("The CPU has no convolutions of bfloat16: that form is left out.");
        }
        List<NetworkSpec> others = NetworkSpecs.all().stream()
                .filter(spec -> !spec.key().equals(PSFUSION))
                .toList();
        boolean some = others.stream().anyMatch(spec -> wanted.contains(spec.key()));
        for (NetworkSpec spec : others) {
            if (some && !wanted.contains(spec.key())) {
                continue;
            }
            for (Size size : NETWORK_SIZES) {
                if (size.isWanted(wanted)) {
                    List<Form> forms = NETWORK_FORMS.stream()
                            .filter(form -> size.height() <= LARGEST_FOR_NETWORKS || form.isOurs())
                            .filter(form -> brainFloats || form.precision() != DataType.BFLOAT16)
                            .toList();
                    String title = "Fusion of a pair by " + spec.name() + ", " + size.width() + " x " + size.height()
                            + ", network alone";
                    table(title, FusionTiming.class, forms, size.arguments(spec.key()));
                }
            }
        }
    }

    private static boolean hasBrainFloats() {
        try (Backend backend = Backends.open(BackendOptions.defaults())) {
            return backend.supportsBfloat16();
        }
    }

    private static void table(String title, Class<?> program, List<Form> forms, List<String> arguments)
            throws IOException, InterruptedException {
        System.out.printf("%n%s%n%n", title);
        System.out.println("| form | seconds, median | minimum | maximum | speedup | CPU seconds | peak memory, GB |");
        System.out.println("|---|---|---|---|---|---|---|");
        double plain = Double.NaN;
        for (Form form : forms) {
            RepeatedTiming timing = run(program, form, arguments);
            plain = form == Form.PLAIN ? timing.median() : plain;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.3f | %.3f | %.3f | %s | %.2f | %.1f |%n",
                    form.title(),
                    timing.median(),
                    timing.least(),
                    timing.most(),
                    Double.isNaN(plain) ? "-" : String.format(Locale.ROOT, "%.1f", plain / timing.median()),
                    timing.cpu(),
                    timing.peakBytes() / 1e9);
        }
    }

    private static RepeatedTiming run(Class<?> program, Form form, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        String cache = System.getProperty("org.bytedeco.javacpp.cachedir");
        if (cache != null) {
            command.add("-Dorg.bytedeco.javacpp.cachedir=" + cache);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName(), form.name()));
        command.addAll(arguments);
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
        return RepeatedTiming.parse(last);
    }

    private static String cpu() {
        String flags = Cpu.local().flags().stream()
                .filter(flag -> flag.matches("avx2|avx512f|avx512_(bf16|fp16|vnni)|amx_.*"))
                .sorted()
                .collect(Collectors.joining(" "));
        return Cpu.local().model().orElse(System.getProperty("os.arch")) + " (" + flags + ")";
    }
}
