// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JettyConfig;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Javalin and Jetty with the limits of this server: sizes, times, connections, and the gate before all routes. */
public final class HttpFrontend implements AutoCloseable {
    private static final int HEADER_BYTES = 8 << 10;
    /** Threads beside those of requests: selectors, acceptors and refusals. */
    private static final int FURTHER_THREADS = 24;

    private static final int LEAST_THREADS = 8;
    private static final int BACKLOG = 1024;

    private final Javalin javalin;
    private final RequestClocks clocks;
    private final BodyReader bodies;
    private final ServerConnector connector;

    /**
     * What the front end is told.
     *
     * @param host address to bind
     * @param port to bind; 0 for any that is free
     * @param allowedHosts names under which the server may be addressed besides the local ones
     * @param token what clients must send, if anything
     */
    public record Address(String host, int port, List<String> allowedHosts, Optional<AccessToken> token) {
        /** Copies the names. */
        public Address {
            allowedHosts = List.copyOf(allowedHosts);
        }
    }

    /**
     * How much is read.
     *
     * @param connections most open connections
     * @param requests most requests at a time
     * @param bodyBytes most bytes of a body
     * @param bodyBytesInSum most bytes of all bodies that are held
     */
    public record Sizes(int connections, int requests, long bodyBytes, long bodyBytesInSum) {}

    /**
     * How long is waited.
     *
     * @param idle for the next byte
     * @param request for a whole request
     * @param stop for answers that are being written when the server stops
     */
    public record Times(Duration idle, Duration request, Duration stop) {}

    private HttpFrontend(Javalin javalin, RequestClocks clocks, BodyReader bodies, ServerConnector connector) {
        this.javalin = javalin;
        this.clocks = clocks;
        this.bodies = bodies;
        this.connector = connector;
    }

    /**
     * Binds the address, and answers requests from then on.
     *
     * @param refused is told status and reason of each refusal
     * @param routes adds the routes; is given the reader of bodies
     * @throws IOException if the address cannot be bound
     */
    public static HttpFrontend start(
            Address address,
            Sizes sizes,
            Times times,
            BiConsumer<Integer, String> refused,
            BiConsumer<JavalinConfig, BodyReader> routes)
            throws IOException {
        RequestClocks clocks = new RequestClocks(times.request());
        BodyReader bodies = new BodyReader(sizes.bodyBytes(), sizes.bodyBytesInSum(), times.request(), clocks);
        List<ServerConnector> connectors = new ArrayList<>();
        boolean started = false;
        try {
            Javalin javalin = Javalin.create(config -> {
                configure(config);
                config.jetty.threadPool = threads(sizes.requests());
                Consumer<ServerConnector> opened = connectors::add;
                jetty(config.jetty, address, sizes, times, clocks, refused, opened);
                routes.accept(config, bodies);
            });
            javalin.start();
            started = true;
            return new HttpFrontend(javalin, clocks, bodies, connectors.get(0));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            throw new IOException(address.host() + ":" + address.port() + ": this address cannot be bound: "
                    + reason(e) + ". Choose another port with --port, or end the program that has it.", e);
        } finally {
            if (!started) {
                connectors.forEach(ServerConnector::close);
                clocks.close();
            }
        }
    }

    private static String reason(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.prefer405over404 = true;
        config.http.generateEtags = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
    }

    private static QueuedThreadPool threads(int requests) {
        QueuedThreadPool pool = new QueuedThreadPool(requests + FURTHER_THREADS, LEAST_THREADS);
        pool.setName("http");
        pool.setDaemon(true);
        return pool;
    }

    private static void jetty(
            JettyConfig jetty,
            Address address,
            Sizes sizes,
            Times times,
            RequestClocks clocks,
            BiConsumer<Integer, String> refused,
            Consumer<ServerConnector> opened) {
        jetty.addConnector((server, ignored) -> {
            ServerConnector connector = connector(server, address, times, clocks);
            opened.accept(connector);
            open(connector);
            RequestRules rules = new RequestRules(
                    new AllowedHosts(connector.getLocalPort(), hosts(address, connector.getLocalPort())), address.token());
            server.insertHandler(new RequestGate(rules, clocks, sizes.requests(), refused));
            server.addBean(new NetworkConnectionLimit(sizes.connections(), connector));
            server.setErrorHandler(new JsonErrorPage());
            server.setStopTimeout(times.stop().toMillis());
            return connector;
        });
    }

    private static void open(ServerConnector connector) {
        try {
            connector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new IOException(
                            connector.getHost() + ":" + connector.getPort() + ": this address cannot be bound: "
                                    + e.getMessage()
                                    + ". Choose another port with --port, or end the program that has it.",
                            e));
        }
    }

    private static List<String> hosts(Address address, int port) {
        List<String> names = new ArrayList<>(address.allowedHosts());
        if (!address.host().equals("0.0.0.0") && !address.host().equals("::")) {
            names.add((address.host().contains(":") ? "[" + address.host() + "]" : address.host()) + ":" + port);
        }
        return names;
    }

    private static ServerConnector connector(Server server, Address address, Times times, RequestClocks clocks) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setUriCompliance(UriCompliance.DEFAULT);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(address.host());
        connector.setPort(address.port());
        connector.setIdleTimeout(times.idle().toMillis());
        connector.setAcceptQueueSize(BACKLOG);
        connector.addBean(clocks);
        return connector;
    }

    /** Returns the port that was bound. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Returns the routes: the path, and its HTTP method in lower case. */
    public Map<String, String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method == HandlerType.GET || endpoint.method == HandlerType.POST)
                .collect(Collectors.toMap(
                        endpoint -> endpoint.path,
                        endpoint -> endpoint.method.name().toLowerCase(Locale.ROOT)));
    }

    /** Returns how many connections are open. */
    public int connections() {
        return connector.getConnectedEndPoints().size();
    }

    /** Returns how many bytes of bodies are held. */
    public long heldBytes() {
        return bodies.held();
    }

    /** Returns whether an address is one of this machine alone. */
    public static boolean isLoopback(String host) throws IOException {
        return InetAddress.getByName(host).isLoopbackAddress();
    }

    /** Stops; answers that are being written are finished. */
    @Override
    public void close() {
        javalin.stop();
        clocks.close();
    }
}
