// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.platform.AtomicFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // before each test
    private RunFolder run;

    @BeforeEach
    void make() throws IOException {
        run = new RunFolder(Files.createDirectory(folder.resolve("run")));
    }

    private void write(String name) throws IOException {
        Path file = run.path().resolve(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, "");
    }

    @Test
    void emptyFolderIsFree() throws IOException {
        assertThat(run.state()).isEqualTo(RunFolder.State.FREE);
        assertThat(new RunFolder(folder.resolve("missing")).state()).isEqualTo(RunFolder.State.FREE);
        write("notes.txt");
        write("run.lock");
        write(".run.yaml." + UUID.randomUUID() + ".part");
        assertThat(run.state()).isEqualTo(RunFolder.State.FREE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkpoints/step-00000001.safetensors",
                "checkpoints/notes.txt",
                "best.safetensors",
                "final.safetensors",
                "previews/step-00000001.png",
                "losses.csv",
                "losses.png",
                "log.jsonl",
                "run.yaml/of-a-folder"
            })
    void whatATrainingWouldReplaceMakesTheFolderForeign(String name) throws IOException {
        write(name);
        assertThat(run.state()).isEqualTo(RunFolder.State.FOREIGN);
    }

    @Test
    void settingsAloneAreARunThatHasBegun() throws IOException {
        write("run.yaml");
        write("losses.csv");
        assertThat(run.state()).isEqualTo(RunFolder.State.BEGUN);
        Files.createDirectories(run.checkpoints().path());
        assertThat(run.state()).isEqualTo(RunFolder.State.BEGUN);
        write("checkpoints/.step-00000001.safetensors." + UUID.randomUUID() + ".part");
        write("checkpoints/step-1.safetensors");
        assertThat(run.state()).isEqualTo(RunFolder.State.BEGUN);
        write("best.safetensors");
        assertThat(run.state()).isEqualTo(RunFolder.State.BEGUN_WITH_WEIGHTS);
        write("checkpoints/step-00000001.safetensors");
        assertThat(run.state()).isEqualTo(RunFolder.State.RESUMABLE);
    }

    @Test
    void checkpointsThatAreNoFolderAreAnError() throws IOException {
        write("run.yaml");
        write("checkpoints");
        assertThatThrownBy(run::state).isInstanceOf(IOException.class).hasMessageContaining("checkpoints");
    }

    @Test
    void temporaryFilesOfAKilledTrainingAreSwept() throws IOException {
        String suffix = "." + UUID.randomUUID() + ".part";
        String[] temporary = {
            ".run.yaml" + suffix,
            ".best.safetensors" + suffix,
            ".losses.png" + suffix,
            "checkpoints/.step-00001000.safetensors" + suffix,
            "checkpoints/.step-00001000.safetensors123456.tmp",
            "previews/.step-00001000.png" + suffix
        };
        String[] others = {
            "run.yaml", "checkpoints/step-00001000.safetensors", ".hidden", "notes.tmp", "checkpoints/x.part"
        };
        for (String name : temporary) {
            write(name);
        }
        for (String name : others) {
            write(name);
        }
        assertThat(run.sweep()).hasSize(temporary.length);
        for (String name : temporary) {
            assertThat(run.path().resolve(name)).doesNotExist();
        }
        for (String name : others) {
            assertThat(run.path().resolve(name)).exists();
        }
        assertThat(run.sweep()).isEmpty();
    }

    @Test
    void secondTrainingIsKeptOut() throws IOException {
        try (RunLock lock = RunLock.of(run).orElseThrow()) {
            assertThat(RunLock.of(run)).isEmpty();
            assertThat(lock).isNotNull();
        }
        try (RunLock again = RunLock.of(run).orElseThrow()) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void lockOfAKilledProcessDoesNotBlock() throws IOException, InterruptedException {
        String classes = Stream.of(Holder.class, RunLock.class, AtomicFile.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes,
                        Holder.class.getName(),
                        run.path().toString())
                .redirectErrorStream(true)
                .start();
        assertThat(holder.getInputStream().read()).isEqualTo('1');
        assertThat(RunLock.of(run)).isEmpty();
        holder.destroyForcibly().waitFor();
        Optional<RunLock> lock = RunLock.of(run);
        assertThat(lock).isPresent();
        lock.get().close();
    }

    /** Another process that holds the lock until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            try (RunLock lock = RunLock.of(new RunFolder(Path.of(args[0]))).orElseThrow()) {
                System.out.print(lock == null ? 0 : 1);
                System.out.flush();
                var unused = System.in.read(); // until it is killed
            }
        }
    }

    @Test
    void lockThatIsNoFileIsNamed() throws IOException {
        Files.createDirectory(run.path().resolve("run.lock"));
        assertThatThrownBy(() -> RunLock.of(run))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("run.lock");
    }
}
