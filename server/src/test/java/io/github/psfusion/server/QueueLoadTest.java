// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many requests at once: what is accepted is right, what is refused is told when to come again, nothing is lost. */
@Tag("slow")
class QueueLoadTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;
    private static final int AT_ONCE = 200;
    private static final byte[] BODY = new FormBody()
            .file("infrared", TestImages.infrared(WIDTH, HEIGHT))
            .file("visible", TestImages.visible(WIDTH, HEIGHT))
            .field("method", "gtf")
            .bytes();

    private static CompletableFuture<HttpResponse<byte[]>> send(RunningServer server) {
        return server.client()
                .sendAsync(
                        HttpRequest.newBuilder(server.at("/v1/fuse"))
                                .header("Content-Type", FormBody.TYPE)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(BODY))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] expected(RunningServer server) {
        HttpResponse<byte[]> alone = send(server).join();
        assertThat(alone.statusCode()).isEqualTo(200);
        return alone.body();
    }

    @Test
    void ofManyRequestsAtOnceSomeAreRightAndTheRestAreToldToWait() {
        try (RunningServer server = new RunningServer(
                settings -> settings.withLimits(ServiceLimits.defaults().withConnections(AT_ONCE + 10, 2 * AT_ONCE)))) {
            byte[] expected = expected(server);
            List<CompletableFuture<HttpResponse<byte[]>>> sent = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                sent.add(send(server));
            }
            int right = 0;
            int refused = 0;
            for (CompletableFuture<HttpResponse<byte[]>> future : sent) {
                HttpResponse<byte[]> response = future.join();
                if (response.statusCode() == 200) {
                    assertThat(response.body()).isEqualTo(expected);
                    right++;
                } else {
                    assertThat(response.statusCode()).isIn(429, 503);
                    assertThat(response.headers().firstValue("Retry-After")).hasValueSatisfying(
                            seconds -> assertThat(Integer.parseInt(seconds)).isPositive());
                    refused++;
                }
            }
            assertThat(right).isGreaterThanOrEqualTo(9); // the queue and the worker
            assertThat(refused).isPositive();
            assertThat(right + refused).isEqualTo(AT_ONCE);
            String metrics = RunningServer.text(server.get("/metrics"));
            System.getLogger("load").log(System.Logger.Level.INFO, right + " right\n" + metrics);
            assertThat(metrics.lines()).contains("psfusion_queue_length 0", "psfusion_queue_pixels 0", "psfusion_body_bytes 0");
        }
    }

    @Test
    void oneClientDoesNotTakeTheWholeQueue() {
        try (RunningServer server = new RunningServer(settings ->
                settings.withLimits(ServiceLimits.defaults().withQueue(8, 1, Optional.of(2))))) {
            var unused = expected(server);
            List<CompletableFuture<HttpResponse<byte[]>>> sent = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                sent.add(send(server));
            }
            List<Integer> statuses =
                    sent.stream().map(future -> future.join().statusCode()).toList();
            assertThat(statuses).contains(200, 429).doesNotContain(503);
        }
    }

    @Test
    void whatWasAcceptedIsFinishedWhenTheServerStops() throws InterruptedException {
        RunningServer server = new RunningServer();
        byte[] expected = expected(server);
        List<CompletableFuture<HttpResponse<byte[]>>> sent = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            sent.add(send(server));
        }
        while (!RunningServer.text(server.get("/metrics")).contains("psfusion_requests_admitted 6\n")) {
            assertThat(sent.stream().filter(CompletableFuture::isDone).count()).isZero();
        }
        Thread stop = new Thread(server::close);
        stop.start();
        while (server.get("/health").statusCode() == 200) {
            Thread.onSpinWait();
        }
        HttpResponse<byte[]> late = send(server).join();
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(server.get("/v2/health/ready").statusCode()).isEqualTo(503);
        for (CompletableFuture<HttpResponse<byte[]>> future : sent) {
            HttpResponse<byte[]> response = future.join();
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(expected);
        }
        stop.join(20_000);
        assertThat(stop.isAlive()).isFalse();
    }

    @Test
    void whatWaitsTooLongIsRefused() {
        try (RunningServer server = new RunningServer(settings -> settings.withTimes(new ServiceTimes(
                Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofMillis(1), Duration.ofSeconds(30))))) {
            var unused = expected(server);
            List<CompletableFuture<HttpResponse<byte[]>>> sent = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                sent.add(send(server));
            }
            List<String> answers = sent.stream()
                    .map(CompletableFuture::join)
                    .map(response -> response.statusCode() == 200 ? "200" : RunningServer.text(response))
                    .toList();
            assertThat(answers).contains("200").anyMatch(answer -> answer.contains("waited"));
        }
    }

    @Test
    void aRequestWhoseClientIsGoneIsNotWorkedOn() throws IOException {
        try (RunningServer server = new RunningServer()) {
            var unused = expected(server);
            List<RawRequest> clients = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                RawRequest client = new RawRequest(server.port());
                client.send("POST /v1/fuse HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\nContent-Type: "
                        + FormBody.TYPE + "\r\nContent-Length: " + BODY.length + "\r\n\r\n");
                clients.add(client.send(BODY));
            }
            while (!RunningServer.text(server.get("/metrics")).matches("(?s).*psfusion_requests_admitted [5-8]\n.*")) {
                Thread.onSpinWait();
            }
            for (RawRequest client : clients) {
                client.close();
            }
            while (!RunningServer.text(server.get("/metrics")).contains("psfusion_requests_admitted 0\n")) {
                Thread.onSpinWait();
            }
            String metrics = RunningServer.text(server.get("/metrics"));
            assertThat(metrics).containsPattern("psfusion_rejected_total\\{reason=\"gone\"} [3-8]\n");
            assertThat(metrics).containsPattern("psfusion_inference_seconds_count [1-6]\n");
        }
    }

    /** What the client waits beyond the work of the worker; 20 ms on an idle machine, more where tests share the CPUs. */
    @Test
    void theWayToTheWorkerAndBackIsShort() {
        byte[] body = new FormBody()
                .file("infrared", TestImages.infrared(640, 480))
                .file("visible", TestImages.visible(640, 480))
                .field("method", "average")
                .bytes();
        try (RunningServer server = new RunningServer()) {
            List<Double> overheads = new ArrayList<>();
            double before = 0;
            for (int i = 0; i < 40; i++) {
                long start = System.nanoTime();
                HttpResponse<byte[]> response = server.send(HttpRequest.newBuilder(server.at("/v1/fuse"))
                        .header("Content-Type", FormBody.TYPE)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
                double seconds = (System.nanoTime() - start) * 1e-9;
                assertThat(response.statusCode()).isEqualTo(200);
                double after = RunningServer.text(server.get("/metrics"))
                        .lines()
                        .filter(line -> line.startsWith("psfusion_inference_seconds_sum "))
                        .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                        .sum();
                overheads.add(seconds - (after - before));
                before = after;
            }
            List<Double> sorted = overheads.subList(10, 40).stream().sorted().toList();
            System.getLogger("load")
                    .log(System.Logger.Level.INFO, () -> "overhead: fastest " + sorted.get(0) + ", median "
                            + sorted.get(15) + ", slowest " + sorted.get(29));
            assertThat(sorted.get(0)).isLessThan(0.1);
        }
    }

    @Test
    void manyRequestsLeaveNothingBehind() {
        int count = Integer.getInteger("psfusion.requests", 300);
        byte[] body = new FormBody()
                .file("infrared", TestImages.infrared(32, 24))
                .file("visible", TestImages.visible(32, 24))
                .field("method", "average")
                .bytes();
        try (RunningServer server = new RunningServer()) {
            List<long[]> samples = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                HttpResponse<byte[]> response = server.send(HttpRequest.newBuilder(server.at("/v1/fuse"))
                        .header("Content-Type", FormBody.TYPE)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
                assertThat(response.statusCode()).isEqualTo(200);
                if (i % (count / 3) == count / 3 - 1) {
                    System.gc();
                    Runtime runtime = Runtime.getRuntime();
                    String[] descriptors = new java.io.File("/proc/self/fd").list();
                    samples.add(new long[] {
                        runtime.totalMemory() - runtime.freeMemory(),
                        Thread.activeCount(),
                        descriptors == null ? 0 : descriptors.length,
                        io.github.psfusion.platform.ProcessMemory.resident().orElse(0)
                    });
                }
            }
            long[] first = samples.get(0);
            long[] last = samples.get(samples.size() - 1);
            System.getLogger("load")
                    .log(System.Logger.Level.INFO, () -> "heap, threads, descriptors, resident: "
                            + samples.stream().map(Arrays::toString).toList());
            assertThat(last[0]).as("heap").isLessThan(first[0] + (8 << 20));
            assertThat(last[1]).as("threads").isLessThanOrEqualTo(first[1] + 4);
            assertThat(last[2]).as("descriptors").isLessThanOrEqualTo(first[2] + 4);
        }
    }
}
