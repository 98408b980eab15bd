// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server;

import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.server.http.BodyReader;
import io.github.psfusion.server.http.HttpFrontend;
import io.github.psfusion.server.http.JsonCodec;
import io.github.psfusion.server.http.RequestException;
import io.github.psfusion.server.work.FuseOptions;
import io.github.psfusion.server.work.RequestQueue;
import io.github.psfusion.server.work.ServiceMetrics;
import io.github.psfusion.server.work.UploadInspection;
import io.github.psfusion.server.work.Workshop;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * The service: fuses, aligns and scores images that are sent over HTTP, and serves the page. Runs until it is closed.
 *
 * <pre>
 * try (FusionServer server = FusionServer.start(settings)) {
 *     URI address = server.address();
 *     ...
 * }
 * </pre>
 */
public final class FusionServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FusionServer.class.getName());
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);
    private static final String JSON = "application/json";

    private final ServerSettings settings;
    private final ServiceMetrics metrics = new ServiceMetrics();
    private final RequestQueue queue;
    private final Workshop workshop;
    private final HttpFrontend frontend;

    private FusionServer(ServerSettings settings) throws IOException {
        this.settings = settings;
        ServiceLimits limits = settings.limits();
        queue = new RequestQueue(
                new RequestQueue.Limits(
                        limits.queue(),
                        limits.workers(),
                        limits.perClient().orElse(limits.queue() + limits.workers()),
                        limits.pixelsInSum(),
                        settings.times().queue()),
                metrics);
        workshop = new Workshop(settings.locator(), settings.context(), settings.decodeLimits(), settings.program());
        boolean started = false;
        try {
            frontend = HttpFrontend.start(
                    settings.address(),
                    new HttpFrontend.Sizes(
                            limits.connections(), limits.requests(), limits.bodyBytes(), limits.bodyBytesInSum()),
                    new HttpFrontend.Times(settings.times().idle(), settings.times().request(), LAST_ANSWERS),
                    this::countRefusal,
                    this::configure);
            started = true;
        } finally {
            if (!started) {
                queue.close();
                workshop.close();
            }
        }
        metrics.gauge("psfusion_queue_length", queue::waiting);
        metrics.gauge("psfusion_queue_pixels", queue::pixels);
        metrics.gauge("psfusion_requests_admitted", queue::admitted);
        metrics.gauge("psfusion_body_bytes", frontend::heldBytes);
        metrics.gauge("psfusion_connections", frontend::connections);
    }

    /**
     * Starts a server.
     *
     * @return the caller closes it
     * @throws IOException if the address cannot be bound
     */
    public static FusionServer start(ServerSettings settings) throws IOException {
        return new FusionServer(settings);
    }

    private void countRefusal(int status, String reason) {
        metrics.answered(status);
        metrics.rejected(reason);
    }

    private void configure(JavalinConfig config, BodyReader bodies) {
        RoutesConfig routes = config.routes;
        RequestWork work = new RequestWork(queue, bodies, settings.decodeLimits(), metrics);
        ApiRoutes api =
                new ApiRoutes(work, workshop, new UploadInspection(settings.decodeLimits()), settings.locator());
        api.add(routes);
        new KServeRoutes(work, workshop, api, queue, settings.program()).add(routes);
        PageRoutes.add(routes);
        routes.get("/health", this::health);
        routes.get("/metrics", context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(metrics.text()));
        routes.after(context -> metrics.answered(context.statusCode()));
        errors(routes);
    }

    private void health(Context context) {
        boolean stopping = queue.isStopping();
        context.status(stopping ? RequestException.UNAVAILABLE : 200);
        context.contentType(JSON).result(JsonCodec.bytes(Map.of("status", stopping ? "stopping" : "ok")));
    }

    private void errors(RoutesConfig routes) {
        routes.exception(RequestException.class, (e, context) -> {
            e.retrySeconds().ifPresent(seconds -> context.header("Retry-After", String.valueOf(seconds)));
            error(context, e.status(), e.text());
        });
        routes.exception(HttpResponseException.class, (e, context) -> {
            boolean notAllowed = e.getStatus() == RequestException.METHOD_NOT_ALLOWED;
            error(context, e.getStatus(), notAllowed ? "this address takes another HTTP method." : "not found.");
        });
        routes.exception(IOException.class, (e, context) -> {
            LOG.log(System.Logger.Level.DEBUG, "a client is gone", e);
            error(context, RequestException.BAD_REQUEST, "the request was cut off.");
            context.header("Connection", "close");
        });
        routes.exception(Exception.class, (e, context) -> {
            LOG.log(System.Logger.Level.ERROR, "a request ended in an internal error", e);
            error(context, RequestException.INTERNAL, "an internal error; the log of the server has it.");
        });
    }

    private static void error(Context context, int status, String message) {
        context.status(status).contentType(JSON).result(JsonCodec.error(message));
    }

    /** Returns the port that was bound. */
    public int port() {
        return frontend.port();
    }

    /** Returns the routes: the path, and its HTTP method in lower case. */
    Map<String, String> routes() {
        return frontend.routes();
    }

    /**
     * Opens a method ahead of the first request.
     *
     * @param method as the option {@code method} has it
     * @throws RequestException if there is no such method
     * @throws MethodOptionException if an option has a value that cannot be
     * @throws IOException if its weights cannot be read
     */
    public void open(String method) throws RequestException, MethodOptionException, IOException {
        workshop.open(FuseOptions.parse(Map.of("method", method), settings.context()));
    }

    /** Stops: no new work is admitted, what was admitted is finished within the time of the settings. */
    @Override
    public void close() {
        try {
            queue.stop(settings.times().stop());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        frontend.close();
        queue.close();
        workshop.close();
    }
}
