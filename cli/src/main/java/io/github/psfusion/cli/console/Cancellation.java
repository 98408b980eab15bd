// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The wish of the user or the system that the program should end: Ctrl-C or SIGTERM.
 *
 * <p>The first signal only asks: the command finishes the step at hand, because native code that is computing while the
 * process ends may crash it, removes temporary files and leaves. A second one ends the process at once.
 */
public final class Cancellation {
    /** How long a command may take to notice. A step of training or a large image takes seconds, on a busy
     * machine minutes. */
    private static final long PATIENCE_MILLIS = 300_000;

    private static final Map<String, Integer> SIGNALS = Map.of("INT", 2, "TERM", 15);
    private static final System.Logger LOG = System.getLogger(Cancellation.class.getName());

    private final AtomicInteger status = new AtomicInteger();
    private volatile boolean interrupting = true;

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

    /** Asks the program to end with a status; a second call ends it at once. */
    public void request(int exitCode) {
        if (!status.compareAndSet(0, exitCode)) {
            Runtime.getRuntime().halt(exitCode);
        }
    }

    /**
     * Makes Ctrl-C and SIGTERM ask this object.
     *
     * @param worker the thread of the command
     */
    public void listen(Thread worker) {
        for (Map.Entry<String, Integer> signal : SIGNALS.entrySet()) {
            try {
                handle(signal.getKey(), () -> {
                    request(ExitCode.SIGNAL_BASE + signal.getValue());
                    endLater(worker);
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

    /** Interrupts what waits or writes, and ends the process if the command does not. */
    private void endLater(Thread worker) {
        if (interrupting) {
            worker.interrupt();
        }
        Thread watch = new Thread(
                () -> {
                    try {
                        Thread.sleep(PATIENCE_MILLIS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    LOG.log(System.Logger.Level.WARNING, "the step at hand takes too long; it is given up.");
                    Runtime.getRuntime().halt(status());
                },
                "end of patience");
        watch.setDaemon(true);
        watch.start();
    }
}
