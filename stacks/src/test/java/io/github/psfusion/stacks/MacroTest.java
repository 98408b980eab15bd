// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.stacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Macros in a running ImageJ with the plug-in, on a virtual screen. Other versions of JavaCPP and Jackson lie in front on its class
 * path, as other plug-ins of Fiji bring them.
 */
@Tag("slow")
class MacroTest {
    private static final long SECONDS = 240;
    private static final long PLUGIN_BYTES = 200_000;
    private static final Path OLD_JARS = Path.of("target", "old-jars");

    @TempDir
    private Path folder;

    private Path infrared = Path.of("");
    private Path visible = Path.of("");
    private Path results = Path.of("");

    @BeforeEach
    void requireScreen() throws IOException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "xvfb-run"))),
                "no xvfb-run: a macro needs a screen (Debian: apt install xvfb)");
        infrared = Files.createDirectory(folder.resolve("ir"));
        visible = Files.createDirectory(folder.resolve("vi"));
        results = Files.createDirectory(folder.resolve("results"));
    }

    @Test
    void macrosGiveTheValuesOfTheProgram() throws IOException, InterruptedException {
        FijiFolder fiji = FijiFolder.make(Files.createDirectory(folder.resolve("Fiji.app")));
        Path weights =
                Path.of("..", "models", "psfusion.safetensors").toAbsolutePath().normalize();
        Files.createSymbolicLink(fiji.library().resolve("models"), weights.getParent());
        Scenes.save(folder.resolve("a8.png"), Scenes.infrared8(0));
        Scenes.save(folder.resolve("b8.png"), Scenes.visibleColor(0));
        Scenes.save(folder.resolve("a16.png"), Scenes.infrared16(0));
        Scenes.save(folder.resolve("b16.png"), Scenes.visible8(0));
        for (int i = 0; i < 5; i++) {
            Scenes.save(infrared.resolve(i + ".png"), Scenes.infrared16(i));
            Scenes.save(visible.resolve(i + ".png"), Scenes.visible8(i));
        }
        for (String precision : precisions()) {
            String[] options = {"-m", "psfusion", "--weights", weights.toString(), "--precision", precision};
            program("a8.png", "b8.png", precision + "/c8.png", options);
            program("a16.png", "b16.png", precision + "/c16.png", options);
        }
        program("a8.png", "b8.png", "gray.png", "-m", "laplacian", "--color", "gray");
        program("ir", "vi", "stack", "-m", "laplacian");

        String log = imagej(fiji, """
            dir = "%s/";
            setBatchMode(true);
            open(dir + "a8.png"); open(dir + "b8.png"); open(dir + "a16.png"); open(dir + "b16.png");
            command = "Fuse Infrared and Visible...";
            run(command, "infrared=a8.png visible=b8.png method=psfusion weights=%s");
            saveAs("PNG", dir + "results/c8.png"); close();
            run(command, "infrared=a16.png visible=b16.png method=psfusion");
            saveAs("PNG", dir + "results/c16.png"); close();
            run(command, "infrared=a8.png visible=b8.png method=laplacian color=gray align=off");
            saveAs("PNG", dir + "results/gray.png"); close();
            File.openSequence(dir + "ir"); File.openSequence(dir + "vi");
            run(command, "infrared=ir visible=vi method=laplacian");
            saveAs("Tiff", dir + "results/stack.tif"); close();
            for (i = 1; i <= 25; i++) {
                run(command, "infrared=a8.png visible=b8.png method=psfusion"); close();
                if (i == 5 || i == 25) {
                    call("java.lang.System.gc"); wait(300); call("java.lang.System.gc");
                    File.append("heap " + IJ.currentMemory(), dir + "results/log.txt");
                }
            }
            File.append("done", dir + "results/log.txt");
            """.formatted(folder, weights));

        assertThat(log).as("log of the macro").contains("done");
        assertSamePixelsInOnePrecision("c8.png");
        assertSamePixelsInOnePrecision("c16.png");
        assertSamePixels("gray.png");
        var stack = Program.open(results.resolve("stack.tif")).getStack();
        assertThat(stack.getSize()).isEqualTo(5);
        for (int i = 0; i < 5; i++) {
            assertThat(stack.getProcessor(i + 1).getPixels())
                    .as("slice %d", i + 1)
                    .isEqualTo(Program.open(folder.resolve("stack/" + i + ".png"))
                            .getProcessor()
                            .getPixels());
        }
        long[] heap = log.lines()
                .filter(line -> line.startsWith("heap "))
                .mapToLong(line -> Long.parseLong(line.substring("heap ".length())))
                .toArray();
        assertThat(heap).hasSize(2);
        assertThat(heap[1]).as("heap after 25 runs, %d after 5", heap[0]).isLessThan(heap[0] + 4_000_000);
        assertThat(Files.size(fiji.plugin())).isLessThan(PLUGIN_BYTES);
        assertThat(Files.exists(fiji.home().resolve("jars"))).isFalse();
    }

    private void program(String infraredFile, String visibleFile, String result, String... options) {
        List<String> args = new ArrayList<>(
                List.of("fuse", "--ir", folder.resolve(infraredFile).toString()));
        args.addAll(List.of("--vi", folder.resolve(visibleFile).toString()));
        args.addAll(List.of("-o", folder.resolve(result).toString()));
        args.addAll(List.of(options));
        Program.run(args.toArray(new String[0]));
    }

    private void assertSamePixels(String name) {
        assertThat(Program.open(results.resolve(name)).getProcessor().getPixels())
                .as(name)
                .isEqualTo(Program.open(folder.resolve(name)).getProcessor().getPixels());
    }

    /** Plug-in and program each measure which is faster; on a busy machine they may choose differently. */
    private static List<String> precisions() {
        try (Backend backend = Backends.open(BackendOptions.defaults())) {
            return backend.supportsBfloat16() ? List.of("float32", "bfloat16") : List.of("float32");
        }
    }

    private void assertSamePixelsInOnePrecision(String name) {
        Object pixels = Program.open(results.resolve(name)).getProcessor().getPixels();
        assertThat(precisions())
                .as(name)
                .anySatisfy(precision -> assertThat(pixels)
                        .isEqualTo(Program.open(folder.resolve(precision).resolve(name))
                                .getProcessor()
                                .getPixels()));
    }

    /** Runs a macro and returns what it logged. */
    private String imagej(FijiFolder fiji, String macro) throws IOException, InterruptedException {
        List<String> classPath = new ArrayList<>();
        if (Files.isDirectory(OLD_JARS)) {
            try (Stream<Path> jars = Files.list(OLD_JARS)) {
                jars.map(jar -> jar.toAbsolutePath().toString()).sorted().forEach(classPath::add);
            }
        }
        assertThat(classPath)
                .as("older libraries, which the build copies to %s", OLD_JARS)
                .hasSize(3);
        classPath.add(fiji.imagej().toString());
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        "xvfb-run",
                        "--auto-servernum",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Duser.home=" + Files.createDirectory(folder.resolve("home")),
                        "-Dorg.bytedeco.javacpp.cachedir=" + cache(),
                        "-Dplugins.dir=" + fiji.home(),
                        "-cp",
                        String.join(File.pathSeparator, classPath),
                        "ij.ImageJ",
                        "-ijpath",
                        fiji.home().toString(),
                        "-batch",
                        fiji.macro(macro).toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        Path log = results.resolve("log.txt");
        return (Files.exists(log) ? Files.readString(log) : "") + Files.readString(output, UTF_8);
    }

    /** The folder of unpacked libraries that tests of the network use as well. */
    private static String cache() {
        return System.getProperty(
                "org.bytedeco.javacpp.cachedir",
                Path.of(System.getProperty("user.home"), ".javacpp", "cache").toString());
    }
}
