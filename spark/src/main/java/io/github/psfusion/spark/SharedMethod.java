// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.pipeline.MethodOpener;
import io.github.psfusion.pipeline.WeightsLocator;
import io.github.psfusion.platform.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The open method of a JVM. Spark gives tasks nothing that outlives them, and loading a network for each of them would take longer than
 * their work; so methods are static: each is built once, by the first task that needs it, and serves all tasks of its JVM until that
 * ends. A method that cannot be built stays broken, so that all tasks fail at once with the same reason.
 */
final class SharedMethod {
    private static final long CLOSING_SECONDS = 5;

    private static final Map<SharedMethodSettings, SharedMethod> OPENED = new HashMap<>();
    private static int built;

    private final @Nullable FusionMethod method;
    private final @Nullable Exception broken;
    private final String name;
    private final ReadWriteLock running = new ReentrantReadWriteLock();

    private SharedMethod(@Nullable FusionMethod method, @Nullable Exception broken, String name) {
        this.method = method;
        this.broken = broken;
        this.name = name;
    }

    /** Work with a method. */
    interface Work<R> {
        /** Does it. */
        R with(FusionMethod method) throws InterruptedException;
    }

    /**
     * Returns the shared method of this JVM; builds it if it is the first one with these settings.
     *
     * @param files finds the files of the job on this machine by their names
     * @throws IOException if it cannot be built, now or when it was tried before
     */
    static SharedMethod of(SharedMethodSettings settings, Function<String, String> files) throws IOException {
        SharedMethod shared;
        synchronized (OPENED) {
            shared = OPENED.computeIfAbsent(settings, absent -> build(absent, files));
        }
        if (shared.broken != null) {
            throw new IOException("the method cannot be opened: " + shared.broken.getMessage(), shared.broken);
        }
        return shared;
    }

    private static SharedMethod build(SharedMethodSettings settings, Function<String, String> files) {
        built++;
        String name = ProcessHandle.current().pid() + "/" + built;
        try {
            SharedMethod shared = new SharedMethod(open(settings, files), null, name);
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "close the method"));
            return shared;
        } catch (IOException | RuntimeException | MethodOptionException e) {
            return new SharedMethod(null, e, name);
        }
    }

    private static FusionMethod open(SharedMethodSettings settings, Function<String, String> files)
            throws IOException, MethodOptionException {
        MethodContext context = MethodContext.defaults().withThreads(settings.threads());
        if (!settings.weights().isEmpty()) {
            Path file = Path.of(files.apply(settings.weights()));
            String found = Sha256.of(file);
            if (!found.equals(settings.weightsSha256())) {
                throw new IOException(file + ": the weight file has the SHA-256 " + found + ", that of the driver has "
                        + settings.weightsSha256()
                        + ". A copy was damaged, or the file changed while the job started.");
            }
            context = context.withWeights(file);
        }
        WeightsLocator nowhere = new WeightsLocator(Optional.empty(), Optional.empty(), List.of());
        return new MethodOpener(nowhere, context)
                .open(FusionMethods.parse(settings.method()))
                .method();
    }

    /** Returns the process of the method and its number in it, such as {@code 4711/1}: 1, unless several were built there. */
    String name() {
        return name;
    }

    /** Runs work with the method, which is not closed meanwhile. */
    <R> R run(Work<R> work) throws InterruptedException {
        running.readLock().lock();
        try {
            if (method == null) {
                throw new IllegalStateException("a broken one has no method");
            }
            return work.with(method);
        } finally {
            running.readLock().unlock();
        }
    }

    /** Closes the method when the JVM ends, unless a task that Spark no longer waits for is still in native code. */
    private void close() {
        try {
            if (running.writeLock().tryLock(CLOSING_SECONDS, TimeUnit.SECONDS) && method != null) {
                method.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
