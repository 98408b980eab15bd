// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A driver as a process of its own, as {@code spark-submit} starts it: Spark starts executors only where the environment names its
 * installation, which here is a folder of links to the jars of the tests.
 */
final class SparkProcess {
    private static final String EXECUTOR = "CoarseGrainedExecutorBackend";
    private static final int MINUTES = 6;

    /** What Spark's launcher opens on Java 17. */
    private static final String OPENS = "java.lang java.lang.invoke java.nio sun.nio.ch java.util";

    /** Jars that a cluster does not have. */
    private static final Pattern PROGRAM =
            Pattern.compile("[/-](psfusion|bytedeco|picocli|twelvemonkeys|tribuo|JTransforms)[/-]");

    private final Process process;
    private final Path home;
    private final Path output;

    private SparkProcess(Process process, Path home, Path output) {
        this.process = process;
        this.home = home;
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
        return start(folder, master, Map.of(), arguments);
    }

    /**
     * Starts a job.
     *
     * @param settings settings of Spark, which replace those of the tests
     */
    static SparkProcess start(Path folder, String master, Map<String, String> settings, List<String> arguments)
            throws IOException {
        List<Path> all = classPath();
        Path home = home(folder, all);
        List<String> folders =
                all.stream().filter(path -> !isJar(path)).map(Path::toString).toList();
        Map<String, String> properties = properties(master);
        properties.put("spark.executor.extraClassPath", String.join(":", folders));
        properties.putAll(settings);
        List<String> command = java(String.join(":", folders) + ":" + home.resolve("jars") + "/*");
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add(FuseJob.class.getName());
        command.addAll(arguments);
        return start(folder, home, command);
    }

    /**
     * Starts a job by Spark's program for that, where Spark has no other jars than its own.
     *
     * @param settings a file with settings of Spark
     */
    static SparkProcess submit(Path folder, String master, Path settings, Path jar, List<String> arguments)
            throws IOException {
        Path home = home(
                folder,
                classPath().stream()
                        .filter(path ->
                                isJar(path) && !PROGRAM.matcher(path.toString()).find())
                        .toList());
        List<String> command = java(home.resolve("jars") + "/*");
        command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--properties-file", settings.toString()));
        properties(master).forEach((name, value) -> command.addAll(List.of("--conf", name + "=" + value)));
        command.addAll(List.of("--class", FuseJob.class.getName(), jar.toString()));
        command.addAll(arguments);
        return start(folder, home, command);
    }

    private static List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(Files::exists)
                .toList();
    }

    private static boolean isJar(Path path) {
        return path.toString().endsWith(".jar");
    }

    /** Makes an installation of Spark, of links to jars. */
    private static Path home(Path folder, List<Path> classPath) throws IOException {
        Path home = folder.resolve("spark-home");
        Files.createDirectories(home.resolve("jars"));
        Files.writeString(home.resolve("RELEASE"), "links to the jars of the tests");
        for (Path path : classPath) {
            Path link = home.resolve("jars").resolve(path.getFileName());
            if (isJar(path) && !Files.exists(link)) {
                Files.createSymbolicLink(link, path);
            }
        }
        return home;
    }

    private static Map<String, String> properties(String master) {
        Map<String, String> properties = new TreeMap<>();
        properties.put("spark.master", master);
        properties.put("spark.ui.enabled", "false");
        properties.put("spark.driver.host", "127.0.0.1");
        properties.put("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -Djava.awt.headless=true");
        return properties;
    }

    private static List<String> java(String classPath) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"));
        command.addAll(List.of("-cp", classPath));
        for (String option : OPENS.split(" ", -1)) {
            command.add("--add-opens=java.base/" + option + "=ALL-UNNAMED");
        }
        return command;
    }

    private static SparkProcess start(Path folder, Path home, List<String> command) throws IOException {
        Path output = Files.createTempFile(folder, "job", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return new SparkProcess(builder.start(), home, output);
    }

    /** Kills one executor; returns whether there was one. */
    boolean killAnExecutor() {
        return process.descendants()
                .filter(child -> child.info().commandLine().orElse("").contains(EXECUTOR))
                .findFirst()
                .map(ProcessHandle::destroyForcibly)
                .orElse(false);
    }

    /** Returns the driver. */
    Process driver() {
        return process;
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
        try (Stream<Path> links = Files.list(home.resolve("jars"))) {
            for (Path link : links.toList()) {
                Files.delete(link); // JUnit warns of each that leads out of its folder
            }
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }
}
