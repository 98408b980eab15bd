// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.psfusion.cli.console.Cancellation;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * One run of the program inside the test's JVM.
 *
 * @param status the exit status
 * @param output standard output
 * @param err standard error
 */
record Run(int status, ByteArrayOutputStream output, String err) {
    /** Runs the program in an empty environment, not on a terminal. */
    static Run of(String... args) {
        return with(Map.of(), args);
    }

    /** Runs the program with these variables. */
    static Run with(Map<String, String> environment, String... args) {
        return with(environment, new Cancellation(), args);
    }

    /** Runs the program with a wish to end. */
    static Run with(Map<String, String> environment, Cancellation cancellation, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Charset charset = Charset.defaultCharset();
        Session session = new Session(
                new PrintStream(out, true, charset),
                new PrintStream(err, true, charset),
                environment,
                Terminal.none(),
                cancellation);
        int status = PsFusionCommand.run(session, args);
        return new Run(status, out, err.toString(charset));
    }

    /** Returns standard output as text. */
    String out() {
        return output.toString(Charset.defaultCharset());
    }

    /** Returns standard output as JSON. */
    JsonNode json() throws JsonProcessingException {
        return new ObjectMapper().readTree(out());
    }
}
