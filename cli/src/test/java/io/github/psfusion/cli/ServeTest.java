// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.psfusion.cli.console.Cancellation;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code serve}: its options, and that its answers are the files that {@code fuse} writes. */
class ServeTest {
    private static final String BOUNDARY = "boundary-of-the-test";

    @TempDir
    private Path folder;

    @Test
    void otherAddressesNeedAToken() {
        Run run = Run.of("serve", "--host", "0.0.0.0");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--token-file");
    }

    @Test
    void aTokenMustBeLongAndSecret() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "short\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(Run.of("serve", "--port", "0", "--token-file", file.toString())
                        .err())
                .contains("at least 16");

        Files.writeString(file, "0123456789abcdef\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Run readable = Run.of("serve", "--port", "0", "--token-file", file.toString());
        assertThat(readable.status()).isEqualTo(3);
        assertThat(readable.err()).contains("chmod 600");
    }

    @Test
    void valuesOutOfRangeAreUsageErrors() {
        assertThat(Run.of("serve", "--port", "70000").status()).isEqualTo(2);
        assertThat(Run.of("serve", "--queue", "0").status()).isEqualTo(2);
        assertThat(Run.of("serve", "--port", "0", "--preload", "nonsense").status())
                .isEqualTo(2);
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (java.net.ServerSocket taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Run run = Run.of("serve", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(run.status()).isEqualTo(3);
            assertThat(run.err()).contains("127.0.0.1:" + taken.getLocalPort()).contains("--port");
        }
    }

    @Test
    @Tag("slow")
    void theAnswersAreTheFilesThatFuseWrites() throws Exception {
        Path samples = Path.of("..", "samples");
        Path infrared = samples.resolve("ir/00001D.png");
        Path visible = samples.resolve("vi/00001D.png");
        Cancellation cancellation = new Cancellation();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Session session = new Session(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                Map.of(),
                Terminal.none(),
                cancellation);
        CompletableFuture<Integer> status =
                CompletableFuture.supplyAsync(() -> PsFusionCommand.run(session, "serve", "--port", "0", "--json"));
        try {
            while (!out.toString(StandardCharsets.UTF_8).contains("}")) {
                assertThat(status).isNotDone();
                Thread.onSpinWait();
            }
            URI address = URI.create(new ObjectMapper()
                    .readTree(out.toString(StandardCharsets.UTF_8))
                    .get("address")
                    .textValue());
            for (Map<String, String> options : java.util.List.of(
                    Map.of("method", "average"),
                    Map.of("method", "gtf", "color", "gray"),
                    Map.of("method", "laplacian:levels=3", "depth", "16"),
                    Map.of("method", "average", "format", "jpeg"),
                    Map.of("method", "average", "format", "tiff", "ir-range", "20,200", "vi-range", "min-max"),
                    Map.of("method", "average", "align", "auto"))) {
                Path result = folder.resolve("fused");
                Files.deleteIfExists(result);
                java.util.List<String> arguments = new java.util.ArrayList<>(java.util.List.of(
                        "fuse", "--ir", infrared.toString(), "--vi", visible.toString(), "-o", result.toString()));
                options.forEach((name, value) -> arguments.addAll(java.util.List.of("--" + name, value)));
                Run run = Run.of(arguments.toArray(new String[0]));

                HttpResponse<byte[]> response = post(address, infrared, visible, options);

                if (run.status() == 0) {
                    assertThat(response.statusCode()).as("%s", options).isEqualTo(200);
                    assertThat(response.body()).as("%s", options).isEqualTo(Files.readAllBytes(result));
                } else {
                    assertThat(options).as(run.err()).containsKey("align");
                    assertThat(response.statusCode()).isEqualTo(422);
                }
            }
        } finally {
            cancellation.request(143);
        }
        assertThat(status.get()).isZero();
    }

    private static HttpResponse<byte[]> post(URI address, Path infrared, Path visible, Map<String, String> options)
            throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("infrared", Files.readAllBytes(infrared));
        parts.put("visible", Files.readAllBytes(visible));
        options.forEach((name, value) -> parts.put(name, value.getBytes(StandardCharsets.UTF_8)));
        parts.forEach((name, content) -> {
            body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(content);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        });
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address.resolve("/v1/fuse"))
                                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }
}
