// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server;

import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.pipeline.WeightsLocator;
import io.github.psfusion.server.http.AccessToken;
import io.github.psfusion.server.http.HttpFrontend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A server at a free port of this machine, and a client of it. */
final class RunningServer implements AutoCloseable {
    /**
     * Seconds for which a client keeps an idle connection; less than the idle time of every server of the tests. A client that keeps one for
     * longer may send a request while the server closes it, and a POST is not sent again.
     */
    private static final String KEEP_ALIVE = "1";

    static {
        // Read once, when the first client is made.
        System.setProperty("jdk.httpclient.keepalive.timeout", KEEP_ALIVE);
    }

    private final FusionServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RunningServer() {
        this(settings -> settings);
    }

    RunningServer(UnaryOperator<ServerSettings> change) {
        try {
            server = FusionServer.start(change.apply(settings(Optional.empty(), List.of())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ServerSettings settings(Optional<AccessToken> token, List<String> hosts) {
        return new ServerSettings(
                new HttpFrontend.Address("127.0.0.1", 0, hosts, token),
                ServiceLimits.defaults(),
                ServiceTimes.defaults(),
                new WeightsLocator(Optional.empty(), Optional.empty(), List.of()),
                MethodContext.defaults(),
                "psfusion test");
    }

    int port() {
        return server.port();
    }

    FusionServer server() {
        return server;
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpClient client() {
        return client;
    }

    HttpResponse<byte[]> get(String path) {
        return send(HttpRequest.newBuilder(at(path)));
    }

    HttpResponse<byte[]> post(String path, FormBody form) {
        return send(form.request(at(path)));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
