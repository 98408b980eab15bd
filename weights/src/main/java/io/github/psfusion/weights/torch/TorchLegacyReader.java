// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import io.github.psfusion.weights.MappedFile;
import io.github.psfusion.weights.ReadLimits;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.torch.PickleValue.Bool;
import io.github.psfusion.weights.torch.PickleValue.Int;
import io.github.psfusion.weights.torch.PickleValue.Mapping;
import io.github.psfusion.weights.torch.PickleValue.Sequence;
import io.github.psfusion.weights.torch.PickleValue.Storage;
import io.github.psfusion.weights.torch.PickleValue.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what {@code torch.save} wrote before PyTorch 1.6: five pickles one after another (a magic number, a protocol, the
 * machine, the object, the keys of the storages), then each storage with its number of elements.
 *
 * <p>The format has no check sums: a changed byte in a storage cannot be found out.
 */
public final class TorchLegacyReader {
    /** The first pickle: the number 0x1950A86A20F9469CFC6C. */
    private static final byte[] MAGIC = HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e");

    private static final long PROTOCOL = 1001;

    /** Limits of the pickles of protocol and machine: a number, and a dictionary of three entries. */
    private static final int FEW = 100;

    private static final int FEW_BYTES = 10_000;

    private final MappedFile file;
    private final ReadLimits limits;
    private final Map<String, Long> offsets = new HashMap<>();

    private TorchLegacyReader(MappedFile file, ReadLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    /** Returns whether a file begins as this format does. */
    public static boolean recognizes(MappedFile file) throws IOException {
        return file.size() >= MAGIC.length && file.part(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    /**
     * Opens a file.
     *
     * @param file is closed with the result, but not if opening fails
     * @param section the entry of the saved object that holds the state dict; empty finds it
     * @throws WeightFormatException if the file breaks a rule of the format or exceeds a limit
     */
    public static WeightFile open(MappedFile file, ReadLimits limits, Optional<String> section) throws IOException {
        return new TorchLegacyReader(file, limits).read(section);
    }

    private WeightFile read(Optional<String> section) throws IOException {
        // Beyond the limit of the pickles together only storages can lie.
        long window = Math.min(Math.min(file.size(), 2 * limits.pickleBytes()), Integer.MAX_VALUE);
        ByteBuffer bytes = file.part(0, window).position(MAGIC.length).order(ByteOrder.LITTLE_ENDIAN);
        ReadLimits few = new ReadLimits(FEW_BYTES, FEW, FEW, 1, 1);
        PickleValue protocol = pickle(bytes, few, new PickleObjects(few));
        if (!protocol.equals(new Int(PROTOCOL))) {
            throw bad("has protocol " + protocol.describe() + "; expected " + PROTOCOL);
        }
        PickleValue machine = pickle(bytes, few, new PickleObjects(few));
        if (!(machine instanceof Mapping facts)
                || !new Bool(true).equals(facts.entries().get(new Text("little_endian")))) {
            throw bad("was not written by a little-endian machine");
        }
        PickleObjects objects = new PickleObjects(limits);
        PickleValue top = pickle(bytes, limits, objects);
        // A list of the keys of storages, of which there are at most as many as tensors.
        ReadLimits ofKeys = new ReadLimits(limits.pickleBytes(), FEW, 2 * limits.tensors(), 1, 1);
        PickleValue keys = pickle(bytes, ofKeys, new PickleObjects(ofKeys));
        StateDictFinder content = StateDictFinder.in(file.path(), top, section);
        locate(bytes.position(), keys, objects.storages(), content);
        return new TorchFile(file, "PyTorch (legacy)", content, this::storage);
    }

    private PickleValue pickle(ByteBuffer bytes, ReadLimits ofPickle, PickleObjects objects)
            throws WeightFormatException {
        return new PickleReader(path(), "", bytes, ofPickle, objects).read();
    }

    /** Walks through the storages, whose order the list of keys gives, and notes where each begins. */
    private void locate(long start, PickleValue keys, Map<String, Storage> storages, StateDictFinder content)
            throws IOException {
        if (!(keys instanceof Sequence list)) {
            throw bad("has " + keys.describe() + " for the keys of its storages; expected a list");
        }
        long at = start;
        for (PickleValue item : list.items()) {
            String key = item instanceof Text || item instanceof PickleValue.Bytes ? PickleObjects.text(item) : "";
            Storage storage = storages.get(key);
            if (storage == null) {
                throw bad("lists the storage " + item.describe() + ", which no tensor uses");
            }
            if (Long.BYTES > file.size() - at) {
                throw bad("offset " + at + ": storage \"" + key + "\"" + content.user(storage)
                        + " is expected, but the file ends at " + file.size());
            }
            long elements = file.part(at, Long.BYTES).getLong(0);
            if (elements != storage.elements()) {
                throw bad("offset " + at + ": storage \"" + key + "\"" + content.user(storage) + " has " + elements
                        + " elements; expected " + storage.elements());
            }
            if (offsets.put(key, at + Long.BYTES) != null) {
                throw bad("lists the storage \"" + key + "\" twice");
            }
            at += Long.BYTES;
            if (storage.bytes() > file.size() - at) {
                throw bad("offset " + at + ": storage \"" + key + "\"" + content.user(storage) + " takes "
                        + storage.bytes() + " bytes, but the file ends at " + file.size());
            }
            at += storage.bytes();
        }
        for (String key : storages.keySet()) {
            if (!offsets.containsKey(key)) {
                throw bad("does not list the storage \"" + key + "\"" + content.user(storages.get(key))
                        + ", which is in use");
            }
        }
        if (at != file.size()) {
            throw bad("the last storage ends at offset " + at + ", but the file at " + file.size());
        }
    }

    private ByteBuffer storage(Storage storage) throws IOException {
        Long offset = offsets.get(storage.key());
        if (offset == null) {
            throw bad("does not list the storage \"" + storage.key() + "\"");
        }
        return file.part(offset, storage.bytes());
    }

    private Path path() {
        return file.path();
    }

    private WeightFormatException bad(String problem) {
        return new WeightFormatException(path(), problem + ". The file is cut off, damaged, or of another format.");
    }
}
