// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The names under which the server may be addressed. A page of another site can make a browser send requests to this machine by a
 * name of its own (DNS rebinding): its {@code Host} shows that, and its {@code Origin} is then equal to it.
 */
final class AllowedHosts {
    private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> names = new LinkedHashSet<>();

    /**
     * Makes the list.
     *
     * @param port of the server; local names count with this port only
     * @param others further names, with their port where that is not the server's
     */
    AllowedHosts(int port, List<String> others) {
        LOCAL.forEach(name -> names.add(name + ":" + port));
        for (String other : others) {
            String name = other.toLowerCase(Locale.ROOT);
            names.add(hasPort(name) ? name : name + ":" + port);
            if (!hasPort(name)) {
                names.add(name); // behind a proxy, at the usual port
            }
        }
        if (port == 80) {
            names.addAll(LOCAL);
        }
    }

    private static boolean hasPort(String name) {
        return name.lastIndexOf(':') > name.lastIndexOf(']');
    }

    /** Returns whether a {@code Host} is one of them. */
    boolean isHost(Optional<String> host) {
        return host.isPresent() && names.contains(host.get().toLowerCase(Locale.ROOT));
    }

    /** Returns whether an {@code Origin} is a page of this server. */
    boolean isOrigin(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        for (String scheme : List.of("http://", "https://")) {
            if (lower.startsWith(scheme) && names.contains(lower.substring(scheme.length()))) {
                return true;
            }
        }
        return false;
    }
}
