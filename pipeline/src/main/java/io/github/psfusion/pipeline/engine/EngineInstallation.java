// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.engine;

import io.github.psfusion.pipeline.PipelineException;
import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.platform.Sha1;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches an engine into its folder: an interrupted download resumes where it stopped, and the file gets its name when its size and
 * digest are right.
 *
 * @param archive what is fetched
 * @param folder where it is kept
 * @param source from where
 */
public record EngineInstallation(EngineArchive archive, EngineFolder folder, EngineSource source) {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int TRIES = 4;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final double MEGA = 1e6;

    /**
     * Fetches the engine, unless it is there.
     *
     * @param progress receives how many bytes are there
     * @param cancelled asked often; what was fetched stays for the next time
     * @return its file
     * @throws PipelineException if it cannot be fetched, or is not what was expected
     * @throws IOException if it cannot be written
     * @throws CancellationException if it was cancelled
     */
    public Path run(LongConsumer progress, BooleanSupplier cancelled) throws IOException {
        Path file = folder.file(archive);
        if (folder.holds(archive)) {
            return file;
        }
        folder.make();
        Path partial = folder.partial(archive);
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel, partial)) {
            requireSpace(channel);
            fetch(channel, progress, cancelled);
            channel.force(true);
        }
        requireDigest(partial);
        Files.deleteIfExists(file); // of another size, so damaged
        return Files.move(partial, file);
    }

    /** Another process that fetches the same, or another thread of this one, holds the lock. */
    private static FileLock lock(FileChannel channel, Path partial) throws IOException {
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // the same answer as for another process
        }
        if (lock == null) {
            throw new PipelineException(
                    PipelineException.Reason.OUTPUT, partial + ": another process is fetching it. Wait for its end.");
        }
        return lock;
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

    private void fetch(FileChannel channel, LongConsumer progress, BooleanSupplier cancelled) throws IOException {
        for (int left = TRIES; channel.size() != archive.bytes(); left--) {
            long before = channel.size();
            String reason = "the connection ends too early";
            try {
                fetchRest(channel, progress, cancelled);
            } catch (ConnectionException e) {
                reason = String.valueOf(e.getMessage());
            }
            if (left <= 1 && channel.size() <= before) {
                throw notFetched(reason);
            }
        }
    }

    /** The network failed, not the disk. */
    private static final class ConnectionException extends Exception {
        private static final long serialVersionUID = 1L;

        ConnectionException(IOException cause) {
            super(cause.getClass().getSimpleName() + " (" + cause.getMessage() + ")", cause);
        }
    }

    private void fetchRest(FileChannel channel, LongConsumer progress, BooleanSupplier cancelled)
            throws IOException, ConnectionException {
        if (channel.size() > archive.bytes()) {
            channel.truncate(0);
        }
        long start = channel.size();
        HttpURLConnection connection = connect(start);
        try {
            int status = status(connection);
            switch (status) {
                case HttpURLConnection.HTTP_OK -> channel.truncate(0).position(0); // a server without ranges sends all
                case HttpURLConnection.HTTP_PARTIAL -> channel.position(start);
                case RANGE_NOT_SATISFIABLE -> {
                    channel.truncate(0);
                    return;
                }
                default -> throw notFetched("the answer is HTTP " + status);
            }
            copy(connection, channel, progress, cancelled);
        } finally {
            connection.disconnect();
        }
    }

    /** Not {@link java.net.http.HttpClient}: of an answer that stalls it waits for the rest without end. */
    private HttpURLConnection connect(long start) throws IOException {
        Proxy proxy = source.proxy()
                .map(host -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host.getHostString(), host.getPort())))
                .orElse(Proxy.NO_PROXY);
        HttpURLConnection connection = (HttpURLConnection) address().toURL().openConnection(proxy);
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setUseCaches(false);
        if (start > 0) {
            connection.setRequestProperty("Range", "bytes=" + start + "-");
        }
        return connection;
    }

    private static int status(HttpURLConnection connection) throws ConnectionException {
        try {
            return connection.getResponseCode();
        } catch (IOException e) {
            throw new ConnectionException(e);
        }
    }

    private void copy(
            HttpURLConnection connection, FileChannel channel, LongConsumer progress, BooleanSupplier cancelled)
            throws IOException, ConnectionException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream body = body(connection)) {
            while (channel.position() < archive.bytes()) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("cancelled");
                }
                int read = read(body, buffer);
                if (read < 0) {
                    return;
                }
                AtomicFile.writeFully(channel, ByteBuffer.wrap(buffer, 0, read));
                progress.accept(channel.position());
            }
        }
        // What follows is not of this archive; its digest shows it.
        if (channel.position() > archive.bytes()) {
            channel.truncate(archive.bytes());
        }
    }

    private static InputStream body(HttpURLConnection connection) throws ConnectionException {
        try {
            return connection.getInputStream();
        } catch (IOException e) {
            throw new ConnectionException(e);
        }
    }

    private static int read(InputStream body, byte[] buffer) throws ConnectionException {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new ConnectionException(e);
        }
    }

    private URI address() {
        return source.repository().resolve(archive.path());
    }

    private PipelineException notFetched(String reason) {
        return new PipelineException(
                PipelineException.Reason.INPUT,
                address() + ": the engine cannot be fetched: " + reason
                        + ". Try again: what came is kept. Behind a proxy name it with --proxy HOST:PORT, a mirror of Maven"
                        + " Central with --repository URL.");
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
