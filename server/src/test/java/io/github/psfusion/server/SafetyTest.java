// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.server.http.AccessToken;
import io.github.psfusion.server.http.HttpFrontend;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service refuses: a line of its safety list each. */
class SafetyTest {
    private static final int SIDE = 64;
    private static final int BODY_LIMIT = 1 << 20;
    private static final long PIXELS = 100_000;
    private static final RunningServer SERVER = new RunningServer(settings -> settings.withLimits(
                    ServiceLimits.defaults()
                            .withBodies(BODY_LIMIT, 4L * BODY_LIMIT)
                            .withPixels(PIXELS, 2 * PIXELS))
            .withTimes(new ServiceTimes(
                    Duration.ofSeconds(5), Duration.ofSeconds(4), Duration.ofSeconds(30), Duration.ofSeconds(5))));

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static FormBody pair() {
        return new FormBody()
                .file("infrared", TestImages.infrared(SIDE, SIDE))
                .file("visible", TestImages.visible(SIDE, SIDE))
                .field("method", "average");
    }

    private static String local() {
        return "Host: localhost:" + SERVER.port();
    }

    /** The server still works: what was refused has left nothing behind. */
    private static void worksStill() {
        HttpResponse<byte[]> response = SERVER.post("/v1/fuse", pair());
        assertThat(response.statusCode()).as(RunningServer.text(response)).isEqualTo(200);
        assertThat(RunningServer.text(SERVER.get("/metrics")).lines())
                .contains("psfusion_body_bytes 0", "psfusion_queue_pixels 0", "psfusion_requests_admitted 0");
    }

    // Hosts

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/metrics", "/v1/methods", "/v2", "/openapi.yaml", "/page.js", "/nothing"})
    void everyRouteRefusesOtherHosts(String path) throws IOException {
        for (String host :
                List.of("evil.example", "evil.example:" + SERVER.port(), "localhost:1", "localhost.evil.example")) {
            assertThat(RawRequest.exchange(SERVER.port(), "GET " + path, "Host: " + host))
                    .startsWith("HTTP/1.1 421 ")
                    .contains("\"error\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "LOCALHOST"})
    void namesOfThisMachineAreTakenWithThePort(String host) throws IOException {
        assertThat(RawRequest.exchange(SERVER.port(), "GET /health", "Host: " + host + ":" + SERVER.port()))
                .startsWith("HTTP/1.1 200 ");
        assertThat(RawRequest.exchange(SERVER.port(), "GET /health", "Host: " + host))
                .startsWith("HTTP/1.1 421 ");
    }

    @Test
    void aRequestWithTwoHostsOrNoneIsRefused() throws IOException {
        assertThat(RawRequest.exchange(SERVER.port(), "GET /health", local(), "Host: evil.example"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(RawRequest.exchange(SERVER.port(), "GET /health")).startsWith("HTTP/1.1 400 ");
        assertThat(RawRequest.exchange(SERVER.port(), "GET http://evil.example/health", local()))
                .doesNotStartWith("HTTP/1.1 200");
    }

    @Test
    void anAllowedHostIsTaken() throws IOException {
        try (RunningServer other = new RunningServer(settings -> settings.withAddress(
                new HttpFrontend.Address("127.0.0.1", 0, List.of("fusion.example"), Optional.empty())))) {
            assertThat(RawRequest.exchange(other.port(), "GET /health", "Host: fusion.example"))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(RawRequest.exchange(other.port(), "GET /health", "Host: other.example"))
                    .startsWith("HTTP/1.1 421 ");
        }
    }

    // Origins

    @ParameterizedTest
    @CsvSource({
        "Origin,https://evil.example",
        "Origin,null",
        "Origin,http://localhost:1",
        "Sec-Fetch-Site,cross-site",
        "Sec-Fetch-Site,same-site"
    })
    void postsFromOtherSitesAreRefused(String header, String value) throws IOException {
        for (String path :
                List.of("/v1/fuse", "/v1/align", "/v1/evaluate", "/v1/inspect", "/v2/models/average/infer")) {
            assertThat(RawRequest.exchange(
                            SERVER.port(), "POST " + path, local(), "Content-Length: 0", header + ": " + value))
                    .startsWith("HTTP/1.1 403 ")
                    .doesNotContain("Access-Control-Allow-Origin");
        }
    }

    @Test
    void postsOfThePageItselfAreTaken() {
        HttpResponse<byte[]> response = SERVER.send(pair().request(SERVER.at("/v1/fuse"))
                .header("Origin", "http://127.0.0.1:" + SERVER.port())
                .header("Sec-Fetch-Site", "same-origin"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    // Methods of HTTP

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "post"})
    void otherHttpMethodsAreNotAllowed(String method) throws IOException {
        String answer = RawRequest.exchange(SERVER.port(), method + " /v1/fuse", local());

        assertThat(answer).matches("(?s)HTTP/1.1 (400|405) .*").doesNotContain("Exception");
    }

    @Test
    void aRouteThatIsNotFetchedIsNotAllowed() throws IOException {
        assertThat(SERVER.get("/v1/fuse").statusCode()).isEqualTo(405);
        assertThat(SERVER.post("/v1/methods", pair()).statusCode()).isEqualTo(405);
    }

    // Sizes announced, and sizes sent

    @Test
    void aBodyThatAnnouncesTooMuchIsRefusedUnread() throws IOException {
        try (RawRequest request = new RawRequest(SERVER.port())) {
            String answer = request.send("POST /v1/fuse HTTP/1.1\r\n" + local()
                            + "\r\nConnection: close\r\nContent-Type: " + FormBody.TYPE + "\r\nContent-Length: "
                            + (BODY_LIMIT + 1) + "\r\n\r\n")
                    .answer();
            assertThat(answer).startsWith("HTTP/1.1 413 ");
        }
        worksStill();
    }

    @Test
    void aBodyWithoutALengthIsCutAtTheLimit() throws IOException {
        try (RawRequest request = new RawRequest(SERVER.port())) {
            request.send("POST /v1/fuse HTTP/1.1\r\n" + local() + "\r\nContent-Type: " + FormBody.TYPE
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            byte[] chunk = new byte[1 << 16];
            try {
                for (int sent = 0; sent < 4 * BODY_LIMIT; sent += chunk.length) {
                    request.send("10000\r\n").send(chunk).send("\r\n");
                }
            } catch (IOException e) {
                // the server has closed the connection
            }
            assertThat(request.answer()).matches("(?s)(HTTP/1.1 413 .*)?");
        }
        worksStill();
    }

    @Test
    void manyBodiesTogetherAreLimited() throws IOException {
        List<RawRequest> open = new ArrayList<>();
        byte[] part = new byte[BODY_LIMIT - 1024];
        try {
            for (int i = 0; i < 5; i++) {
                RawRequest request = new RawRequest(SERVER.port());
                open.add(request);
                request.send("POST /v1/fuse HTTP/1.1\r\nConnection: close\r\n" + local() + "\r\nContent-Type: "
                        + FormBody.TYPE + "\r\nContent-Length: " + BODY_LIMIT + "\r\n\r\n");
                request.send(part);
            }
            // Whichever comes last is refused; a client that still sends may not see the answer.
            await(() -> RunningServer.text(SERVER.get("/metrics")).contains("status=\"503\"}"));
        } finally {
            for (RawRequest request : open) {
                request.close();
            }
        }
        await(() -> RunningServer.text(SERVER.get("/metrics")).contains("psfusion_body_bytes 0\n"));
        worksStill();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-1", "1e3", "99999999999999999999", "5\r\nContent-Length: 6", "5\r\nTransfer-Encoding: chunked"
            })
    void lengthsThatContradictAreRefused(String length) throws IOException {
        try (RawRequest request = new RawRequest(SERVER.port())) {
            String answer = request.send(
                            "POST /v1/fuse HTTP/1.1\r\n" + local() + "\r\nConnection: close\r\nContent-Type: "
                                    + FormBody.TYPE + "\r\nContent-Length: " + length + "\r\n\r\nabcde")
                    .answer();
            assertThat(answer).matches("(?s)HTTP/1.1 (400|413|431) .*").doesNotContain("Exception");
        }
    }

    @Test
    void headersThatAreTooLongAreRefused() throws IOException {
        assertThat(RawRequest.exchange(SERVER.port(), "GET /health", local(), "X: " + "x".repeat(10_000)))
                .startsWith("HTTP/1.1 431 ");
        assertThat(RawRequest.exchange(SERVER.port(), "GET /" + "x".repeat(10_000), local()))
                .startsWith("HTTP/1.1 414 ");
    }

    // Sent slowly, and cut off

    @Test
    void aBodyThatIsSentByteByByteIsGivenUp() throws Exception {
        assertThat(secondsUntilClosed("POST /v1/fuse HTTP/1.1\r\n" + local() + "\r\nContent-Type: " + FormBody.TYPE
                        + "\r\nContent-Length: 1000\r\n\r\n"))
                .isLessThan(12);
        worksStill();
    }

    @Test
    void headersThatAreSentByteByByteAreGivenUp() throws Exception {
        assertThat(secondsUntilClosed("GET /health HTTP/1.1\r\nX-Slow: ")).isLessThan(12);
        worksStill();
    }

    private static double secondsUntilClosed(String start) throws Exception {
        long begun = System.nanoTime();
        try (RawRequest request = new RawRequest(SERVER.port())) {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            Thread reader = new Thread(() -> {
                try {
                    var unused = request.answer();
                } catch (IOException e) {
                    // closed
                }
                ended.complete(null);
            });
            reader.start();
            request.send(start);
            for (int i = 0; i < 60 && !ended.isDone(); i++) {
                Thread.sleep(200);
                try {
                    request.send("x");
                } catch (IOException e) {
                    break;
                }
            }
        }
        return (System.nanoTime() - begun) * 1e-9;
    }

    @Test
    void aBodyThatIsCutOffLeavesNothing() throws IOException {
        byte[] body = pair().bytes();
        try (RawRequest request = new RawRequest(SERVER.port())) {
            request.send("POST /v1/fuse HTTP/1.1\r\n" + local() + "\r\nContent-Type: " + FormBody.TYPE
                    + "\r\nContent-Length: " + body.length + "\r\n\r\n");
            request.send(java.util.Arrays.copyOf(body, body.length / 2));
            request.endOfRequest();
            assertThat(request.answer()).matches("(?s)(HTTP/1.1 400 .*)?").doesNotContain("Exception");
        }
        await(() -> RunningServer.text(SERVER.get("/metrics")).contains("psfusion_body_bytes 0\n"));
        worksStill();
    }

    @Test
    void aFormThatIsCutOffIsRefused() {
        byte[] body = pair().bytes();
        HttpResponse<byte[]> response = SERVER.send(HttpRequest.newBuilder(SERVER.at("/v1/fuse"))
                .header("Content-Type", FormBody.TYPE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(java.util.Arrays.copyOf(body, body.length - 40))));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    // Forms

    @Test
    void tenThousandPartsAreRefused() {
        FormBody form = new FormBody();
        for (int i = 0; i < 10_000; i++) {
            form.field("f" + i, "");
        }
        HttpResponse<byte[]> response = SERVER.post("/v1/fuse", form);

        assertThat(response.statusCode()).isEqualTo(400);
        worksStill();
    }

    @Test
    void partsWithLongHeadersAndLongTextsAreRefused() {
        assertThat(SERVER.post("/v1/fuse", pair().file("infrared2", "x".repeat(9000), new byte[1]))
                        .statusCode())
                .isEqualTo(400);
        assertThat(SERVER.post("/v1/fuse", pair().field("color", "x".repeat(5000)))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void aPartThatIsThereTwiceIsRefused() {
        HttpResponse<byte[]> response =
                SERVER.post("/v1/fuse", pair().file("infrared", TestImages.infrared(SIDE, SIDE)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(RunningServer.text(response)).contains("twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "multipart/form-data", "multipart/form-data; boundary="})
    void bodiesOfOtherTypesAreRefused(String type) {
        HttpResponse<byte[]> response = SERVER.send(HttpRequest.newBuilder(SERVER.at("/v1/fuse"))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(pair().bytes())));

        assertThat(response.statusCode()).isEqualTo(415);
    }

    // Pixels

    @Test
    void aPixelBombIsRefusedByItsHeader() {
        byte[] bomb = TestImages.bomb(60_000, 60_000);
        assertThat(bomb.length).isLessThan(200);
        HttpResponse<byte[]> response = SERVER.post(
                "/v1/fuse",
                new FormBody().file("infrared", bomb).file("visible", bomb).field("method", "average"));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(RunningServer.text(response)).contains("exceed the limit");
        worksStill();
    }

    @Test
    void imagesThatAreLegalAloneAreTooManyTogether() {
        byte[] image = TestImages.infrared(300, 300);
        HttpResponse<byte[]> response = SERVER.post(
                "/v1/evaluate",
                new FormBody().file("infrared", image).file("visible", image).file("fused", image));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(RunningServer.text(response)).contains("pixels together");
    }

    // Paths, addresses and names of files

    @ParameterizedTest
    @ValueSource(
            strings = {
                "folder:/etc",
                "folder",
                "psfusion:weights=/etc/passwd",
                "gtf:threads=1000",
                "psfusion:device=cuda:0",
                "file:///etc/passwd",
                "http://127.0.0.1:1/x",
                "../../etc/passwd"
            })
    void noMethodReadsAFileOrAnAddress(String method) {
        HttpResponse<byte[]> response = SERVER.post(
                "/v1/fuse",
                new FormBody()
                        .file("infrared", TestImages.infrared(SIDE, SIDE))
                        .file("visible", TestImages.visible(SIDE, SIDE))
                        .field("method", method));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:1/image.png", "infrared"})
    void aPathInPlaceOfAnImageIsNoImage(String text) {
        HttpResponse<byte[]> response = SERVER.post(
                "/v1/fuse",
                new FormBody()
                        .field("infrared", text)
                        .file("visible", TestImages.visible(SIDE, SIDE))
                        .field("method", "average"));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(RunningServer.text(response)).contains("infrared: its content is not an image of a known format");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../tmp/psfusion-evil.png",
                "/tmp/psfusion-evil.png",
                "C:\\\\x.png",
                "\u0000",
                "visible",
                "%2e%2e/x"
            })
    void namesOfFilesAreNotUsed(String name) throws IOException {
        byte[] expected = SERVER.post("/v1/fuse", pair()).body();
        long before = temporaryFiles();

        HttpResponse<byte[]> response = SERVER.post(
                "/v1/fuse",
                new FormBody()
                        .file("infrared", name, TestImages.infrared(SIDE, SIDE))
                        .file("visible", name, TestImages.visible(SIDE, SIDE))
                        .field("method", "average"));

        assertThat(response.statusCode()).isIn(200, 400);
        if (response.statusCode() == 200) {
            assertThat(response.body()).isEqualTo(expected);
        }
        assertThat(Path.of("/tmp/psfusion-evil.png")).doesNotExist();
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    private static long temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches("(?i)(jetty|multipart|psfusion).*"))
                    .count();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/samples/../../page/page.html",
                "/samples/%2e%2e/openapi.yaml",
                "/page.html",
                "/page/page.js",
                "//etc/passwd",
                "/WEB-INF/web.xml",
                "/samples/1/infrared.png/..;/"
            })
    void onlyTheFilesOfThePageAreServed(String path) throws IOException {
        String answer = RawRequest.exchange(SERVER.port(), "GET " + path, local());

        assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*").doesNotContain("root:", "<!doctype", "Exception");
    }

    // Errors

    @Test
    void errorsHaveNoStackNoPathAndNoVersion() throws IOException {
        List<String> answers = new ArrayList<>();
        answers.add(RunningServer.text(SERVER.post("/v1/fuse", new FormBody().file("infrared", new byte[5]))));
        answers.add(RunningServer.text(SERVER.post("/v1/fuse", pair().field("weights", "x"))));
        answers.add(RunningServer.text(SERVER.get("/nothing")));
        answers.add(RunningServer.text(SERVER.get("/v2/models/nothing")));
        answers.add(RawRequest.exchange(SERVER.port(), "GET /%", local()));
        answers.add(RawRequest.exchange(SERVER.port(), "NONSENSE"));
        answers.add(RunningServer.text(SERVER.post(
                "/v1/fuse",
                new FormBody()
                        .file("infrared", TestImages.infrared(SIDE, SIDE))
                        .file("visible", TestImages.visible(SIDE, SIDE)))));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer)
                        .contains("\"error\"")
                        .doesNotContain(
                                "Exception",
                                "\tat ",
                                "io.github",
                                "org.eclipse",
                                "Jetty",
                                "/tmp",
                                "/home",
                                "/root",
                                "/work"));
    }

    @Test
    void everyAnswerForbidsWhatBrowsersNeedNot() {
        for (HttpResponse<byte[]> response : List.of(
                SERVER.get("/"), SERVER.get("/health"), SERVER.get("/nothing"), SERVER.post("/v1/fuse", pair()))) {
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none'; img-src 'self' blob:; script-src 'self'; style-src 'self';")
                    .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'")
                    .doesNotContain("unsafe");
            assertThat(response.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void optionsInTheAddressAreRefusedRatherThanIgnored() {
        assertThat(SERVER.post("/v1/fuse?color=gray", pair()).statusCode()).isEqualTo(400);
    }

    // Many at a time

    @Test
    void requestsAtATimeAreLimited() throws IOException {
        try (RunningServer small = new RunningServer(
                settings -> settings.withLimits(ServiceLimits.defaults().withConnections(2, 100)))) {
            List<RawRequest> open = new ArrayList<>();
            // One that arrives during a question is itself refused, so it is sent until both places are taken
            await(() -> {
                open.add(new RawRequest(small.port())
                        .send("POST /v1/fuse HTTP/1.1\r\nHost: localhost:" + small.port() + "\r\nContent-Type: "
                                + FormBody.TYPE + "\r\nContent-Length: 100\r\n\r\nx"));
                return small.get("/health").statusCode() == 503;
            });
            assertThat(small.get("/health").headers().firstValue("Retry-After")).isPresent();
            for (RawRequest request : open) {
                request.close();
            }
            await(() -> small.get("/health").statusCode() == 200);
        }
    }

    @Test
    void connectionsAreLimited() throws IOException {
        try (RunningServer small = new RunningServer(
                settings -> settings.withLimits(ServiceLimits.defaults().withConnections(2, 3)))) {
            List<RawRequest> idle = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                idle.add(new RawRequest(small.port()));
            }
            try (RawRequest further = new RawRequest(small.port())) {
                further.send(
                        "GET /health HTTP/1.1\r\nConnection: close\r\nHost: localhost:" + small.port() + "\r\n\r\n");
                Thread answered = new Thread(() -> {
                    try {
                        assertThat(further.answer()).startsWith("HTTP/1.1 200 ");
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
                answered.start();
                join(answered, 500);
                assertThat(answered.isAlive()).as("waits for a free connection").isTrue();
                idle.get(0).close();
                idle.get(1).close();
                join(answered, 10_000);
                assertThat(answered.isAlive()).isFalse();
            }
            idle.get(2).close();
        }
    }

    private static void join(Thread thread, long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // Tokens

    @Test
    void aServerWithATokenRefusesThoseWithoutIt() throws IOException {
        String secret = "0123456789abcdef0123";
        try (RunningServer guarded = new RunningServer(settings -> settings.withAddress(
                new HttpFrontend.Address("127.0.0.1", 0, List.of(), Optional.of(new AccessToken(secret)))))) {
            URI fuse = guarded.at("/v1/fuse");
            assertThat(guarded.post("/v1/fuse", pair()).statusCode()).isEqualTo(401);
            for (String wrong : List.of("Bearer x", "Bearer " + secret + "0", "Basic " + secret, "Bearer ", secret)) {
                assertThat(guarded.send(pair().request(fuse).header("Authorization", wrong))
                                .statusCode())
                        .isEqualTo(401);
            }
            assertThat(guarded.send(pair().request(fuse).header("Authorization", "Bearer " + secret))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(guarded.get("/").statusCode()).isEqualTo(200);
            assertThat(guarded.get("/v1/methods").statusCode()).isEqualTo(401);
            assertThat(guarded.get("/health").statusCode())
                    .as("monitors of this machine")
                    .isEqualTo(200);
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
