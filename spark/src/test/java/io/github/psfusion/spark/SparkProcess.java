// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A driver as a process of its own, as {@code spark-submit} starts it: Spark starts executors only where the environment names its
 * installation, which here is a folder of links to the jars of the tests.
 */
final class SparkProcess {
    private static final String EXECUTOR = "CoarseGrainedExecutorBackend";
    private static final int MINUTES = 6;

    private final Process process;
    private final Path output;

    private SparkProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * What a driver has done.
     *
     * @param code its exit code
     * @param text what it printed
     */
    record Ended(int code, String text) {}

    /** Starts a job. */
    static SparkProcess start(Path folder, String master, List<String> arguments) throws IOException {
        List<String> folders = new ArrayList<>();
        Path home = folder.resolve("spark-home");
        if (!Files.exists(home)) {
            Files.createDirectories(home.resolve("jars"));
            Files.writeString(home.resolve("RELEASE"), "links to the jars of the tests");
        }
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry).toAbsolutePath();
            Path link = home.resolve("jars").resolve(path.getFileName());
            if (!entry.endsWith(".jar")) {
                folders.add(path.toString());
            } else if (Files.exists(path) && !Files.exists(link)) {
                Files.createSymbolicLink(link, path);
            }
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"));
        command.addAll(List.of("-cp", String.join(":", folders) + ":" + home.resolve("jars") + "/*"));
        for (String option : OPENS.split(" ", -1)) {
            command.add("--add-opens=java.base/" + option + "=ALL-UNNAMED");
        }
        command.add("-Dspark.master=" + master);
        command.add("-Dspark.ui.enabled=false");
        command.add("-Dspark.driver.host=127.0.0.1");
        command.add("-Dspark.executor.extraClassPath=" + String.join(":", folders));
        command.add("-Dspark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 -Djava.awt.headless=true");
        command.add(FuseJob.class.getName());
        command.addAll(arguments);
        Path output = Files.createTempFile(folder, "job", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return new SparkProcess(builder.start(), output);
    }

    /** What Spark's launcher opens on Java 17. */
    private static final String OPENS = "java.lang java.lang.invoke java.nio sun.nio.ch java.util";

    /** Kills one executor; returns whether there was one. */
    boolean killAnExecutor() {
        return process.descendants()
                .filter(child -> child.info().commandLine().orElse("").contains(EXECUTOR))
                .findFirst()
                .map(ProcessHandle::destroyForcibly)
                .orElse(false);
    }

    /** Returns whether the driver runs. */
    boolean isRunning() {
        return process.isAlive();
    }

    /** Waits for the end. */
    Ended end() throws IOException, InterruptedException {
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            var unused = process.destroyForcibly();
            throw new AssertionError("the job does not end:\n" + Files.readString(output));
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }
}
