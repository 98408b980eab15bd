// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.util.HashSet;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Prints what library modules log: warnings, each once, always; the rest with {@code --verbose}.
 *
 * <p>Libraries log through {@link System.Logger}, behind which the JDK puts java.util.logging.
 */
public final class LibraryLog extends Handler {
    private final Session session;
    private final SimpleFormatter texts = new SimpleFormatter();
    private final Set<String> warned = new HashSet<>();

    private LibraryLog(Session session) {
        this.session = session;
    }

    /** Makes the logs of this process speak on the session's console. */
    public static void install(Session session) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        LibraryLog handler = new LibraryLog(session);
        root.setLevel(Level.ALL);
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
    }

    @Override
    public synchronized void publish(LogRecord record) {
        boolean ours = String.valueOf(record.getLoggerName()).startsWith("io.github.psfusion");
        int level = record.getLevel().intValue();
        if (level >= Level.WARNING.intValue()) {
            String text = texts.formatMessage(record);
            if (warned.add(text)) {
                session.console().warn(text);
            }
        } else if (ours && session.console().verbosity().level() >= (level >= Level.INFO.intValue() ? 1 : 2)) {
            session.console().detail(texts.formatMessage(record));
        }
    }

    @Override
    public void flush() {
        // The console flushes each line.
    }

    @Override
    public void close() {
        // The console belongs to the session.
    }
}
