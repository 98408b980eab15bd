// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.psfusion.pipeline.PipelineException;
import io.github.psfusion.platform.Sha1;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineInstallationTest {
    private static final String PATH = "org/example/engine/1/engine-1-gpu.jar";
    private static final int SIZE = 300_000;

    @TempDir
    private Path folder;

    private final byte[] content = new byte[SIZE];
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private EngineFolder engines = new EngineFolder(Path.of(""));
    private EngineArchive archive = EngineArchive.CUDA;
    private HttpServer server = newServer();

    /** How many bytes of an answer are sent before the connection breaks, one answer after the other. */
    private final List<Integer> breaks = new ArrayList<>();

    private boolean knowsRanges = true;

    private static HttpServer newServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() throws IOException {
        new Random(7).nextBytes(content);
        Path file = Files.write(folder.resolve("content"), content);
        archive = new EngineArchive("toy", PATH, SIZE, Sha1.of(file));
        engines = new EngineFolder(folder.resolve("cache/engine"));
        server.createContext("/maven2/" + PATH, this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(String.valueOf(range));
        int start = range == null || !knowsRanges ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        int end = breaks.isEmpty() ? SIZE : start + breaks.remove(0);
        exchange.sendResponseHeaders(start > 0 ? 206 : 200, SIZE - start);
        // Closing before all is sent fails, and the server then closes the connection, as is meant.
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(content, start, end - start);
        }
    }

    private EngineSource source() {
        return EngineSource.CENTRAL.withRepository(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/maven2");
    }

    private Path install() throws IOException {
        return new EngineInstallation(archive, engines, source()).run(bytes -> {}, () -> false);
    }

    @Test
    void archiveIsFetchedOnceAndChecked() throws Exception {
        List<Long> progress = new ArrayList<>();

        Path file = new EngineInstallation(archive, engines, source()).run(progress::add, () -> false);

        assertThat(file).isEqualTo(engines.folder().resolve("engine-1-gpu.jar")).hasBinaryContent(content);
        assertThat(progress).isSorted().endsWith((long) SIZE);
        assertThat(engines.holds(archive)).isTrue();
        assertThat(install()).isEqualTo(file);
        assertThat(ranges).hasSize(1);
        assertThat(file.resolveSibling("engine-1-gpu.jar.download")).doesNotExist();
    }

    @Test
    void brokenConnectionsGoOnWhereTheyStopped() throws Exception {
        breaks.addAll(List.of(100_000, 50_000));

        assertThat(install()).hasBinaryContent(content);

        assertThat(ranges).hasSize(3).first().isEqualTo("null");
        assertThat(ranges.subList(1, 3)).allMatch(range -> range.startsWith("bytes="));
    }

    @Test
    void interruptedDownloadGoesOnAtTheNextCall() throws Exception {
        long[] there = {0};
        assertThatThrownBy(() -> new EngineInstallation(archive, engines, source())
                        .run(bytes -> there[0] = bytes, () -> there[0] > 60_000))
                .isInstanceOf(CancellationException.class);
        assertThat(engines.holds(archive)).isFalse();
        assertThat(engines.partialBytes(archive)).contains(there[0]);

        assertThat(install()).hasBinaryContent(content);
        assertThat(ranges).containsExactly("null", "bytes=" + there[0] + "-");
    }

    @Test
    void serversWithoutRangesSendAllAgain() throws Exception {
        knowsRanges = false;
        engines.make();
        Files.write(engines.partial(archive), Arrays.copyOf(content, 1000));

        assertThat(install()).hasBinaryContent(content);
    }

    @Test
    void otherContentIsRefusedAndDeleted() throws IOException {
        content[SIZE / 2]++;

        assertThatThrownBy(this::install)
                .isInstanceOf(PipelineException.class)
                .hasMessageContainingAll("SHA-1", archive.sha1(), "--repository");
        assertThat(engines.holds(archive)).isFalse();
        assertThat(engines.partialBytes(archive)).isEmpty();
    }

    @Test
    void missingArchivesAndServersAreNamedWithTheRemedy() {
        EngineArchive missing = new EngineArchive("toy", "org/example/none.jar", SIZE, archive.sha1());
        assertThatThrownBy(() -> new EngineInstallation(missing, engines, source()).run(bytes -> {}, () -> false))
                .isInstanceOf(PipelineException.class)
                .hasMessageContainingAll("none.jar", "HTTP 404", "--proxy", "--repository");
        EngineSource closed = source();
        server.stop(0);
        assertThatThrownBy(() -> new EngineInstallation(archive, engines, closed).run(bytes -> {}, () -> false))
                .isInstanceOf(PipelineException.class)
                .hasMessageContainingAll(closed.repository().toString(), "cannot be fetched");
    }

    @Test
    void aProxyIsAskedForTheAddressOfTheRepository() throws Exception {
        // To its proxy a client sends the whole address: a server answers it by its path.
        EngineSource source = new EngineSource(
                EngineSource.CENTRAL
                        .withRepository("http://maven.invalid/maven2")
                        .repository(),
                Optional.of(server.getAddress()));

        assertThat(new EngineInstallation(archive, engines, source).run(bytes -> {}, () -> false))
                .hasBinaryContent(content);
    }

    @Test
    void twoProcessesDoNotWriteTheSameFile() throws Exception {
        engines.make();
        try (FileChannel channel = FileChannel.open(
                        engines.partial(archive), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(this::install)
                    .isInstanceOf(PipelineException.class)
                    .hasMessageContaining("another process");
        }
    }

    @Test
    void removedEnginesAreGone() throws Exception {
        install();

        assertThat(engines.remove(archive)).isTrue();
        assertThat(engines.remove(archive)).isFalse();
        assertThat(engines.holds(archive)).isFalse();
    }
}
