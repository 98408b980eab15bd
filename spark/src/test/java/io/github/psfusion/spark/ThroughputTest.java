// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job on two executors beside two processes of {@code psfusion fuse --shard}, one thread each, in turn: their results must be the
 * same, and what both took is printed. It takes minutes and is no part of the build; {@code docs/guide/cluster.md} has the command.
 */
@Tag("slow")
@EnabledIfSystemProperty(named = ThroughputTest.ROUNDS, matches = "[1-9][0-9]*")
class ThroughputTest {
    static final String ROUNDS = "psfusion.throughput.rounds";

    private static final int SCENES = 250; // of which one in five is for validation
    private static final int PAIRS = 200;
    /** Results after which the start is over: both executors have ended a task, and have loaded what writes the table. */
    private static final int WARM = 40;

    private static final int WORKERS = 2;
    private static final long INTERVAL_MILLIS = 200;
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_THRESHOLD_", "4294967296",
            "MALLOC_TRIM_THRESHOLD_", "17179869184",
            "MALLOC_TOP_PAD_", "67108864",
            "THP_MEM_ALLOC_ENABLE", "1",
            "OPENBLAS_NUM_THREADS", "1",
            "GOMP_SPINCOUNT", "1000");

    @TempDir
    private Path folder;

    private Path home = Path.of("");
    private Path pairs = Path.of("");

    /**
     * What a run took.
     *
     * @param start seconds until the first results were there
     * @param rate results a second after that, to the last one
     * @param cpu seconds of CPUs for each of these results, of all processes
     */
    private record Run(double start, double rate, double cpu) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%.1f s to %d results, then %.3f pairs/s, %.3f CPU s a pair", start, WARM, rate, cpu);
        }
    }

    @BeforeEach
    void generate() throws Exception {
        home = Path.of("..").toRealPath();
        assertThat(home.resolve("cli/target/app/built"))
                .as("the program, which ./psfusion --version builds")
                .exists();
        Process process = psfusion(List.of(
                "dataset",
                "generate",
                "-o",
                folder.resolve("set").toString(),
                "--pairs",
                String.valueOf(SCENES),
                "--size",
                "160x120"));
        assertThat(process.waitFor()).isZero();
        pairs = folder.resolve("set/train");
        assertThat(results(pairs.resolve("ir"))).isEqualTo(PAIRS);
    }

    @Test
    void resultsAreThoseOfTheCommandAlsoIfAnExecutorIsKilled() throws Exception {
        int rounds = Integer.getInteger(ROUNDS);
        List<Run> jobs = new ArrayList<>();
        List<Run> commands = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            Path job = folder.resolve("job" + round);
            Path command = folder.resolve("command" + round);
            // Whatever else the machine does changes slowly: the order alternates.
            for (boolean first : new boolean[] {true, false}) {
                if (first == (round % 2 == 1)) {
                    jobs.add(job(job));
                    print("job     " + jobs.get(round - 1));
                } else {
                    commands.add(command(command));
                    print("command " + commands.get(round - 1));
                }
            }
            compare(job, command);
            assertThat(instances(job)).hasSize(WORKERS); // one open network in each executor
        }
        double[] ratios = new double[rounds];
        double[] cpu = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            ratios[round] = jobs.get(round).rate() / commands.get(round).rate();
            cpu[round] = jobs.get(round).cpu() / commands.get(round).cpu();
        }
        print("throughput of the job / of the command, round by round: " + Arrays.toString(ratios));
        print("CPU time of the job / of the command, round by round: " + Arrays.toString(cpu));
        killAnExecutor(folder.resolve("command" + rounds));
    }

    private void killAnExecutor(Path expected) throws IOException, InterruptedException {
        Path out = folder.resolve("killed");
        SparkProcess job = start(out);
        boolean killed = false;
        while (job.isRunning() && !killed) {
            killed = Files.isDirectory(out) && results(out) >= PAIRS / 2 && job.killAnExecutor();
            Thread.sleep(INTERVAL_MILLIS);
        }
        int atTheKill = results(out);
        SparkProcess.Ended ended = job.end();
        assertThat(killed).as(ended.text()).isTrue();
        assertThat(atTheKill).isLessThan(PAIRS);
        assertThat(ended.code()).as(ended.text()).isZero();
        assertThat(ended.text()).contains(PAIRS + " of " + PAIRS + " pairs fused");
        compare(out, expected);
        print("killed an executor at " + atTheKill + " results; methods that were opened: " + instances(out));

        SparkProcess.Ended second = start(out).end();
        assertThat(second.code()).as(second.text()).isZero();
        assertThat(second.text()).contains("0 of " + PAIRS + " pairs fused").contains(PAIRS + " existed and are kept");
        assertThat(ResultRows.of(out)).hasSize(PAIRS);
    }

    private static void print(String line) {
        System.out.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private Run job(Path out) throws IOException, InterruptedException {
        SparkProcess job = start(out);
        Run run = watch(List.of(job.driver()), out);
        SparkProcess.Ended ended = job.end();
        assertThat(ended.code()).as(ended.text()).isZero();
        return run;
    }

    private SparkProcess start(Path out) throws IOException {
        Map<String, String> settings = new HashMap<>();
        ENVIRONMENT.forEach((name, value) -> settings.put("spark.executorEnv." + name, value));
        settings.put(
                "spark.executor.extraJavaOptions", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.awt.headless=true");
        return SparkProcess.start(
                folder,
                "local-cluster[" + WORKERS + ",1,1024]",
                settings,
                List.of(
                        "--ir",
                        pairs.resolve("ir").toString(),
                        "--vi",
                        pairs.resolve("vi").toString(),
                        "-o",
                        out.toString(),
                        "--weights",
                        home.resolve("models/psfusion.safetensors").toString()));
    }

    private Run command(Path out) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int shard = 1; shard <= WORKERS; shard++) {
            processes.add(psfusion(List.of(
                    "fuse",
                    "--ir",
                    pairs.resolve("ir").toString(),
                    "--vi",
                    pairs.resolve("vi").toString(),
                    "-o",
                    out.toString(),
                    "--threads",
                    "1",
                    "--shard",
                    shard + "/" + WORKERS)));
        }
        Run run = watch(processes, out);
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        return run;
    }

    private Process psfusion(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("psfusion").toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("command.log").toFile()))
                .start();
    }

    /** Watches the results of processes until all of them have ended. */
    private static Run watch(List<Process> processes, Path out) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Map<Long, Duration> cpu = new HashMap<>();
        double start = 0;
        double cpuAtStart = 0;
        int startCount = 0;
        double end = 0;
        double cpuAtEnd = 0;
        int count = 0;
        while (processes.stream().anyMatch(Process::isAlive)) {
            processes.stream()
                    .flatMap(process -> Stream.concat(Stream.of(process.toHandle()), process.descendants()))
                    .forEach(process -> process.info()
                            .totalCpuDuration()
                            .ifPresent(duration -> cpu.merge(process.pid(), duration, (a, b) -> b)));
            int results = Files.isDirectory(out) ? results(out) : 0;
            if (results > count) {
                count = results;
                end = (System.nanoTime() - begin) * 1e-9;
                cpuAtEnd = cpu.values().stream().mapToLong(Duration::toNanos).sum() * 1e-9;
                if (start == 0 && count >= WARM) {
                    start = end;
                    cpuAtStart = cpuAtEnd;
                    startCount = count;
                }
            }
            Thread.sleep(INTERVAL_MILLIS);
        }
        assertThat(count).isGreaterThan(startCount);
        return new Run(start, (count - startCount) / (end - start), (cpuAtEnd - cpuAtStart) / (count - startCount));
    }

    private static int results(Path out) throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return (int) files.filter(file -> file.toString().endsWith(".png")
                            && !file.getFileName().toString().startsWith("."))
                    .count();
        }
    }

    private static void compare(Path job, Path command) throws IOException {
        assertThat(results(job)).isEqualTo(PAIRS);
        assertThat(results(command)).isEqualTo(PAIRS);
        try (Stream<Path> files = Files.list(command)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".png")).toList()) {
                assertThat(job.resolve(file.getFileName())).hasSameBinaryContentAs(file);
            }
        }
        List<String> rows = ResultRows.of(job);
        assertThat(rows).hasSize(PAIRS).allMatch(row -> row.contains(",fused,"));
        assertThat(rows.stream().map(row -> row.split(",", -1)[1]).distinct()).hasSize(PAIRS);
    }

    /** Returns process and number of each method that was open: number 1 each, as many as there were executors. */
    private static List<String> instances(Path job) throws IOException {
        List<String> instances = ResultRows.of(job).stream()
                .map(row -> row.substring(row.lastIndexOf(',') + 1))
                .distinct()
                .toList();
        assertThat(instances).allMatch(instance -> instance.matches("[0-9]+/1"));
        return instances;
    }
}
