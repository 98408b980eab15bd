// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.ReadLimits;
import io.github.psfusion.weights.torch.PickleValue.Bytes;
import io.github.psfusion.weights.torch.PickleValue.Int;
import io.github.psfusion.weights.torch.PickleValue.Mapping;
import io.github.psfusion.weights.torch.PickleValue.None;
import io.github.psfusion.weights.torch.PickleValue.Placed;
import io.github.psfusion.weights.torch.PickleValue.Sequence;
import io.github.psfusion.weights.torch.PickleValue.Storage;
import io.github.psfusion.weights.torch.PickleValue.Text;
import io.github.psfusion.weights.torch.PickleValue.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fixed constructions that a pickle may ask for, and the storages that it has named. */
final class PickleObjects {
    /** Elements that a tensor may have although its storage has fewer, which repeats them. */
    private static final long MAX_REPEATED = 1 << 20;

    /** Bytes of all tensors for each byte of all storages: shared weights are usual, a small file of large tensors is not. */
    private static final long MAX_SHARES = 4;

    private static final long ALWAYS_PERMITTED_BYTES = 16 << 20;

    private final ReadLimits limits;
    private final Map<String, Storage> storages = new HashMap<>();
    private int tensors;
    private long dataBytes;

    PickleObjects(ReadLimits limits) {
        this.limits = limits;
    }

    /** Returns the storages by key. */
    Map<String, Storage> storages() {
        return storages;
    }

    /**
     * Checks, at the end of a pickle, that its tensors do not repeat their storages many times over.
     *
     * @throws PickleException if reading all tensors would take many times the bytes of the file
     */
    void checkRepetition() throws PickleException {
        long stored = 0;
        for (Storage storage : storages.values()) {
            stored = Math.addExact(stored, storage.bytes());
        }
        if (dataBytes > ALWAYS_PERMITTED_BYTES && dataBytes / MAX_SHARES > stored) {
            throw new PickleException(
                    "the tensors have " + dataBytes + " bytes together, their storages only " + stored);
        }
    }

    /** What calling an allowed name with these arguments gives. */
    PickleValue reduce(PickleGlobal global, List<PickleValue> arguments) throws PickleException {
        return switch (global) {
            case ORDERED_DICT -> orderedDictionary(arguments);
            case REBUILD_TENSOR, REBUILD_TENSOR_V2 -> tensor(global, arguments);
            case REBUILD_PARAMETER, REBUILD_PARAMETER_WITH_STATE -> argument(global, arguments, 0, Placed.class);
            case SIZE -> argument(global, arguments, 0, Sequence.class);
            case NUMPY_RECONSTRUCT, NUMPY_SCALAR, NUMPY_TYPE, ENCODE -> NumpyObjects.reduce(global, arguments);
            default -> throw new PickleException(global.describe() + " is called, which it cannot be");
        };
    }

    /** Gives an object its state, where there is a rule for that. */
    static void build(PickleValue object, PickleValue state) throws PickleException {
        if (object instanceof PickleValue.NumpyArray array) {
            NumpyObjects.build(array, state);
        } else if (object instanceof PickleValue.NumpyType type) {
            NumpyObjects.build(type, state);
        } else if (!(object instanceof Placed) && !(object instanceof Mapping mapping && mapping.isOrdered())) {
            throw new PickleException("attributes are set on " + object.describe());
        }
        // Attributes of a tensor or of a state dict, such as _metadata, are no entries.
    }

    static <T extends PickleValue> T argument(
            PickleGlobal global, List<PickleValue> arguments, int index, Class<T> type) throws PickleException {
        if (index >= arguments.size() || !type.isInstance(arguments.get(index))) {
            throw new PickleException(global.describe() + " is called with "
                    + (index < arguments.size() ? arguments.get(index).describe() : "nothing") + " as argument "
                    + (index + 1) + "; expected " + type.getSimpleName());
        }
        return type.cast(arguments.get(index));
    }

    private static Mapping orderedDictionary(List<PickleValue> arguments) throws PickleException {
        Mapping mapping = new Mapping(true);
        if (!arguments.isEmpty()) {
            Sequence pairs = argument(PickleGlobal.ORDERED_DICT, arguments, 0, Sequence.class);
            for (PickleValue item : pairs.items()) {
                if (!(item instanceof Sequence pair) || pair.items().size() != 2) {
                    throw new PickleException("a dictionary is made of " + item.describe() + ", not of a pair");
                }
                put(mapping, pair.items().get(0), pair.items().get(1));
            }
        }
        return mapping;
    }

    static void put(Mapping mapping, PickleValue key, PickleValue value) throws PickleException {
        if (!(key instanceof Text) && !(key instanceof Int)) {
            throw new PickleException("the key of a dictionary is " + key.describe() + "; expected text or a number");
        }
        mapping.entries().put(key, value);
    }

    /** What a persistent id stands for: a storage, or a window of one. */
    Window storage(PickleValue id) throws PickleException {
        if (!(id instanceof Sequence tuple)
                || !tuple.isTuple()
                || tuple.items().size() < 5
                || !text(tuple.items().get(0)).equals("storage")) {
            throw new PickleException("a persistent id is not of the form ('storage', type, key, location, elements):"
                    + " whole Python models cannot be read, their owner has to save a state dict");
        }
        List<PickleValue> items = tuple.items();
        DataType type = items.get(1) instanceof PickleGlobal global
                ? global.elements().orElseThrow(() -> new PickleException(global.describe() + " is no storage"))
                : noStorageType(items.get(1));
        Storage storage = new Storage(text(items.get(2)), type, natural(items.get(4)));
        try {
            var unused = storage.bytes();
        } catch (ArithmeticException e) {
            throw new PickleException(
                    "storage \"" + storage.key() + "\" of " + storage.elements() + " elements overflows");
        }
        Storage known = storages.putIfAbsent(storage.key(), storage);
        if (known != null && !known.equals(storage)) {
            throw new PickleException(
                    "storage \"" + storage.key() + "\" is described twice and differently: " + known + ", " + storage);
        }
        if (items.size() > 5 && !(items.get(5) instanceof None)) {
            return window(storage, items.get(5));
        }
        return new Window(storage, 0, storage.elements());
    }

    private static DataType noStorageType(PickleValue found) throws PickleException {
        throw new PickleException("a storage has the type " + found.describe());
    }

    private static Window window(Storage storage, PickleValue view) throws PickleException {
        if (!(view instanceof Sequence tuple) || tuple.items().size() != 3) {
            throw new PickleException("the view of storage \"" + storage.key() + "\" is " + view.describe());
        }
        long offset = natural(tuple.items().get(1));
        long length = natural(tuple.items().get(2));
        if (length > storage.elements() || offset > storage.elements() - length) {
            throw new PickleException("a view of " + length + " elements from " + offset + " leaves storage \""
                    + storage.key() + "\", which has " + storage.elements());
        }
        return new Window(storage, offset, length);
    }

    private Placed tensor(PickleGlobal global, List<PickleValue> arguments) throws PickleException {
        Window window = argument(global, arguments, 0, Window.class);
        long offset = natural(argument(global, arguments, 1, Int.class));
        List<Long> sizes = naturals(argument(global, arguments, 2, Sequence.class));
        List<Long> strides = naturals(argument(global, arguments, 3, Sequence.class));
        if (sizes.size() != strides.size()) {
            throw new PickleException("a tensor has the sizes " + sizes + " and the strides " + strides);
        }
        Shape shape;
        try {
            shape = Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
            // Last element, counted from the start of the window.
            long last = offset;
            for (int k = 0; k < sizes.size() && shape.elements() > 0; k++) {
                last = Math.addExact(last, Math.multiplyExact(sizes.get(k) - 1, strides.get(k)));
            }
            if (offset > window.length() || (shape.elements() > 0 && last >= window.length())) {
                throw new PickleException("a tensor of shape " + shape + ", strides " + strides + ", offset " + offset
                        + " leaves storage \"" + window.storage().key() + "\", which has " + window.length()
                        + " elements");
            }
            count(shape, window.storage());
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new PickleException("the size of a tensor overflows: sizes " + sizes + ", strides " + strides);
        }
        return new Placed(window.storage(), window.offset() + offset, shape, strides);
    }

    private void count(Shape shape, Storage storage) throws PickleException {
        long elements = shape.elements();
        if (elements > storage.elements() && elements > MAX_REPEATED) {
            throw new PickleException(
                    "a tensor of " + elements + " elements repeats a storage of " + storage.elements());
        }
        tensors++;
        dataBytes = Math.addExact(
                dataBytes, Math.multiplyExact(elements, (long) storage.type().bytes()));
        if (tensors > limits.tensors() || dataBytes > limits.dataBytes()) {
            throw new PickleException(tensors + " tensors of " + dataBytes + " bytes exceed the limits of "
                    + limits.tensors() + " tensors and " + limits.dataBytes() + " bytes");
        }
    }

    private static List<Long> naturals(Sequence sequence) throws PickleException {
        if (sequence.items().size() > MAX_RANK) {
            throw new PickleException("a tensor has " + sequence.items().size() + " dimensions");
        }
        List<Long> numbers = new ArrayList<>();
        for (PickleValue item : sequence.items()) {
            numbers.add(natural(item));
        }
        return List.copyOf(numbers);
    }

    /** More than any library allows. */
    static final int MAX_RANK = 64;

    static long natural(PickleValue value) throws PickleException {
        if (!(value instanceof Int number) || number.value() < 0) {
            throw new PickleException(value.describe() + " where a number of at least 0 is expected");
        }
        return number.value();
    }

    /** Python 2 wrote names as bytes. */
    static String text(PickleValue value) throws PickleException {
        if (value instanceof Text text) {
            return text.value();
        }
        if (value instanceof Bytes bytes) {
            return bytes.latin1();
        }
        throw new PickleException(value.describe() + " where text is expected");
    }
}
