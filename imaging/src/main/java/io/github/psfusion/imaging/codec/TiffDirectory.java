// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A directory of tags in a TIFF file or BigTIFF file, or in an EXIF block or MPF index, which have the same form.
 *
 * <p>A tag whose values lie outside the file counts as absent: what pixels depend on is missed by the decoder.
 */
final class TiffDirectory {
    /** Bytes of a value of each type, by the type's number; 0 for types that do not exist. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    private static final System.Logger LOG = System.getLogger(TiffDirectory.class.getName());

    private static final int BIG = 43;
    private static final int CLASSIC = 42;
    private static final int SUB_DIRECTORIES = 330;
    /** The type of unsigned numbers of 32 bits. */
    private static final int LONG = 4;

    /** The type of fractions of unsigned numbers. */
    private static final int RATIONAL = 5;

    /** More directories than any stack has are not followed. */
    private static final int MOST_DIRECTORIES = 10_000;

    /** One tag. */
    private static final class Entry {
        private final int type;
        private final long count;
        /** Where its values begin. */
        private final int at;
        /** The entry as it is in the directory. */
        private final byte[] stored;

        Entry(int type, long count, int at, byte[] stored) {
            this.type = type;
            this.count = count;
            this.at = at;
            this.stored = stored;
        }
    }

    private final byte[] bytes;
    private final ByteBuffer file;
    private final boolean big;
    private final Map<Integer, Entry> entries = new TreeMap<>();
    private long next;

    private TiffDirectory(byte[] bytes, ByteOrder order, boolean big) {
        this.bytes = bytes;
        this.file = ByteBuffer.wrap(bytes).order(order);
        this.big = big;
    }

    /**
     * Returns the first directory.
     *
     * @throws IOException if there is none
     */
    static TiffDirectory first(byte[] tiff) throws IOException {
        Header header = Header.of(tiff);
        return read(header, header.first);
    }

    /**
     * Returns the directories that follow one another, first to last, each before those that it refers to as its own.
     * A broken directory ends the chain, if it is not the first.
     *
     * @throws IOException if there is none
     */
    static List<TiffDirectory> all(byte[] tiff) throws IOException {
        Header header = Header.of(tiff);
        List<TiffDirectory> found = new ArrayList<>();
        collect(header, header.first, new HashSet<>(), found);
        return found;
    }

    private static void collect(Header header, long first, Set<Long> seen, List<TiffDirectory> found)
            throws IOException {
        long at = first;
        while (at != 0 && seen.size() < MOST_DIRECTORIES && seen.add(at)) {
            TiffDirectory directory;
            try {
                directory = read(header, at);
            } catch (IOException e) {
                if (found.isEmpty()) {
                    throw e;
                }
                return;
            }
            found.add(directory);
            for (long sub : directory.numbers(SUB_DIRECTORIES)) {
                // One level is enough: the chain of a sub-directory would nest calls as deep as a file wants.
                if (sub != 0 && seen.size() < MOST_DIRECTORIES && seen.add(sub)) {
                    try {
                        found.add(read(header, sub));
                    } catch (IOException e) {
                        LOG.log(System.Logger.Level.DEBUG, "no image at " + sub, e);
                    }
                }
            }
            at = directory.next;
        }
    }

    /** How the file is written, and where its first directory stands. */
    private static final class Header {
        private final byte[] bytes;
        private final ByteOrder order;
        private final boolean big;
        private final long first;

        private Header(byte[] bytes, ByteOrder order, boolean big, long first) {
            this.bytes = bytes;
            this.order = order;
            this.big = big;
            this.first = first;
        }

        static Header of(byte[] tiff) throws IOException {
            ByteBuffer file = ByteBuffer.wrap(tiff);
            if (tiff.length >= 8 && (tiff[0] == 'I' || tiff[0] == 'M') && tiff[1] == tiff[0]) {
                file.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
                int version = file.getShort(2);
                if (version == CLASSIC) {
                    return new Header(tiff, file.order(), false, Integer.toUnsignedLong(file.getInt(4)));
                }
                if (version == BIG && tiff.length >= 16) {
                    return new Header(tiff, file.order(), true, file.getLong(8));
                }
            }
            throw new IOException("its header is not that of a TIFF file");
        }
    }

    private static TiffDirectory read(Header header, long start) throws IOException {
        boolean big = header.big;
        TiffDirectory directory = new TiffDirectory(header.bytes, header.order, big);
        ByteBuffer file = directory.file;
        int size = file.capacity();
        int countBytes = big ? 8 : 2;
        int entryBytes = big ? 20 : 12;
        if (start < 0 || start > size - countBytes) {
            throw new IOException("it holds no image");
        }
        int at = (int) start;
        long count = big ? file.getLong(at) : Short.toUnsignedInt(file.getShort(at));
        at += countBytes;
        if (count < 0 || count > (size - at) / entryBytes) {
            throw new IOException("a directory of tags is cut");
        }
        for (int i = 0; i < count; i++, at += entryBytes) {
            directory.add(at, entryBytes);
        }
        if (big) {
            directory.next = at + 8 <= size ? file.getLong(at) : 0;
        } else {
            directory.next = at + 4 <= size ? Integer.toUnsignedLong(file.getInt(at)) : 0;
        }
        return directory;
    }

    private void add(int at, int entryBytes) {
        int tag = Short.toUnsignedInt(file.getShort(at));
        int type = Short.toUnsignedInt(file.getShort(at + 2));
        long count = big ? file.getLong(at + 4) : Integer.toUnsignedLong(file.getInt(at + 4));
        int valueAt = at + (big ? 12 : 8);
        int inline = big ? 8 : 4;
        int width = type < TYPE_BYTES.length ? TYPE_BYTES[type] : 0;
        if (width == 0 || count < 0 || count > file.capacity() / width) {
            return;
        }
        long start = valueAt;
        if (count * width > inline) {
            start = big ? file.getLong(valueAt) : Integer.toUnsignedLong(file.getInt(valueAt));
        }
        if (start >= 0 && start <= file.capacity() - count * width) {
            byte[] stored = Arrays.copyOfRange(bytes, at, at + entryBytes);
            entries.putIfAbsent(tag, new Entry(type, count, (int) start, stored));
        }
    }

    /** Returns the directory to which a tag of another one of the same file refers; empty if there is none, or a broken one. */
    static Optional<TiffDirectory> at(byte[] tiff, TiffDirectory other, int pointer) {
        long at = other.number(pointer, 0);
        try {
            return at > 0 ? Optional.of(read(Header.of(tiff), at)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns all tags, apart from the file. */
    List<MetadataTag> tags() {
        List<MetadataTag> tags = new ArrayList<>();
        entries.forEach((number, entry) ->
                tags.add(MetadataTag.of(number, entry.type, (int) entry.count, bytes(number), file.order())));
        return tags;
    }

    /** Returns the first value of a tag of fractions, or of numbers; 0 if it is absent or no number. */
    double fraction(int tag) {
        Entry entry = entries.get(tag);
        if (entry == null || entry.count == 0) {
            return 0;
        }
        if (entry.type != RATIONAL) {
            return number(entry, 0);
        }
        long divisor = Integer.toUnsignedLong(file.getInt(entry.at + Integer.BYTES));
        return divisor == 0 ? 0 : (double) Integer.toUnsignedLong(file.getInt(entry.at)) / divisor;
    }

    ByteOrder order() {
        return file.order();
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** Returns the first value of a tag. */
    long number(int tag, long otherwise) {
        Entry entry = entries.get(tag);
        return entry == null || entry.count == 0 ? otherwise : number(entry, 0);
    }

    /** Returns all values of a tag; none if it is absent. */
    long[] numbers(int tag) {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return new long[0];
        }
        long[] numbers = new long[(int) entry.count];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(entry, i);
        }
        return numbers;
    }

    private long number(Entry entry, int index) {
        int at = entry.at + index * TYPE_BYTES[entry.type];
        return switch (entry.type) {
            case 1, 2, 7 -> Byte.toUnsignedLong(file.get(at));
            case 6 -> file.get(at);
            case 3 -> Short.toUnsignedLong(file.getShort(at));
            case 8 -> file.getShort(at);
            case 4, 13 -> Integer.toUnsignedLong(file.getInt(at));
            case 9 -> file.getInt(at);
            case 11 -> (long) file.getFloat(at);
            case 12 -> (long) file.getDouble(at);
            case 16, 17, 18 -> file.getLong(at);
            default -> { // fractions
                long divisor = file.getInt(at + 4);
                yield divisor == 0 ? 0 : file.getInt(at) / divisor;
            }
        };
    }

    /** Returns the bytes of a tag; none if it is absent. */
    byte[] bytes(int tag) {
        Entry entry = entries.get(tag);
        return entry == null
                ? new byte[0]
                : Arrays.copyOfRange(bytes, entry.at, entry.at + (int) (entry.count * TYPE_BYTES[entry.type]));
    }

    /** Returns the text of a tag, up to its final zero; empty if it is absent. */
    String text(int tag) {
        String text = new String(bytes(tag), StandardCharsets.ISO_8859_1);
        int end = text.indexOf(0);
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    /** Writes numbers of 32 bits and returns the entry that refers to them. */
    private byte[] written(int tag, long[] numbers, ByteArrayOutputStream out) {
        ByteBuffer values = ByteBuffer.allocate(Integer.BYTES * numbers.length).order(file.order());
        for (long number : numbers) {
            values.putInt((int) number);
        }
        ByteBuffer entry = ByteBuffer.allocate(big ? 20 : 12).order(file.order());
        entry.putShort((short) tag).putShort((short) LONG);
        if (big) {
            entry.putLong(numbers.length);
        } else {
            entry.putInt(numbers.length);
        }
        if (values.capacity() <= entry.remaining()) {
            entry.put(values.array());
        } else {
            if (big) {
                entry.putLong(out.size());
            } else {
                entry.putInt(out.size());
            }
            out.writeBytes(values.array());
        }
        return entry.array();
    }

    /**
     * Returns the file with this directory as the first and only one.
     *
     * @param wanted the tags that it holds
     * @param replaced further tags, with other numbers than they have
     */
    byte[] alone(Set<Integer> wanted, Map<Integer, long[]> replaced) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.capacity() + 1024);
        out.writeBytes(bytes);
        if (out.size() % 2 == 1) {
            out.write(0); // directories begin at even positions
        }
        Map<Integer, byte[]> kept = new TreeMap<>();
        entries.forEach((tag, entry) -> {
            if (wanted.contains(tag)) {
                kept.put(tag, entry.stored);
            }
        });
        replaced.forEach((tag, numbers) -> kept.put(tag, written(tag, numbers, out)));
        int start = out.size();
        ByteBuffer directory = ByteBuffer.allocate((big ? 16 : 6) + kept.size() * (big ? 20 : 12))
                .order(file.order());
        if (big) {
            directory.putLong(kept.size());
        } else {
            directory.putShort((short) kept.size());
        }
        kept.values().forEach(directory::put);
        out.writeBytes(directory.array());
        byte[] alone = out.toByteArray();
        ByteBuffer header = ByteBuffer.wrap(alone).order(file.order());
        if (big) {
            header.putLong(8, start);
        } else {
            header.putInt(4, start);
        }
        return alone;
    }
}
