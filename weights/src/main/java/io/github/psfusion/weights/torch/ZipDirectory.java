// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import io.github.psfusion.weights.MappedFile;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The central directory of a ZIP archive whose members are all stored, so that each is a part of the file.
 *
 * <p>Members that are compressed, encrypted, listed twice, overlapping, described differently in their local headers, or named to
 * lie outside a folder are refused; nothing can unfold to more than the file has. ZIP64 records are read. Format: PKWARE's
 * APPNOTE.TXT 6.3.
 */
final class ZipDirectory {
    private static final int END_SIGNATURE = 0x06054B50;
    private static final int END_LENGTH = 22;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final int END64_LOCATOR_SIGNATURE = 0x07064B50;
    private static final int END64_LOCATOR_LENGTH = 20;
    private static final int END64_SIGNATURE = 0x06064B50;
    private static final int END64_LENGTH = 56;
    private static final int MEMBER_SIGNATURE = 0x02014B50;
    private static final int MEMBER_LENGTH = 46;
    static final int LOCAL_SIGNATURE = 0x04034B50;
    static final int LOCAL_LENGTH = 30;
    /** Check sum and sizes come behind the data: written by PyTorch, which leaves them out of the local header then. */
    private static final int SIZES_BEHIND = 1 << 3;

    private static final int UTF8_NAMES = 1 << 11;

    /** Much more than the names of PyTorch, such as {@code archive/data/1359}. */
    private static final int MAX_NAME = 512;

    private static final int ZIP64_EXTRA = 1;
    private static final long IN_ZIP64 = 0xFFFFFFFFL;

    /** Parts joined by single slashes, none of which is a dot or two. */
    private static final Pattern INSIDE = Pattern.compile("(?!\\.{1,2}(/|$))[^/]+(/(?!\\.{1,2}(/|$))[^/]+)*/?");

    private final MappedFile file;
    private final Map<String, Member> members = new LinkedHashMap<>();

    /**
     * A member.
     *
     * @param localHeader where its local header begins
     * @param flags general purpose bits
     */
    record Member(String name, long size, int crc, long localHeader, int flags) {}

    /** Where the directory lies. */
    private record Extent(long offset, long size, long members) {}

    /**
     * Reads the directory.
     *
     * @param maxMembers more are refused
     */
    ZipDirectory(MappedFile file, long maxMembers) throws IOException {
        this.file = file;
        Extent extent = extent();
        if (extent.members > maxMembers) {
            throw bad("the archive lists " + extent.members + " members, the limit is " + maxMembers);
        }
        ByteBuffer directory = file.part(extent.offset, extent.size);
        long total = 0;
        for (long i = 0; i < extent.members; i++) {
            Member member = member(directory, extent.offset);
            if (members.putIfAbsent(member.name, member) != null) {
                throw bad("member \"" + member.name + "\" is listed twice");
            }
            // Members that overlap would have more bytes than the file.
            if (member.size > file.size() - total) {
                throw bad("member \"" + member.name + "\" of " + member.size + " bytes does not fit the file");
            }
            total += member.size;
        }
        checkLocalHeaders(extent.offset);
    }

    /** The members must lie one behind the other before the directory, each as the directory describes it. */
    private void checkLocalHeaders(long end) throws IOException {
        List<Member> sorted = new ArrayList<>(members.values());
        sorted.sort(Comparator.comparingLong(Member::localHeader));
        long reached = 0;
        for (Member member : sorted) {
            if (member.localHeader < reached) {
                throw bad("member \"" + member.name + "\" at offset " + member.localHeader
                        + " lies within another one, which ends at " + reached);
            }
            reached = data(member) + member.size;
            if (reached > end) {
                throw bad("member \"" + member.name + "\" leads into the archive's directory at offset " + end);
            }
        }
    }

    /** Returns the members by name, in the order of the directory. */
    Map<String, Member> members() {
        return members;
    }

    private Extent extent() throws IOException {
        long from = Math.max(0, file.size() - END_LENGTH - MAX_COMMENT);
        ByteBuffer tail = file.part(from, file.size() - from);
        for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE
                    && at + END_LENGTH + (tail.getShort(at + 20) & 0xFFFF) == tail.limit()) {
                return extent(tail, at, from);
            }
        }
        throw bad("the archive's directory is missing at the end, offset " + file.size());
    }

    private Extent extent(ByteBuffer tail, int at, long from) throws IOException {
        long members = tail.getShort(at + 10) & 0xFFFF;
        long size = tail.getInt(at + 12) & 0xFFFFFFFFL;
        long offset = tail.getInt(at + 16) & 0xFFFFFFFFL;
        if (tail.getInt(at + 4) != 0 && tail.getInt(at + 4) != -1) {
            throw bad("the archive is a part of several");
        }
        int locator = at - END64_LOCATOR_LENGTH;
        if (locator >= 0 && tail.getInt(locator) == END64_LOCATOR_SIGNATURE) {
            ByteBuffer end = file.part(tail.getLong(locator + 8), END64_LENGTH);
            if (end.getInt(0) != END64_SIGNATURE) {
                throw bad("the ZIP64 record is missing at offset " + tail.getLong(locator + 8));
            }
            members = end.getLong(32);
            size = end.getLong(40);
            offset = end.getLong(48);
        }
        if (size < 0 || offset < 0 || members < 0 || size > from + at || offset > from + at - size) {
            throw bad("the archive's directory is declared at offset " + offset + " with " + size + " bytes");
        }
        return new Extent(offset, size, members);
    }

    private Member member(ByteBuffer directory, long directoryOffset) throws IOException {
        int at = directory.position();
        if (directory.remaining() < MEMBER_LENGTH || directory.getInt(at) != MEMBER_SIGNATURE) {
            throw bad("the archive's directory is damaged at offset " + (directoryOffset + at));
        }
        int flags = directory.getShort(at + 8) & 0xFFFF;
        int method = directory.getShort(at + 10) & 0xFFFF;
        int crc = directory.getInt(at + 16);
        long stored = directory.getInt(at + 20) & 0xFFFFFFFFL;
        long size = directory.getInt(at + 24) & 0xFFFFFFFFL;
        int nameLength = directory.getShort(at + 28) & 0xFFFF;
        int extraLength = directory.getShort(at + 30) & 0xFFFF;
        int commentLength = directory.getShort(at + 32) & 0xFFFF;
        long local = directory.getInt(at + 42) & 0xFFFFFFFFL;
        int end = at + MEMBER_LENGTH + nameLength + extraLength + commentLength;
        if (end > directory.limit()) {
            throw bad("the archive's directory is damaged at offset " + (directoryOffset + at));
        }
        String name = name(directory.slice(at + MEMBER_LENGTH, nameLength));
        ByteBuffer zip64 = zip64(
                directory.slice(at + MEMBER_LENGTH + nameLength, extraLength).order(directory.order()));
        // The record holds, in this order, those of the three that do not fit 32 bits.
        size = size == IN_ZIP64 && zip64.remaining() >= 8 ? zip64.getLong() : size;
        stored = stored == IN_ZIP64 && zip64.remaining() >= 8 ? zip64.getLong() : stored;
        local = local == IN_ZIP64 && zip64.remaining() >= 8 ? zip64.getLong() : local;
        if ((flags & 1) != 0 || method != 0 || stored != size || size < 0) {
            throw bad("member \"" + name + "\" is compressed or encrypted; PyTorch stores members as they are");
        }
        if ((flags & ~(SIZES_BEHIND | UTF8_NAMES)) != 0) {
            throw bad("member \"" + name + "\" has the flags 0x" + Integer.toHexString(flags)
                    + ", which members that are stored do not have");
        }
        directory.position(end);
        return new Member(name, size, crc, local, flags);
    }

    private String name(ByteBuffer bytes) throws WeightFormatException {
        if (bytes.remaining() > MAX_NAME) {
            throw bad("a member of the archive has a name of " + bytes.remaining() + " bytes; " + MAX_NAME
                    + " are permitted");
        }
        try {
            String name = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            boolean plain = name.chars().noneMatch(c -> c < ' ' || c == '\\' || c == 0x7F);
            if (name.isEmpty() || !plain || !INSIDE.matcher(name).matches()) {
                throw bad("a member of the archive has the name \"" + name.replaceAll("\\p{Cntrl}", "?")
                        + "\", which leads out of a folder or is no path");
            }
            return name;
        } catch (CharacterCodingException e) {
            throw new WeightFormatException(file.path(), "the name of a member of the archive is not UTF-8", e);
        }
    }

    private static ByteBuffer zip64(ByteBuffer extra) {
        int at = 0;
        while (at + 4 <= extra.limit()) {
            int length = extra.getShort(at + 2) & 0xFFFF;
            if (at + 4 + length > extra.limit()) {
                break;
            }
            if (extra.getShort(at) == ZIP64_EXTRA) {
                return extra.slice(at + 4, length).order(extra.order());
            }
            at += 4 + length;
        }
        return ByteBuffer.allocate(0);
    }

    /**
     * Returns the bytes of a member, whose check sum is computed.
     *
     * @throws WeightFormatException if they do not have the sum that the directory states
     */
    ByteBuffer checkedBytes(Member member) throws IOException {
        ByteBuffer bytes = bytes(member);
        CRC32 crc = new CRC32();
        crc.update(bytes.duplicate());
        if ((int) crc.getValue() != member.crc) {
            throw bad("member \"" + member.name + "\" has the check sum " + Long.toHexString(crc.getValue())
                    + ", its directory states " + Integer.toHexString(member.crc));
        }
        return bytes;
    }

    /** Returns the bytes of a member. */
    ByteBuffer bytes(Member member) throws IOException {
        return file.part(data(member), member.size);
    }

    /** Returns where the data of a member begin, behind its local header, which must be that of the directory. */
    private long data(Member member) throws IOException {
        ByteBuffer local = file.part(member.localHeader, LOCAL_LENGTH);
        int nameLength = local.getShort(26) & 0xFFFF;
        int extraLength = local.getShort(28) & 0xFFFF;
        if (local.getInt(0) != LOCAL_SIGNATURE
                || !name(file.part(member.localHeader + LOCAL_LENGTH, nameLength))
                        .equals(member.name)) {
            throw bad("member \"" + member.name + "\" is not at offset " + member.localHeader);
        }
        boolean sizesBehind = (member.flags & SIZES_BEHIND) != 0;
        boolean same = (local.getShort(6) & 0xFFFF) == member.flags
                && local.getShort(8) == 0
                && agrees(local.getInt(14), member.crc, sizesBehind)
                && agrees(local.getInt(18), inZip64OrSize(member.size, local.getInt(18)), sizesBehind)
                && agrees(local.getInt(22), inZip64OrSize(member.size, local.getInt(22)), sizesBehind);
        if (!same) {
            throw bad("member \"" + member.name + "\" is described differently at offset " + member.localHeader
                    + " and in the archive's directory: flags, compression, check sum or size");
        }
        return member.localHeader + LOCAL_LENGTH + nameLength + extraLength;
    }

    private static boolean agrees(int local, int ofDirectory, boolean sizesBehind) {
        return local == ofDirectory || (sizesBehind && local == 0);
    }

    /** Sizes may be in a ZIP64 record of the local header alone. */
    private static int inZip64OrSize(long size, int local) {
        return local == (int) IN_ZIP64 ? local : (int) size;
    }

    private WeightFormatException bad(String problem) {
        return new WeightFormatException(
                file.path(), problem + ". The file is cut off or damaged; copy or download it again.");
    }
}
