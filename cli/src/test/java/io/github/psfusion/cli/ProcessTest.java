// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: what only the whole of it shows. */
@Tag("slow")
class ProcessTest {
    private static final int MOST_SECONDS = 120;

    @TempDir
    private Path folder;

    private Process start(String... args) throws IOException {
        return builder(args).start();
    }

    private ProcessBuilder builder(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("cache"),
                "-cp",
                System.getProperty("java.class.path"),
                PsFusionCommand.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectError(folder.resolve("err").toFile()); // a pipe would be closed by Process.destroy
        return builder;
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS))
                .as("ended in time")
                .isTrue();
        return process.exitValue();
    }

    @Test
    void helpAndMistakesNeedNoEngine() throws Exception {
        Process help = start("fuse", "--help");
        assertThat(new String(help.getInputStream().readAllBytes(), UTF_8)).startsWith("Usage: psfusion fuse");
        assertThat(end(help)).isZero();
        Process mistake = start("fuse", "--irr", "ä b.png");
        assertThat(mistake.getInputStream().readAllBytes()).isEmpty();
        assertThat(end(mistake)).isEqualTo(2);
        assertThat(folder.resolve("err"))
                .content()
                .contains("unknown option --irr. Did you mean --ir?")
                .doesNotContain("\u001b");
        assertThat(folder.resolve("cache")).as("unpacked libraries").doesNotExist();
    }

    @Test
    void measuringAndClassicalMethodsNeedNoEngine() throws Exception {
        ScoredScenes scenes = ScoredScenes.write(folder.resolve("ö x"), "1");
        String pairs = folder.resolve("ö x").toString();
        String fused = scenes.method("mine", "1").toString();
        String[][] commands = {
            {"evaluate", "--pairs", pairs, "--fused", fused, "--metrics", "all", "--json"},
            {"compare", "--pairs", pairs, "--fused", fused, "-m", "gtf,wavelet", "--json"},
            {
                "fuse",
                "--pairs",
                pairs,
                "-m",
                "average",
                "-o",
                folder.resolve("out").toString(),
                "--json"
            }
        };
        for (String[] command : commands) {
            Process process = start(command);
            byte[] out = process.getInputStream().readAllBytes();
            assertThat(end(process)).as(new String(out, UTF_8)).isZero();
            assertThat(new ObjectMapper().readTree(out).has("schema")).isTrue();
            assertThat(folder.resolve("err")).content().doesNotContain("\u001b");
        }
        assertThat(folder.resolve("cache")).as("unpacked libraries").doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void terminatedWorkLeavesWholeFilesAndTheStatusOfTheSignal() throws Exception {
        Path out = folder.resolve("sä mple");
        Process process = start("dataset", "generate", "-o", out.toString(), "--pairs", "1000", "--size", "32x32");
        Path first = out.resolve("train/label/00001D.png");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (!Files.exists(first) && process.isAlive() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        process.destroy(); // SIGTERM
        assertThat(end(process)).isEqualTo(143);
        assertThat(folder.resolve("err")).content().contains("interrupted");
        try (Stream<Path> files = Files.walk(out)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allMatch(file -> file.toString().endsWith(".png"))
                    .noneMatch(file -> String.valueOf(file.getFileName()).startsWith("."));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aClosedTerminalEndsAWaitThatNothingElseEnds() throws Exception {
        Path pipe = folder.resolve("config.yaml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process process = start("evaluate", "--list-metrics", "--config", pipe.toString());
        try (RandomAccessFile writer = new RandomAccessFile(pipe.toFile(), "rw")) { // open, and nothing is written
            while (process.isAlive() && !hasOpen(process, pipe)) {
                Thread.onSpinWait();
            }
            assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(end(process)).isEqualTo(129);
            assertThat(writer.getFD().valid()).isTrue();
        }
    }

    private static boolean hasOpen(Process process, Path file) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return descriptors.anyMatch(descriptor -> {
                try {
                    return Files.isSameFile(descriptor, file);
                } catch (IOException e) {
                    return false; // closed meanwhile
                }
            });
        } catch (NoSuchFileException | UncheckedIOException e) {
            return false; // the process has ended
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aReaderThatHasSeenEnoughEndsTheProgramInSilence() throws Exception {
        Process process = start("evaluate", "--list-metrics", "--json");
        process.getInputStream().close();
        assertThat(end(process)).isEqualTo(141);
        assertThat(folder.resolve("err")).isEmptyFile();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskBehindStandardOutputIsAnError() throws Exception {
        Process process = builder("evaluate", "--list-metrics")
                .redirectOutput(Path.of("/dev/full").toFile())
                .start();
        assertThat(end(process)).isEqualTo(5);
        assertThat(folder.resolve("err")).content().contains("standard output cannot be written: No space left");
    }
}
