// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers why a write failed: of itself a {@link PrintStream} only knows that one did. */
final class StandardOutput extends PrintStream {
    private final Recorder recorder;

    private StandardOutput(Recorder recorder, Charset charset) {
        super(new BufferedOutputStream(recorder), false, charset);
        this.recorder = recorder;
    }

    /** Returns the standard output of this process, in the encoding of {@link System#out}. */
    static StandardOutput ofProcess() {
        String encoding = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        Charset charset = encoding == null ? Charset.defaultCharset() : Charset.forName(encoding);
        return new StandardOutput(new Recorder(new FileOutputStream(FileDescriptor.out)), charset);
    }

    /** Returns the first error of a stream; of any but this one the reason is not known. */
    static IOException failure(PrintStream stream) {
        IOException failure = stream instanceof StandardOutput output ? output.recorder.failure : null;
        if (failure == null) {
            return new IOException("it is closed or full");
        }
        return readerIsGone(failure) ? new ReaderGoneException(failure) : failure;
    }

    /** The only error of a pipe is that nobody reads it any more; the system's text for it may be in any language. */
    private static boolean readerIsGone(IOException failure) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException e) {
            return String.valueOf(failure.getMessage()).contains("Broken pipe"); // not Linux
        }
    }

    /** The program that read standard output has ended, as {@code head} does when it has seen enough. */
    static final class ReaderGoneException extends IOException {
        private static final long serialVersionUID = 1L;

        ReaderGoneException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Keeps the first error. */
    private static final class Recorder extends FilterOutputStream {
        private @Nullable IOException failure;

        Recorder(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }
    }
}
