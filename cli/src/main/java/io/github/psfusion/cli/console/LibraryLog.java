// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import io.github.psfusion.platform.Counted;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Prints what library modules log: warnings always, the first of each cause; the rest with {@code --verbose}.
 *
 * <p>Libraries log through {@link System.Logger}, behind which the JDK puts java.util.logging.
 */
public final class LibraryLog extends Handler {
    private final Session session;
    private final SimpleFormatter texts = new SimpleFormatter();
    /** How often each cause was logged, and its first text. */
    private final Map<String, Warned> warned = new LinkedHashMap<>();

    private static final class Warned {
        private final String text;
        private int times = 1;

        Warned(String text) {
            this.text = text;
        }
    }

    LibraryLog(Session session) {
        this.session = session;
    }

    /** Makes the logs of this process speak on the session's console. */
    public static LibraryLog install(Session session) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        LibraryLog handler = new LibraryLog(session);
        root.setLevel(Level.ALL);
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        return handler;
    }

    @Override
    public synchronized void publish(LogRecord record) {
        boolean ours = String.valueOf(record.getLoggerName()).startsWith("io.github.psfusion");
        int level = record.getLevel().intValue();
        if (level >= Level.WARNING.intValue()) {
            warn(record);
        } else if (ours && session.console().verbosity().level() >= (level >= Level.INFO.intValue() ? 1 : 2)) {
            session.console().detail(texts.formatMessage(record));
        }
    }

    /** A cause is a message without its values: the next step logs the same one with another number. */
    private void warn(LogRecord record) {
        String text = texts.formatMessage(record);
        Warned before = warned.putIfAbsent(record.getLoggerName() + record.getMessage(), new Warned(text));
        if (before == null) {
            session.console().warn(text);
        } else {
            before.times++;
            session.console().detail(text);
        }
    }

    /** Counts the warnings that were not printed, in a line for each cause. */
    public synchronized void summarize() {
        warned.values().stream()
                .filter(each -> each.times > 1)
                .forEach(each -> session.console()
                        .info("this warning came " + Counted.of(each.times, "time") + ": " + each.text));
        warned.clear();
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
