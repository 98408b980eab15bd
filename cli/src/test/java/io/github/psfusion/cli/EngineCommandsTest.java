// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.psfusion.pipeline.engine.EngineArchive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineCommandsTest {
    @TempDir
    private Path folder;

    private Map<String, String> environment = Map.of();

    @BeforeEach
    void useOwnFolders() {
        environment = Map.of(
                "HOME",
                folder.toString(),
                "PSFUSION_CACHE",
                folder.resolve("cache").toString());
    }

    private Run run(String... args) {
        return Run.with(environment, args);
    }

    @Test
    void enginesAreListedWithTheCommandThatFetchesThem() throws IOException {
        assertThat(run("engine", "list").out()).contains("cuda  not installed (458 MB): psfusion engine install cuda");

        Path engines = Files.createDirectories(folder.resolve("cache/engine"));
        Files.write(engines.resolve(EngineArchive.CUDA.file() + ".download"), new byte[3_000_000]);
        assertThat(run("engine", "list").out())
                .contains("3 of 458 MB fetched; resume with psfusion engine install cuda");
        assertThat(run("engine", "list", "--json")
                        .json()
                        .at("/engines/0/fetchedBytes")
                        .asLong())
                .isEqualTo(3_000_000);

        Run removed = run("engine", "remove", "cuda");
        assertThat(removed.status()).isZero();
        assertThat(removed.out()).contains("removed: ");
        assertThat(run("engine", "remove", "cuda").out()).contains("is not installed");
    }

    @Test
    void fetchingFailsWithTheAddressAndTheRemedy() throws IOException {
        HttpServer empty = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        empty.start();
        try {
            Run run = run(
                    "engine",
                    "install",
                    "cuda",
                    "--repository",
                    "http://127.0.0.1:" + empty.getAddress().getPort());

            assertThat(run.status()).isEqualTo(3);
            assertThat(run.err()).contains("HTTP 404", EngineArchive.CUDA.file(), "--proxy", "--repository");
        } finally {
            empty.stop(0);
        }
    }

    @Test
    void mistakesAreAnswered() {
        assertThat(run("engine").err()).contains("Choose one of: install, list or remove");
        assertThat(run("engine", "install", "rocm").err()).contains("rocm: there is no such engine. Known are cuda.");
        assertThat(run("engine", "install", "cuda", "--repository", "central").err())
                .contains("expected the address of a Maven repository");
        assertThat(run("engine", "install", "cuda", "--proxy", "proxy").err()).contains("expected HOST:PORT");
    }

    @Test
    void aGpuThatCannotBeUsedIsAnsweredWithTheCommand() throws IOException {
        Path image = TestImages.write(folder.resolve("a.png"), TestImages.visible(40, 30));

        Run run = run(
                "fuse",
                "--ir",
                image.toString(),
                "--vi",
                image.toString(),
                "-o",
                folder.resolve("f.png").toString(),
                "--device",
                "cuda");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "--device cuda: the CUDA build of libtorch is not on the class path.",
                        "psfusion engine install cuda",
                        "--device cpu");
    }
}
