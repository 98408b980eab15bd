// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.engine;

import io.github.psfusion.pipeline.FileErrors;
import io.github.psfusion.pipeline.PipelineException;
import io.github.psfusion.platform.Sha1;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches an engine into its folder: an interrupted download goes on where it stopped, and the file gets its name when its size and
 * digest are right.
 *
 * @param archive what is fetched
 * @param folder where it is kept
 * @param source from where
 */
public record EngineInstallation(EngineArchive archive, EngineFolder folder, EngineSource source) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TRIES = 4;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final double MEGA = 1e6;

    /**
     * Fetches the engine, unless it is there.
     *
     * @param progress is told how many bytes are there
     * @param cancelled asked often; what was fetched stays for the next time
     * @return its file
     * @throws PipelineException if it cannot be fetched, or is not what was expected
     * @throws IOException if it cannot be written
     * @throws CancellationException if it was cancelled
     */
    public Path run(LongConsumer progress, BooleanSupplier cancelled) throws IOException, InterruptedException {
        Path file = folder.file(archive);
        if (folder.holds(archive)) {
            return file;
        }
        folder.make();
        Path partial = folder.partial(archive);
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new PipelineException(
                        PipelineException.Reason.OUTPUT, partial + ": another process is fetching it. Wait for its end.");
            }
            requireSpace(channel);
            fetch(channel, progress, cancelled);
            channel.force(true);
        }
        requireDigest(partial);
        Files.deleteIfExists(file); // of another size, so damaged
        return Files.move(partial, file);
    }

    private void requireSpace(FileChannel channel) throws IOException {
        long needed = archive.bytes() - channel.size();
        long free = Files.getFileStore(folder.folder()).getUsableSpace();
        if (free < needed) {
            throw new PipelineException(
                    PipelineException.Reason.OUTPUT,
                    String.format(
                            Locale.ROOT,
                            "%s: the engine needs %.0f MB, and %.0f MB are free. Make room, or name another folder in"
                                    + " PSFUSION_CACHE.",
                            folder.folder(),
                            needed / MEGA,
                            free / MEGA));
        }
    }

    private void fetch(FileChannel channel, LongConsumer progress, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        HttpClient.Builder builder =
                HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(PATIENCE);
        source.proxy().ifPresent(proxy -> builder.proxy(ProxySelector.of(proxy)));
        HttpClient client = builder.build();
        for (int left = TRIES; channel.size() != archive.bytes(); left--) {
            long before = channel.size();
            try {
                fetchRest(client, channel, progress, cancelled);
            } catch (ConnectionException e) {
                if (left <= 1 && channel.size() <= before) {
                    throw notFetched(FileErrors.reason(e.cause), e);
                }
            }
            if (left <= 1 && channel.size() <= before) {
                throw notFetched("the connection ends too early", null);
            }
        }
    }

    /** The network failed, not the disk. */
    private static final class ConnectionException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient IOException cause;

        ConnectionException(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private void fetchRest(HttpClient client, FileChannel channel, LongConsumer progress, BooleanSupplier cancelled)
            throws IOException, InterruptedException, ConnectionException {
        if (channel.size() > archive.bytes()) {
            channel.truncate(0);
        }
        long start = channel.size();
        HttpRequest.Builder request = HttpRequest.newBuilder(address());
        if (start > 0) {
            request.header("Range", "bytes=" + start + "-");
        }
        HttpResponse<InputStream> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new ConnectionException(e);
        }
        try (InputStream body = response.body()) {
            switch (response.statusCode()) {
                case OK -> channel.truncate(0).position(0); // a server that does not know ranges sends all of it
                case PARTIAL_CONTENT -> channel.position(start);
                case RANGE_NOT_SATISFIABLE -> channel.truncate(0);
                default -> throw notFetched("the answer is HTTP " + response.statusCode(), null);
            }
            if (response.statusCode() != RANGE_NOT_SATISFIABLE) {
                copy(body, channel, progress, cancelled);
            }
        }
    }

    private void copy(InputStream body, FileChannel channel, LongConsumer progress, BooleanSupplier cancelled)
            throws IOException, ConnectionException {
        byte[] buffer = new byte[BUFFER_BYTES];
        while (channel.position() < archive.bytes()) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("cancelled");
            }
            int read;
            try {
                read = body.read(buffer);
            } catch (IOException e) {
                throw new ConnectionException(e);
            }
            if (read < 0) {
                return;
            }
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
            while (bytes.hasRemaining()) {
                var unused = channel.write(bytes);
            }
            progress.accept(channel.position());
        }
        // What follows is not of this archive; its size shows it.
        if (channel.position() > archive.bytes()) {
            channel.truncate(archive.bytes());
        }
    }

    private URI address() {
        return source.repository().resolve(archive.path());
    }

    private PipelineException notFetched(String reason, @Nullable Exception cause) {
        return new PipelineException(
                PipelineException.Reason.INPUT,
                address() + ": the engine cannot be fetched: " + reason
                        + ". Try again: what came is kept. Behind a proxy name it with --proxy HOST:PORT, a mirror of Maven"
                        + " Central with --repository URL.",
                cause == null ? new IOException(reason) : cause);
    }

    private void requireDigest(Path partial) throws IOException {
        String found = Sha1.of(partial);
        if (!found.equals(archive.sha1())) {
            Files.delete(partial);
            throw new PipelineException(
                    PipelineException.Reason.INPUT,
                    address() + ": the archive is not the one that this version was made with: its SHA-1 is " + found
                            + ", expected " + archive.sha1()
                            + ". It was deleted. Try again, or another repository with --repository URL.");
        }
    }
}
