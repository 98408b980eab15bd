// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Assembles pickles by hand. */
final class PickleText {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    PickleText() {
        op(Opcode.PROTO).raw(2);
    }

    PickleText op(Opcode... opcodes) {
        for (Opcode opcode : opcodes) {
            bytes.write(opcode.code());
        }
        return this;
    }

    PickleText raw(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    PickleText global(String moduleAndName) {
        op(Opcode.GLOBAL);
        bytes.writeBytes((moduleAndName.replace(' ', '\n') + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    PickleText text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        op(Opcode.BINUNICODE).little(4, encoded.length);
        bytes.writeBytes(encoded);
        return this;
    }

    PickleText number(long number) {
        return op(Opcode.LONG1).raw(8).little(8, number);
    }

    PickleText little(int count, long number) {
        byte[] all = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(number)
                .array();
        bytes.write(all, 0, count);
        return this;
    }

    PickleText numbers(long... numbers) {
        op(Opcode.MARK);
        for (long number : numbers) {
            number(number);
        }
        return op(Opcode.TUPLE);
    }

    /** {@code {"t": tensor}} in a float storage "0" of so many elements. */
    static byte[] tensor(long elements, long offset, long[] sizes, long[] strides) {
        return new PickleText()
                .op(Opcode.EMPTY_DICT)
                .text("t")
                .global("torch._utils _rebuild_tensor_v2")
                .op(Opcode.MARK)
                .storage("torch FloatStorage", "0", elements)
                .number(offset)
                .numbers(sizes)
                .numbers(strides)
                .op(Opcode.NEWFALSE, Opcode.NONE, Opcode.TUPLE, Opcode.REDUCE, Opcode.SETITEM)
                .stop();
    }

    PickleText storage(String type, String key, long elements) {
        return op(Opcode.MARK)
                .text("storage")
                .global(type)
                .text(key)
                .text("cpu")
                .number(elements)
                .op(Opcode.TUPLE, Opcode.BINPERSID);
    }

    byte[] stop() {
        return op(Opcode.STOP).bytes.toByteArray();
    }
}
