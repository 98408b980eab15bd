// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.work;

import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.pipeline.MethodOpener;
import io.github.psfusion.pipeline.WeightsLocator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Methods that stay open between requests: loading a network takes longer than fusing a pair. Used by several workers. */
final class OpenMethodCache implements AutoCloseable {
    /** A network takes some 200 MB. */
    private static final int MOST = 4;

    private final WeightsLocator locator;
    /** In the order of use, the one that has not been used for longest first. */
    private final Map<MethodKey.Identity, Shared> open = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

    OpenMethodCache(WeightsLocator locator) {
        this.locator = locator;
    }

    /** An open method and how many workers use it. */
    private static final class Shared {
        private final MethodOpener.Opened opened;
        private int users;
        private boolean evicted;

        Shared(MethodOpener.Opened opened) {
            this.opened = opened;
        }
    }

    /** A use of an open method; closing it ends the use. */
    final class Use implements AutoCloseable {
        private @Nullable Shared shared;
        private final MethodOpener.Opened opened;

        private Use(Shared shared) {
            this.shared = shared;
            this.opened = shared.opened;
        }

        MethodOpener.Opened opened() {
            return opened;
        }

        @Override
        public void close() {
            Shared used = shared;
            shared = null;
            if (used != null) {
                release(used);
            }
        }
    }

    /**
     * Opens a method, or returns the one that is open.
     *
     * @throws MethodOptionException if an option has a value that cannot be
     * @throws IOException if its weights cannot be read
     */
    synchronized Use use(MethodKey key) throws MethodOptionException, IOException {
        Shared found = open.get(key.identity());
        if (found == null) {
            found = new Shared(new MethodOpener(locator, key.context()).open(key.request()));
            open.put(key.identity(), found);
            if (open.size() > MOST) {
                evict(open.keySet().iterator().next());
            }
        }
        found.users++;
        return new Use(found);
    }

    private void evict(MethodKey.Identity identity) {
        Shared removed = open.remove(identity);
        if (removed != null) {
            removed.evicted = true;
            if (removed.users == 0) {
                removed.opened.close();
            }
        }
    }

    private synchronized void release(Shared used) {
        used.users--;
        if (used.evicted && used.users == 0) {
            used.opened.close();
        }
    }

    /** Closes all methods; those in use when their use ends. */
    @Override
    public synchronized void close() {
        for (MethodKey.Identity identity : open.keySet().toArray(new MethodKey.Identity[0])) {
            evict(identity);
        }
    }
}
