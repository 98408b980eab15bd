// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.torch.PickleValue.Bool;
import io.github.psfusion.weights.torch.PickleValue.Bytes;
import io.github.psfusion.weights.torch.PickleValue.None;
import io.github.psfusion.weights.torch.PickleValue.NumpyArray;
import io.github.psfusion.weights.torch.PickleValue.NumpyType;
import io.github.psfusion.weights.torch.PickleValue.Opaque;
import io.github.psfusion.weights.torch.PickleValue.Sequence;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** NumPy's numbers beside the tensors of a checkpoint: their bytes are checked, single numbers are shown. */
final class NumpyObjects {
    private static final String KINDS = "fiub";

    private NumpyObjects() {}

    static PickleValue reduce(PickleGlobal global, List<PickleValue> arguments) throws PickleException {
        return switch (global) {
            case NUMPY_TYPE ->
                type(PickleObjects.text(PickleObjects.argument(global, arguments, 0, PickleValue.class)));
            case NUMPY_RECONSTRUCT -> array(arguments);
            case NUMPY_SCALAR ->
                new Opaque(number(
                        PickleObjects.argument(global, arguments, 0, NumpyType.class),
                        PickleObjects.argument(global, arguments, 1, Bytes.class)));
            default ->
                encoded(
                        PickleObjects.argument(global, arguments, 0, PickleValue.Text.class),
                        PickleObjects.argument(global, arguments, 1, PickleValue.Text.class));
        };
    }

    private static NumpyType type(String code) throws PickleException {
        if (code.length() != 2 || KINDS.indexOf(code.charAt(0)) < 0 || "1248".indexOf(code.charAt(1)) < 0) {
            throw new PickleException("the NumPy type \"" + code + "\" is not allowed; only plain numbers are");
        }
        return new NumpyType(code.charAt(0), code.charAt(1) - '0');
    }

    private static NumpyArray array(List<PickleValue> arguments) throws PickleException {
        if (PickleObjects.argument(PickleGlobal.NUMPY_RECONSTRUCT, arguments, 0, PickleGlobal.class)
                != PickleGlobal.NUMPY_ARRAY) {
            throw new PickleException("NumPy is asked to make something else than an array");
        }
        return new NumpyArray();
    }

    private static Bytes encoded(PickleValue.Text text, PickleValue.Text codec) throws PickleException {
        if (!codec.value().equals("latin1") || text.value().chars().anyMatch(character -> character > 0xFF)) {
            throw new PickleException("bytes are written in the encoding " + codec.describe() + "; expected latin1");
        }
        return new Bytes(text.value());
    }

    /** State of a type: {@code (3, byte order, None, None, None, -1, -1, 0)}. */
    static void build(NumpyType type, PickleValue state) throws PickleException {
        List<PickleValue> items = items(state, 5);
        String order = PickleObjects.text(items.get(1));
        for (int i = 2; i < 5; i++) {
            if (!(items.get(i) instanceof None)) {
                throw new PickleException("a NumPy type has fields; only plain numbers are allowed");
            }
        }
        if (!order.equals("<") && !order.equals(">") && !order.equals("|") && !order.equals("=")) {
            throw new PickleException(
                    "a NumPy type has the byte order " + items.get(1).describe());
        }
        type.setBigEndian(order.equals(">"));
    }

    /** State of an array: {@code (1, shape, type, Fortran order, bytes)}. */
    static void build(NumpyArray array, PickleValue state) throws PickleException {
        List<PickleValue> items = items(state, 5);
        if (!(items.get(1) instanceof Sequence sizes)
                || sizes.items().size() > PickleObjects.MAX_RANK
                || !(items.get(2) instanceof NumpyType type)
                || !(items.get(3) instanceof Bool)
                || !(items.get(4) instanceof Bytes bytes)) {
            throw new PickleException("a NumPy array is not made of shape, type, order and bytes");
        }
        long expected = type.bytes();
        try {
            for (PickleValue size : sizes.items()) {
                expected = Math.multiplyExact(expected, PickleObjects.natural(size));
            }
        } catch (ArithmeticException e) {
            throw new PickleException("the size of a NumPy array overflows");
        }
        if (bytes.latin1().length() != expected) {
            throw new PickleException(
                    "a NumPy array has " + bytes.latin1().length() + " bytes, its shape takes " + expected);
        }
        array.setDescription(
                sizes.items().isEmpty()
                        ? number(type, bytes)
                        : "a NumPy array " + type.kind() + type.bytes() + " " + shape(sizes));
    }

    private static Shape shape(Sequence sizes) throws PickleException {
        long[] numbers = new long[sizes.items().size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = PickleObjects.natural(sizes.items().get(i));
        }
        return Shape.of(numbers);
    }

    private static List<PickleValue> items(PickleValue state, int atLeast) throws PickleException {
        if (!(state instanceof Sequence tuple) || tuple.items().size() < atLeast) {
            throw new PickleException("a NumPy value gets the state " + state.describe());
        }
        return tuple.items();
    }

    private static String number(NumpyType type, Bytes content) throws PickleException {
        int length = content.latin1().length();
        if (length != type.bytes()) {
            throw new PickleException("a NumPy number has " + length + " bytes, its type takes " + type.bytes());
        }
        byte[] raw = content.latin1().getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer bytes =
                ByteBuffer.wrap(raw).order(type.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return switch (type.kind() + "" + type.bytes()) {
            case "f8" -> Double.toString(bytes.getDouble());
            case "f4" -> Float.toString(bytes.getFloat());
            case "i8" -> Long.toString(bytes.getLong());
            case "i4" -> Integer.toString(bytes.getInt());
            case "b1" -> bytes.get() == 0 ? "False" : "True";
            default -> "a NumPy number " + type.kind() + type.bytes();
        };
    }
}
