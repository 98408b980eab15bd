// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import io.github.psfusion.weights.TensorToWrite;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the pickle, protocol 2, of an ordered dictionary of contiguous tensors, each in the storage of its index. */
final class PickleWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private PickleWriter() {}

    static byte[] stateDict(List<TensorToWrite> tensors) {
        PickleWriter writer = new PickleWriter();
        writer.put(Opcode.PROTO);
        writer.bytes.write(2);
        writer.emptyOrderedDictionary();
        writer.put(Opcode.MARK);
        for (int i = 0; i < tensors.size(); i++) {
            writer.text(tensors.get(i).name());
            writer.tensor(tensors.get(i), i);
        }
        writer.put(Opcode.SETITEMS);
        writer.put(Opcode.STOP);
        return writer.bytes.toByteArray();
    }

    /** {@code _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks)}. */
    private void tensor(TensorToWrite tensor, int key) {
        global(PickleGlobal.REBUILD_TENSOR_V2);
        put(Opcode.MARK);
        put(Opcode.MARK);
        text("storage");
        global(PickleGlobal.storage(tensor.type()));
        text(Integer.toString(key));
        text("cpu");
        number(tensor.shape().elements());
        put(Opcode.TUPLE);
        put(Opcode.BINPERSID);
        number(0);
        tuple(tensor.shape().sizes());
        tuple(strides(tensor.shape().sizes()));
        put(Opcode.NEWFALSE);
        emptyOrderedDictionary();
        put(Opcode.TUPLE);
        put(Opcode.REDUCE);
    }

    private static long[] strides(long[] sizes) {
        long[] strides = new long[sizes.length];
        long stride = 1;
        for (int k = sizes.length - 1; k >= 0; k--) {
            strides[k] = stride;
            stride *= Math.max(sizes[k], 1);
        }
        return strides;
    }

    private void put(Opcode opcode) {
        bytes.write(opcode.code());
    }

    private void emptyOrderedDictionary() {
        global(PickleGlobal.ORDERED_DICT);
        put(Opcode.EMPTY_TUPLE);
        put(Opcode.REDUCE);
    }

    private void global(PickleGlobal global) {
        put(Opcode.GLOBAL);
        bytes.writeBytes((global.pythonName().replace(' ', '\n') + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        put(Opcode.BINUNICODE);
        little(4, encoded.length);
        bytes.writeBytes(encoded);
    }

    private void tuple(long[] numbers) {
        put(Opcode.MARK);
        for (long number : numbers) {
            number(number);
        }
        put(Opcode.TUPLE);
    }

    private void number(long number) {
        if (number <= 0xFF) {
            put(Opcode.BININT1);
            little(1, number);
        } else if (number <= Integer.MAX_VALUE) {
            put(Opcode.BININT);
            little(4, number);
        } else {
            put(Opcode.LONG1);
            bytes.write(Long.BYTES);
            little(Long.BYTES, number);
        }
    }

    private void little(int count, long number) {
        byte[] all = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(number)
                .array();
        bytes.write(all, 0, count);
    }
}
