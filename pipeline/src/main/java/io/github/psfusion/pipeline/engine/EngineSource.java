// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.engine;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * From where engines are fetched.
 *
 * @param repository the address of a Maven repository, ending in a slash
 * @param proxy through which it is reached, if any
 */
public record EngineSource(URI repository, Optional<InetSocketAddress> proxy) {
    /** Maven Central, without proxy. */
    public static final EngineSource CENTRAL =
            new EngineSource(URI.create("https://repo.maven.apache.org/maven2/"), Optional.empty());

    private static final int MAX_PORT = 65535;

    /**
     * Returns this source with another repository, such as a mirror in a house.
     *
     * @throws IllegalArgumentException if the text is no address of http or https
     */
    public EngineSource withRepository(String address) {
        try {
            URI uri = new URI(address.endsWith("/") ? address : address + "/");
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return new EngineSource(uri, proxy);
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(notAnAddress(address), e);
        }
        throw new IllegalArgumentException(notAnAddress(address));
    }

    private static String notAnAddress(String address) {
        return address + ": expected the address of a Maven repository, such as https://maven.example.org/central/";
    }

    /**
     * Returns this source behind a proxy.
     *
     * @throws IllegalArgumentException if the text is no host and port
     */
    public EngineSource withProxy(String hostAndPort) {
        String text = hostAndPort.replaceFirst("^https?://", "").replaceFirst("/$", "");
        int colon = text.lastIndexOf(':');
        if (colon > 0 && text.substring(colon + 1).matches("\\d{1,5}") && text.indexOf('@') < 0) {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port >= 1 && port <= MAX_PORT) {
                return new EngineSource(
                        repository, Optional.of(InetSocketAddress.createUnresolved(text.substring(0, colon), port)));
            }
        }
        throw new IllegalArgumentException(hostAndPort + ": expected HOST:PORT of a proxy without password");
    }
}
