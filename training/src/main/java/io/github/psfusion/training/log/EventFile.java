// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Writes a file of events for TensorBoard. Each record is the length of its content (8 bytes), a masked checksum of the length (4
 * bytes), the content, and a masked checksum of the content (4 bytes), all little-endian; the checksum is CRC-32C. The content is
 * a protocol buffer {@code tensorflow.Event}. Formats: tensorflow/core/lib/io/record_writer.cc, core/util/event.proto and
 * core/framework/summary.proto of TensorFlow.
 */
final class EventFile implements Closeable {
    private static final int MASK_DELTA = 0xa282ead8;
    private static final int MASK_ROTATION = 15;

    // Wire types of protocol buffers.
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    // Fields of Event.
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;

    private final OutputStream file;

    /** Makes the file, which must not exist. */
    EventFile(Path path, double seconds) throws IOException {
        file = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW);
        ByteArrayOutputStream event = event(seconds);
        text(event, FILE_VERSION, "brain.Event:2");
        record(event.toByteArray());
    }

    /**
     * Marks the start of a process: TensorBoard then drops what earlier files have of this step and later ones.
     *
     * @param seconds since 1970
     */
    void start(double seconds, long step) throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        key(log, 1, VARINT); // status
        varint(log, 1); // START
        ByteArrayOutputStream event = event(seconds);
        key(event, STEP, VARINT);
        varint(event, step);
        message(event, SESSION_LOG, log);
        record(event.toByteArray());
    }

    /**
     * Writes numbers of a step.
     *
     * @param seconds since 1970
     * @param values by tag, such as {@code loss/total}
     */
    void scalars(double seconds, long step, Map<String, Double> values) throws IOException {
        ByteArrayOutputStream summary = new ByteArrayOutputStream();
        for (Map.Entry<String, Double> scalar : values.entrySet()) {
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            text(value, 1, scalar.getKey());
            key(value, 2, FIXED32);
            fixed(value, ByteBuffer.allocate(Float.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(scalar.getValue().floatValue()));
            message(summary, 1, value);
        }
        ByteArrayOutputStream event = event(seconds);
        key(event, STEP, VARINT);
        varint(event, step);
        message(event, SUMMARY, summary);
        record(event.toByteArray());
    }

    private static ByteArrayOutputStream event(double seconds) {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        key(event, WALL_TIME, FIXED64);
        fixed(event, ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN).putDouble(seconds));
        return event;
    }

    private void record(byte[] content) throws IOException {
        byte[] length = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(content.length)
                .array();
        ByteBuffer record = ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + content.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        record.put(length).putInt(masked(length)).put(content).putInt(masked(content));
        file.write(record.array());
        file.flush();
    }

    private static int masked(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return Integer.rotateRight((int) sum.getValue(), MASK_ROTATION) + MASK_DELTA;
    }

    private static void key(ByteArrayOutputStream out, int field, int type) {
        varint(out, (long) field << 3 | type);
    }

    /** Seven bits a byte, the lowest first; the eighth bit marks that more follow. */
    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static void fixed(ByteArrayOutputStream out, ByteBuffer value) {
        out.writeBytes(value.array());
    }

    private static void text(ByteArrayOutputStream out, int field, String text) {
        bytes(out, field, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void message(ByteArrayOutputStream out, int field, ByteArrayOutputStream message) {
        bytes(out, field, message.toByteArray());
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] bytes) {
        key(out, field, BYTES);
        varint(out, bytes.length);
        out.writeBytes(bytes);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
