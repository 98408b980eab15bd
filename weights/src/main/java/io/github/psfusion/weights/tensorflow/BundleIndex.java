// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.tensorflow;

import io.github.psfusion.weights.ReadLimits;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The index of a checkpoint: a table whose empty key holds a header, and whose other keys are the names of tensors.
 *
 * @param shards number of files that hold elements
 * @param entries the tensors, in the order of the file, which is that of their names
 */
record BundleIndex(int shards, List<BundleEntry> entries) {
    private static final int SHARDS = 1;
    private static final int ENDIANNESS = 2;
    private static final int VERSION = 3;
    private static final int MIN_CONSUMER = 2;

    /** The version of the format that is read here. */
    private static final int KNOWN_VERSION = 1;

    private static final String DAMAGED = ". The file is cut off or damaged; copy or download it again.";

    /**
     * Reads and checks an index; whether the files of elements are there and long enough is another matter.
     *
     * @param file for messages
     * @param bytes of the file, from position 0
     * @throws WeightFormatException if the bytes break a rule of the format, exceed a limit, or are of a form that is not read
     */
    static BundleIndex read(Path file, ByteBuffer bytes, ReadLimits limits) throws IOException {
        Builder builder = new Builder(file, limits);
        try {
            SortedTable.read(bytes, builder::add);
        } catch (BundleException e) {
            throw new WeightFormatException(file, e.getMessage() + DAMAGED, e);
        }
        return builder.index();
    }

    private static final class Builder {
        private final Path file;
        private final ReadLimits limits;
        private final List<BundleEntry> entries = new ArrayList<>();
        private int shards;
        private long dataBytes;

        Builder(Path file, ReadLimits limits) {
            this.file = file;
            this.limits = limits;
        }

        BundleIndex index() throws WeightFormatException {
            if (shards == 0) {
                throw bad("is a table, but has no header of a TensorFlow checkpoint" + DAMAGED);
            }
            return new BundleIndex(shards, List.copyOf(entries));
        }

        void add(byte[] key, ByteBuffer value) throws IOException {
            if (key.length == 0) {
                readHeader(new ProtoFields(value));
            } else if (shards == 0) {
                throw bad("is a table, but does not begin with the header of a TensorFlow checkpoint" + DAMAGED);
            } else if (entries.size() == limits.tensors()) {
                throw bad("more than the " + limits.tensors() + " tensors that are allowed.");
            } else if (key[0] == 0) { // of a slice: behind the zero the name, which another zero ends
                throw inParts(name(Arrays.copyOfRange(key, 1, endOfName(key))));
            } else {
                addTensor(name(key), value);
            }
        }

        private void readHeader(ProtoFields header) throws IOException {
            long count = 0;
            while (header.next()) {
                switch (header.number()) {
                    case SHARDS -> count = header.integer();
                    case ENDIANNESS -> {
                        if (header.integer() != 0) {
                            throw bad("was written by a big-endian machine, which is not read.");
                        }
                    }
                    case VERSION -> checkVersion(header.message());
                    default -> {}
                }
            }
            if (count < 1 || count > limits.tensors()) {
                throw new BundleException("the header declares " + count + " files of data");
            }
            shards = (int) count;
        }

        private void checkVersion(ProtoFields version) throws IOException {
            while (version.next()) {
                if (version.number() == MIN_CONSUMER && version.integer() > KNOWN_VERSION) {
                    throw bad("needs a reader of version " + version.integer() + " of the format; this one knows "
                            + KNOWN_VERSION + ".");
                }
            }
        }

        private static int endOfName(byte[] slice) {
            int end = 1;
            while (end < slice.length && slice[end] != 0) {
                end++;
            }
            return end;
        }

        private static String name(byte[] key) throws BundleException {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(key))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new BundleException("the name of a tensor is not UTF-8");
            }
        }

        private void addTensor(String name, ByteBuffer value) throws IOException {
            String where = "tensor \"" + name + "\"";
            BundleEntry entry;
            try {
                entry = BundleEntry.read(name, value, shards);
            } catch (BundleException e) {
                throw new WeightFormatException(file, where + ": " + e.getMessage() + DAMAGED, e);
            }
            if (entry.inParts()) {
                throw inParts(name);
            }
            if (entry.size() > limits.dataBytes() - dataBytes) {
                throw bad(where + " and those before have more than the " + limits.dataBytes()
                        + " bytes that are allowed.");
            }
            dataBytes += entry.size();
            entries.add(entry);
        }

        private WeightFormatException inParts(String name) {
            return bad(
                    "tensor \"" + name + "\" is stored in parts, which are not read. Save the checkpoint again without"
                            + " partitioned variables.");
        }

        private WeightFormatException bad(String problem) {
            return new WeightFormatException(file, problem);
        }
    }
}
