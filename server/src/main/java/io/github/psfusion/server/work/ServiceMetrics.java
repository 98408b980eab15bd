// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.work;

import io.github.psfusion.platform.ProcessMemory;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts and times of the service in the text format of Prometheus, version 0.0.4. */
public final class ServiceMetrics {
    private static final double NANOS = 1e-9;

    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> rejected = new ConcurrentHashMap<>();
    private final Map<String, LongSupplier> gauges = new LinkedHashMap<>();
    private final Histogram queue = new Histogram();
    private final Histogram work = new Histogram();
    private final Histogram refusals = new Histogram();

    /** Counts the answer to a request. */
    public void answered(int status) {
        requests.computeIfAbsent(String.valueOf(status), key -> new LongAdder()).increment();
    }

    /**
     * Counts a refusal.
     *
     * @param reason a word of this program, never one of a client
     */
    public void rejected(String reason) {
        rejected.computeIfAbsent(reason, key -> new LongAdder()).increment();
    }

    /** Records how long a request waited in the queue. */
    public void waited(long nanos) {
        queue.record(nanos);
    }

    /** Records how long a worker was busy with a request. */
    public void worked(long nanos) {
        work.record(nanos);
    }

    /** Records how long it took to refuse a request for want of room, from its headers on. */
    public void refusedAfter(long nanos) {
        refusals.record(nanos);
    }

    /** Adds a value that is asked for when the metrics are read. */
    public synchronized void gauge(String name, LongSupplier value) {
        gauges.put(name, value);
    }

    /** Returns the text. */
    public synchronized String text() {
        StringBuilder text = new StringBuilder();
        counters(text, "psfusion_requests_total", "Answers by status.", "status", requests);
        counters(text, "psfusion_rejected_total", "Requests that were refused, by reason.", "reason", rejected);
        queue.write(text, "psfusion_queue_seconds", "Time in the queue.");
        work.write(text, "psfusion_inference_seconds", "Time of the work, decoding and encoding included.");
        refusals.write(text, "psfusion_refusal_seconds", "Time until a request was refused for want of room.");
        gauges.forEach((name, value) -> gauge(text, name, value.getAsLong()));
        gauge(text, "jvm_memory_used_bytes", Runtime.getRuntime().totalMemory()
                - Runtime.getRuntime().freeMemory());
        gauge(text, "jvm_memory_max_bytes", Runtime.getRuntime().maxMemory());
        gauge(text, "jvm_threads_current", ManagementFactory.getThreadMXBean().getThreadCount());
        ProcessMemory.resident().ifPresent(bytes -> gauge(text, "process_resident_memory_bytes", bytes));
        return text.toString();
    }

    private static void counters(
            StringBuilder text, String name, String help, String label, Map<String, LongAdder> values) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" counter\n");
        new TreeMap<>(values).forEach((key, count) -> text.append(name)
                .append('{')
                .append(label)
                .append("=\"")
                .append(key)
                .append("\"} ")
                .append(count.sum())
                .append('\n'));
    }

    private static void gauge(StringBuilder text, String name, long value) {
        text.append("# TYPE ").append(name).append(" gauge\n");
        text.append(name).append(' ').append(value).append('\n');
    }

    /** Times by upper bounds. */
    private static final class Histogram {
        private static final double[] BOUNDS = {0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};

        private final long[] counts = new long[BOUNDS.length + 1];
        private double sum;

        synchronized void record(long nanos) {
            double seconds = nanos * NANOS;
            sum += seconds;
            int bucket = 0;
            while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
                bucket++;
            }
            counts[bucket]++;
        }

        synchronized void write(StringBuilder text, String name, String help) {
            text.append("# HELP ").append(name).append(' ').append(help).append('\n');
            text.append("# TYPE ").append(name).append(" histogram\n");
            long total = 0;
            for (int i = 0; i <= BOUNDS.length; i++) {
                total += counts[i];
                String bound = i < BOUNDS.length ? String.valueOf(BOUNDS[i]) : "+Inf";
                text.append(name).append("_bucket{le=\"").append(bound).append("\"} ").append(total).append('\n');
            }
            text.append(String.format(Locale.ROOT, "%s_sum %.9f%n", name, sum).replace("\r", ""));
            text.append(name).append("_count ").append(total).append('\n');
        }
    }
}
