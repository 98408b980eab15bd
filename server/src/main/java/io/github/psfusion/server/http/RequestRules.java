// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Who may send which request; asked before anything of its body is read. */
final class RequestRules {
    private static final List<String> READING = List.of("GET", "HEAD");
    private static final String POST = "POST";
    /** Of no use without the interface behind them: the page itself can be loaded without a token and asks for it. */
    private static final Set<String> PAGE = Set.of("/", "/page.css", "/page.js", "/icon.svg");

    private static final Set<String> FOR_MONITORS = Set.of("/health", "/metrics", "/v2/health/live", "/v2/health/ready");

    private final AllowedHosts hosts;
    private final Optional<AccessToken> token;

    RequestRules(AllowedHosts hosts, Optional<AccessToken> token) {
        this.hosts = hosts;
        this.token = token;
    }

    /**
     * Checks a request.
     *
     * @param local whether it comes from this machine
     * @throws RequestException if it is refused
     */
    void check(Request request, boolean local) throws RequestException {
        HttpFields headers = request.getHeaders();
        if (!hosts.isHost(single(headers, HttpHeader.HOST.asString()))) {
            throw new RequestException(
                    RequestException.MISDIRECTED,
                    "this server does not answer for that host. Address it as localhost with its port, or allow the name"
                            + " with --allow-host.");
        }
        String method = request.getMethod();
        if (method.equals(POST)) {
            checkOrigin(headers);
        } else if (!READING.contains(method)) {
            throw new RequestException(
                    RequestException.METHOD_NOT_ALLOWED, "this HTTP method is not used here, only GET, HEAD and POST.");
        }
        checkToken(request, local);
    }

    private void checkOrigin(HttpFields headers) throws RequestException {
        Optional<String> origin = single(headers, HttpHeader.ORIGIN.asString());
        boolean otherOrigin = origin.isPresent() && !hosts.isOrigin(origin.get());
        Optional<String> site = single(headers, "Sec-Fetch-Site");
        boolean otherSite = site.isPresent() && !site.get().equals("same-origin") && !site.get().equals("none");
        if (otherOrigin || otherSite) {
            throw new RequestException(RequestException.FORBIDDEN, "requests from pages of other sites are refused.");
        }
    }

    private void checkToken(Request request, boolean local) throws RequestException {
        String path = Request.getPathInContext(request);
        boolean free = PAGE.contains(path) || local && FOR_MONITORS.contains(path);
        if (token.isPresent()
                && !free
                && !token.get().isIn(single(request.getHeaders(), HttpHeader.AUTHORIZATION.asString()))) {
            throw new RequestException(
                    RequestException.UNAUTHORIZED, "send the token of this server as: Authorization: Bearer TOKEN");
        }
    }

    /** Returns the value of a header; one that is sent twice is none that could be allowed. */
    private static Optional<String> single(HttpFields headers, String name) {
        List<HttpField> fields = headers.getFields(name);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(fields.size() == 1 ? String.valueOf(fields.get(0).getValue()) : "");
    }
}
