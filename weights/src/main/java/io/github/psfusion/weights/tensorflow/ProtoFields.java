// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.tensorflow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The fields of a protocol-buffer message, one after another: {@link #next} moves to the first one, and on. */
final class ProtoFields {
    private static final int WIRE_BITS = 3;
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;
    private static final long MAX_NUMBER = (1 << 29) - 1;

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private final ByteBuffer message;
    private int number;
    private int wire;
    private long integer;
    private ByteBuffer part = NONE;

    /** Reads the bytes that remain in a buffer. */
    ProtoFields(ByteBuffer message) {
        this.message = message.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Moves to the next field; returns whether there is one. */
    boolean next() throws BundleException {
        if (!message.hasRemaining()) {
            return false;
        }
        long tag = Varint.read(message);
        long field = tag >>> WIRE_BITS;
        if (field < 1 || field > MAX_NUMBER) {
            throw new BundleException("a field has the number " + field);
        }
        number = (int) field;
        wire = (int) tag & ((1 << WIRE_BITS) - 1);
        switch (wire) {
            case VARINT -> integer = Varint.read(message);
            case FIXED_64 -> integer = fixed(Long.BYTES).getLong();
            case FIXED_32 -> integer = fixed(Integer.BYTES).getInt();
            case BYTES -> part = fixed(Varint.readLength(message, message.limit(), "field " + number));
            default -> throw new BundleException("field " + number + " has the unknown form " + wire);
        }
        return true;
    }

    private ByteBuffer fixed(int length) throws BundleException {
        if (length > message.remaining()) {
            throw new BundleException("field " + number + " is cut off");
        }
        ByteBuffer value = message.slice(message.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        message.position(message.position() + length);
        return value;
    }

    /** Returns the number of the current field. */
    int number() {
        return number;
    }

    /** Returns its value, an integer of variable length. */
    long integer() throws BundleException {
        require(VARINT);
        return integer;
    }

    /** Returns its value, four bytes. */
    int fixed32() throws BundleException {
        require(FIXED_32);
        return (int) integer;
    }

    /** Returns the fields of its value, a message. */
    ProtoFields message() throws BundleException {
        require(BYTES);
        return new ProtoFields(part);
    }

    private void require(int expected) throws BundleException {
        if (wire != expected) {
            throw new BundleException("field " + number + " has the form " + wire + ", expected " + expected);
        }
    }
}
