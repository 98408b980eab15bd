// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A connection on which bytes are sent as they are: clients of HTTP would not send what these tests need. */
final class RawRequest implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;

    RawRequest(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
    }

    RawRequest send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    RawRequest send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Tells the server that nothing more follows. */
    void endOfRequest() throws IOException {
        socket.shutdownOutput();
    }

    /** Returns all that the server sends until it closes the connection; empty if it resets it. */
    String answer() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all.write(buffer, 0, read);
            }
        } catch (SocketException e) {
            // reset: what came before counts
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** Sends a request that has no body and returns the answer. */
    static String exchange(int port, String start, String... headers) throws IOException {
        try (RawRequest request = new RawRequest(port)) {
            StringBuilder text = new StringBuilder(start).append(" HTTP/1.1\r\nConnection: close\r\n");
            for (String header : headers) {
                text.append(header).append("\r\n");
            }
            return request.send(text.append("\r\n").toString()).answer();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
