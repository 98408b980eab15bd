// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LibraryLogTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final LibraryLog log = new LibraryLog(new Session(
            System.out,
            new PrintStream(err, true, Charset.defaultCharset()),
            Map.of(),
            Terminal.none(),
            new Cancellation()));

    private void warn(String message, Object... values) {
        LogRecord warning = new LogRecord(Level.WARNING, message);
        warning.setLoggerName("io.github.psfusion.test");
        warning.setParameters(values);
        log.publish(warning);
    }

    private String lines() {
        return err.toString(Charset.defaultCharset());
    }

    @Test
    void causeIsReportedOnceAndCounted() {
        warn("the sum is {0}", 1);
        warn("the sum is {0}", 2);
        warn("another");
        warn("the sum is {0}", 3);
        assertThat(lines()).containsOnlyOnce("warning: the sum is 1").containsOnlyOnce("warning: another");
        assertThat(lines()).doesNotContain("the sum is 2");
        log.summarize();
        assertThat(lines()).contains("this warning came 3 times: the sum is 1").doesNotContain("times: another");
    }
}
