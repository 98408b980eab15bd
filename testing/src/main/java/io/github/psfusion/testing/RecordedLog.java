// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** The messages that a class logs while this is open, of all levels. */
public final class RecordedLog implements AutoCloseable {
    private final Logger logger; // the log manager does not keep it
    private final @Nullable Level before;
    private final Recorder recorder = new Recorder();

    private static final class Recorder extends Handler {
        private final List<String> messages = new ArrayList<>();
        private final SimpleFormatter texts = new SimpleFormatter();

        @Override
        public synchronized void publish(LogRecord record) {
            messages.add(texts.formatMessage(record));
        }

        private synchronized List<String> messages() {
            return List.copyOf(messages);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private RecordedLog(Logger logger) {
        this.logger = logger;
        before = logger.getLevel();
        logger.setLevel(Level.ALL);
        recorder.setLevel(Level.ALL);
        logger.addHandler(recorder);
    }

    /** Begins to record what a class logs through {@link System.Logger}. */
    public static RecordedLog of(Class<?> type) {
        return new RecordedLog(Logger.getLogger(type.getName()));
    }

    /** Returns the messages in their order. */
    public List<String> messages() {
        return recorder.messages();
    }

    @Override
    public void close() {
        logger.removeHandler(recorder);
        logger.setLevel(before);
    }
}
