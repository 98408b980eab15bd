// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import io.github.psfusion.platform.AtomicFile;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The wish of the user or the system that the program should end: Ctrl-C, SIGTERM, or SIGHUP when a terminal is closed. A
 * program that was started to ignore SIGHUP, by {@code nohup}, ignores it.
 *
 * <p>The first signal only asks: the command finishes the step at hand if that takes a few seconds, removes temporary files and
 * leaves; otherwise the process ends without it. A second signal ends the process at once. No end leaves temporary files.
 */
public final class Cancellation {
    /** How long a command may take to end; service managers wait ten seconds and more before they kill. */
    private static final long USUAL_MILLIS = 5_000;

    /** How long a message may wait for a terminal that does not take it. */
    private static final long MESSAGE_MILLIS = 500;

    private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);
    private static final System.Logger LOG = System.getLogger(Cancellation.class.getName());

    private final AtomicInteger status = new AtomicInteger();
    private final CountDownLatch requested = new CountDownLatch(1);
    private volatile boolean interrupting = true;
    private volatile long patienceMillis = USUAL_MILLIS;

    /** Makes one that no signal reaches, for tests and embedding. */
    public Cancellation() {}

    /** Returns whether the program should end. */
    public boolean requested() {
        return status.get() != 0;
    }

    /** Returns the exit code that belongs to the signal, 0 without one. */
    public int status() {
        return status.get();
    }

    /**
     * Leaves the computation if the program should end.
     *
     * @throws CancellationException caught by the root command
     */
    public void check() {
        if (requested()) {
            throw new CancellationException("interrupted");
        }
    }

    /**
     * Declares that the command asks often enough whether it should end, so that its thread need not be interrupted: it may
     * finish what it writes.
     */
    public void cooperate() {
        interrupting = false;
    }

    /**
     * Sets how long the command may take to end after it was asked, where that is more than a few seconds: a training writes a
     * checkpoint after the step or the validation at hand, which takes minutes on a busy machine.
     */
    public void allow(Duration time) {
        patienceMillis = time.toMillis();
    }

    /** Asks the program to end with a status; a second call ends it at once. */
    public void request(int exitCode) {
        if (!status.compareAndSet(0, exitCode)) {
            halt(exitCode);
        }
        requested.countDown();
    }

    /** Ends the process at once. It leaves no temporary file. */
    public void halt(int exitCode) {
        AtomicFile.abandon();
        Runtime.getRuntime()
                .halt(exitCode); // not exit: a thread may be inside native code, whose destructors would run
    }

    /**
     * Makes the signals ask this object.
     *
     * @param worker the thread of the command
     */
    public void listen(Thread worker) {
        // Begun before it is needed: a process that has reached a limit of the system cannot begin threads.
        Thread watch = new Thread(this::watch, "end of patience");
        watch.setDaemon(true);
        watch.start();
        for (Map.Entry<String, Integer> signal : SIGNALS.entrySet()) {
            try {
                handle(signal.getKey(), () -> {
                    request(ExitCode.SIGNAL_BASE + signal.getValue());
                    if (interrupting) {
                        worker.interrupt();
                    }
                });
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                // The system or -Xrs keeps this signal for itself: then it ends the program as it always did.
                LOG.log(System.Logger.Level.DEBUG, "no handler for SIG" + signal.getKey(), e);
            }
        }
    }

    /**
     * Sets the handler of a signal. A shutdown hook could neither distinguish signals nor receive a second one; the JDK
     * exports the class that can in module jdk.unsupported, and javac warns of its name, hence by reflection.
     */
    private static void handle(String name, Runnable reaction) throws ReflectiveOperationException {
        Class<?> signalType = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        InvocationHandler calls = (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
                reaction.run();
            }
            return null;
        };
        Object handler = Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] {handlerType}, calls);
        Object signal = signalType.getConstructor(String.class).newInstance(name);
        Object previous =
                signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
        LOG.log(System.Logger.Level.DEBUG, () -> "handler of SIG" + name + " in place of " + previous);
    }

    /** Ends the process if the command does not: whatever it waits for, a slow disk, a terminal or native code. */
    private void watch() {
        try {
            requested.await();
            Thread.sleep(patienceMillis);
            CountDownLatch printed = new CountDownLatch(1);
            Thread message = new Thread(() -> {
                LOG.log(System.Logger.Level.WARNING, "the step at hand takes too long; it is given up.");
                printed.countDown();
            });
            message.setDaemon(true);
            message.start();
            var unused = printed.await(MESSAGE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException | OutOfMemoryError e) {
            Thread.currentThread().interrupt(); // without the message
        }
        halt(status());
    }
}
