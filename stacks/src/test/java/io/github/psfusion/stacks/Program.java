// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.stacks;

import ij.ImagePlus;
import ij.io.Opener;
import io.github.psfusion.cli.PsFusionCommand;
import io.github.psfusion.cli.console.Cancellation;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;

/** The program {@code psfusion}, whose results are the reference, inside of the test's process. */
final class Program {
    private Program() {}

    static void run(String... args) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(text, true, Charset.defaultCharset());
        Session session = new Session(stream, stream, Map.of(), Terminal.none(), new Cancellation());
        int status = PsFusionCommand.run(session, args);
        if (status != 0) {
            throw new IllegalStateException("exit code " + status + ": " + text.toString(Charset.defaultCharset()));
        }
    }

    /** Reads a result by ImageJ. */
    static ImagePlus open(Path file) {
        ImagePlus image = new Opener().openImage(file.toString());
        if (image == null) {
            throw new IllegalStateException("no image in " + file);
        }
        return image;
    }
}
