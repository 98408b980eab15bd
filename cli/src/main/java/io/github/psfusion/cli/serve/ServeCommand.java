// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.serve;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.ProgramVersion;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.platform.MemorySize;
import io.github.psfusion.server.FusionServer;
import io.github.psfusion.server.ServerSettings;
import io.github.psfusion.server.ServiceLimits;
import io.github.psfusion.server.ServiceTimes;
import io.github.psfusion.server.http.HttpFrontend;
import io.github.psfusion.server.http.RequestException;
import io.github.psfusion.server.http.TokenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the page and the interface for programs. */
@Command(
        name = "serve",
        header = "fuse images over HTTP, with a page",
        customSynopsis = "psfusion serve [OPTIONS]",
        description = {
            "%nServe a page on which two images are dropped and seen fused, and an interface for programs, on this machine"
                    + " only. Runs until it is stopped (Ctrl-C, SIGTERM); what was accepted is finished first.%n",
            "Examples:",
            "  psfusion serve",
            "  psfusion serve --port 9000 --preload gtf",
            "  psfusion serve --host 192.168.1.7 --token-file token.txt",
            "  curl -F infrared=@ir.png -F visible=@vi.png localhost:8765/v1/fuse -o f.png%n"
        },
        footer = "%nCommon options: psfusion --help.")
public final class ServeCommand implements Callable<Integer> {
    private static final int DEFAULT_PORT = 8765;
    private static final int MAX_PORT = 65535;
    private static final long POLL_MILLIS = 100;
    /** Beside the work that was accepted: answers that are being written. */
    private static final Duration LAST = Duration.ofSeconds(10);
    /** Requests of another machine that wait. */
    private static final int SHARE_OF_CLIENT = 2;

    private final Session session;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "address to listen at (default 127.0.0.1, which only this machine reaches); others need"
                    + " --token-file")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", description = "port to listen at; 0 for any that is free (default 8765)")
    private int port = DEFAULT_PORT;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "a file with a secret of at least 16 characters that clients must send as Authorization: Bearer")
    private @Nullable Path tokenFile;

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description = "a further name under which clients may address the server, as that of a proxy; may be"
                    + " repeated")
    private List<String> allowedHosts = List.of();

    @Option(
            names = "--preload",
            paramLabel = "METHOD",
            description = "load this method before the first request, such as psfusion; may be repeated")
    private List<String> preload = List.of();

    @Option(names = "--queue", paramLabel = "N", description = "requests that wait, at most (default 8)")
    private int queue = ServiceLimits.defaults().queue();

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "requests that are worked on at a time (default 1: a network uses all CPUs)")
    private int workers = ServiceLimits.defaults().workers();

    @Option(
            names = "--per-client",
            paramLabel = "N",
            description = "requests of one address that wait, at most (default: 2, on this machine all)")
    private int perClient;

    @Option(names = "--max-body", paramLabel = "SIZE", description = "longest request, e.g. 32M (default 64M)")
    private @Nullable MemorySize maxBody;

    /** Makes the command. */
    public ServeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ServerSettings settings = settings();
        session.cancellation().cooperate();
        session.cancellation().allow(settings.times().stop().plus(LAST));
        try (FusionServer server = FusionServer.start(settings)) {
            for (String method : preload) {
                open(server, method);
            }
            String address = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port() + "/";
            session.console().result("listening at " + address, Map.of("address", address));
            session.console().requireWritten();
            while (!session.cancellation().requested()) {
                Thread.sleep(POLL_MILLIS);
            }
            session.console().info("stopping");
        }
        return ExitCode.OK; // ending at a signal is how a service ends
    }

    private ServerSettings settings() throws IOException {
        if (port < 0 || port > MAX_PORT) {
            throw UserError.usage("--port " + port + ": expected a number from 0 to " + MAX_PORT + ".");
        }
        if (queue < 1 || workers < 1 || perClient < 0) {
            throw UserError.usage("--queue, --workers and --per-client: expected numbers from 1 on.");
        }
        boolean local = HttpFrontend.isLoopback(host);
        if (!local && tokenFile == null) {
            throw UserError.usage("--host " + host + ": other machines reach this address. Name a secret with"
                    + " --token-file FILE, or listen at 127.0.0.1.");
        }
        Optional<Integer> share = perClient > 0
                ? Optional.of(perClient)
                : local ? Optional.empty() : Optional.of(Math.min(SHARE_OF_CLIENT, queue));
        return new ServerSettings(
                new HttpFrontend.Address(
                        host, port, allowedHosts, tokenFile == null ? Optional.empty() : Optional.of(TokenFile.read(tokenFile))),
                limits(share),
                ServiceTimes.defaults(),
                MethodOpening.weights(session),
                MethodOpening.context(session),
                ProgramVersion.text());
    }

    private ServiceLimits limits(Optional<Integer> share) {
        ServiceLimits limits = ServiceLimits.defaults().withQueue(queue, workers, share);
        limits = limits.withPixels(Math.min(limits.pixels(), session.common().maxPixels()), limits.pixelsInSum());
        return maxBody == null
                ? limits
                : limits.withBodies(maxBody.bytes(), Math.max(maxBody.bytes(), limits.bodyBytesInSum()));
    }

    private static void open(FusionServer server, String method) throws IOException {
        try {
            server.open(method);
        } catch (RequestException | MethodOptionException e) {
            throw UserError.usage("--preload " + method + ": " + e.getMessage());
        }
    }
}
