// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The structure of a JPEG file: its frame, its scans, and what stands beside the pixels (ITU-T T.81, annex B).
 *
 * <p>{@link #canonical} holds only what pixels depend on, so that neither fill bytes, which B.1.1.2 allows before any
 * marker, nor damaged or unknown metadata reach the decoder.
 */
final class JpegFile {
    /**
     * The frame header.
     *
     * @param marker SOF0 to SOF15, which gives the coding process
     * @param precision bits per sample
     * @param components number of components: 1 gray, 3 color, 4 CMYK
     * @param subsampled whether a component has sampling factors other than 1 x 1
     */
    record Frame(int marker, int precision, int width, int height, int components, boolean subsampled) {}

    /**
     * One scan.
     *
     * @param components identifiers of its components
     * @param tables numbers of the components' DC tables
     * @param spectralStart first coefficient; the predictor of a lossless scan
     * @param spectralEnd last coefficient
     * @param low bits that a later scan refines
     * @param start where its entropy-coded data begin
     * @param end where they end
     */
    private record Scan(
            List<Integer> components,
            List<Integer> tables,
            int spectralStart,
            int spectralEnd,
            int low,
            int start,
            int end) {}

    private static final int SOF0 = 0xC0;
    private static final int SOF2 = 0xC2;
    private static final int SOF3 = 0xC3;
    private static final int SOF15 = 0xCF;
    private static final int DHT = 0xC4;
    private static final int JPG = 0xC8;
    private static final int DAC = 0xCC;
    private static final int RST0 = 0xD0;
    private static final int RST7 = 0xD7;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int DNL = 0xDC;
    private static final int DRI = 0xDD;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP3 = 0xE3;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int SOF55 = 0xF7;
    private static final int COM = 0xFE;
    private static final int TEM = 0x01;

    private static final Set<Integer> TABLES = Set.of(DHT, DAC, DQT, DRI);
    private static final int LAST_COEFFICIENT = 63;
    private static final int CMYK = 4;
    /** A JFIF segment without its thumbnail. */
    private static final int JFIF_LENGTH = 16;
    /** A camera's raw data is larger than any other use of this segment. */
    private static final int RAW_DATA = 50_000;

    private static final int MPF_IMAGE_COUNT = 0xB001;
    private static final int MPF_ENTRIES = 0xB002;
    private static final int MPF_ENTRY_LENGTH = 16;
    private static final int MPF_TYPE = 0xFFFFFF;
    private static final Set<Integer> MPF_THUMBNAILS = Set.of(0x010001, 0x010002);

    private final byte[] bytes;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Scan> scans = new ArrayList<>();
    private final Map<Integer, byte[]> huffmanTables = new HashMap<>();
    private final List<ImageNote> notes = new ArrayList<>();
    private int at;
    private @Nullable Frame frame;
    private int[] componentIds = {};
    /** Segments of a color profile, by which inks are converted; samples of gray and RGB are taken as they are. */
    private final List<byte[]> profile = new ArrayList<>();

    private int heightAt;
    private int restartInterval;
    private Optional<byte[]> exif = Optional.empty();
    private Optional<ImageMetadata.Resolution> density = Optional.empty();
    private int segmentsOfApp3;
    private boolean ended;

    private JpegFile(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Walks through the file, from its start marker to its end marker; what follows is not looked at.
     *
     * @throws EOFException if data are missing
     * @throws IOException if the structure is broken where pixels depend on it
     */
    static JpegFile parse(byte[] bytes) throws IOException {
        JpegFile jpeg = new JpegFile(bytes);
        jpeg.walk();
        return jpeg;
    }

    /** Returns the frame header of a file or a part of one that may lack tables and an end, if it is found. */
    static Optional<Frame> frame(byte[] part) {
        JpegFile jpeg = new JpegFile(part);
        try {
            for (int marker = jpeg.nextMarker();
                    marker >= 0 && marker != SOS && jpeg.frame == null;
                    marker = jpeg.nextMarker()) {
                jpeg.segment(marker);
            }
        } catch (IOException e) {
            return Optional.empty(); // reported by the decoder
        }
        return Optional.ofNullable(jpeg.frame);
    }

    private void walk() throws IOException {
        out.write(0xFF);
        out.write(SOI);
        at = 2;
        while (!ended) {
            int marker = nextMarker();
            if (marker < 0) {
                break;
            }
            segment(marker);
        }
        if (frame == null) {
            throw ended ? new IOException("it has no frame header") : new EOFException();
        }
        requireWhole();
        if (!ended) {
            note(ImageNote.Kind.DAMAGE, "its end marker is missing");
        }
        if (segmentsOfApp3 > RAW_DATA) {
            note(ImageNote.Kind.RADIOMETRIC, "raw thermal data not used");
        }
        out.write(0xFF);
        out.write(EOI);
    }

    /** Moves behind the next marker and returns it; -1 at the end of the file. */
    private int nextMarker() {
        int stray = 0;
        while (at < bytes.length) {
            if ((bytes[at] & 0xFF) != 0xFF) {
                at++;
                stray++;
                continue;
            }
            while (at < bytes.length && (bytes[at] & 0xFF) == 0xFF) { // fill bytes
                at++;
            }
            if (at < bytes.length && bytes[at] != 0) {
                if (stray > 0) {
                    note(ImageNote.Kind.DAMAGE, stray + " stray bytes between its segments");
                }
                return bytes[at++] & 0xFF;
            }
        }
        return -1;
    }

    private void segment(int marker) throws IOException {
        if (marker == EOI) {
            ended = true;
            return;
        }
        if (marker == TEM || marker == SOI || (marker >= RST0 && marker <= RST7)) {
            return;
        }
        boolean metadata = (marker >= APP0 && marker <= APP15) || marker == COM;
        int length = at + 2 <= bytes.length ? number(bytes, at) : 0;
        if (length < 2 || at + length > bytes.length) {
            if (metadata && (length < 2 || !scans.isEmpty())) {
                note(ImageNote.Kind.DAMAGE, "a segment of metadata is cut");
                return;
            }
            throw new EOFException();
        }
        byte[] body = Arrays.copyOfRange(bytes, at + 2, at + length);
        at += length;
        if (marker == SOF55) {
            frame = new Frame(marker, 0, 0, 0, 0, false); // JPEG-LS, refused by its name
            ended = true;
        } else if (marker == SOS) {
            scan(body);
        } else if (marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC) {
            frame(marker, body);
        } else if (TABLES.contains(marker)) {
            table(marker, body);
        } else if (marker == DNL) {
            numberOfLines(body);
        } else if (metadata) {
            metadata(marker, body);
        }
    }

    private void copy(int marker, byte[] body) {
        out.write(0xFF);
        out.write(marker);
        out.write((body.length + 2) >> 8);
        out.write(body.length + 2);
        out.writeBytes(body);
    }

    private void frame(int marker, byte[] body) throws IOException {
        if (frame != null) {
            throw new IOException("it has two frame headers");
        }
        int components = body.length > 5 ? body[5] & 0xFF : 0;
        if (components == 0 || body.length < 6 + 3 * components) {
            throw new IOException("its frame header is too short");
        }
        boolean subsampled = false;
        componentIds = new int[components];
        for (int i = 0; i < components; i++) {
            componentIds[i] = body[6 + 3 * i] & 0xFF;
            subsampled |= body[7 + 3 * i] != 0x11;
        }
        frame = new Frame(marker, body[0] & 0xFF, number(body, 3), number(body, 1), components, subsampled);
        if (components == CMYK) {
            profile.forEach(segment -> copy(APP2, segment));
        }
        heightAt = out.size() + 5;
        copy(marker, body);
    }

    private static int number(byte[] body, int at) {
        return ((body[at] & 0xFF) << 8) | (body[at + 1] & 0xFF);
    }

    private void table(int marker, byte[] body) {
        if (marker == DRI && body.length >= 2) {
            restartInterval = number(body, 0);
        }
        if (marker == DHT) {
            int from = 0;
            while (from + 17 <= body.length) {
                int values = 0;
                for (int i = 1; i <= 16; i++) {
                    values += body[from + i] & 0xFF;
                }
                huffmanTables.put(
                        body[from] & 0xFF,
                        Arrays.copyOfRange(body, from + 1, Math.min(from + 17 + values, body.length)));
                from += 17 + values;
            }
        }
        copy(marker, body);
    }

    /** The height of an image may follow its first scan. */
    private void numberOfLines(byte[] body) {
        if (body.length >= 2 && frame != null && frame.height == 0) {
            frame = new Frame(
                    frame.marker, frame.precision, frame.width, number(body, 0), frame.components, frame.subsampled);
        }
    }

    private void scan(byte[] body) throws IOException {
        int count = body.length > 0 ? body[0] & 0xFF : 0;
        if (frame == null || count == 0 || body.length < 4 + 2 * count) {
            throw new IOException("a scan header is broken");
        }
        List<Integer> components = new ArrayList<>();
        List<Integer> tables = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            components.add(body[1 + 2 * i] & 0xFF);
            tables.add((body[2 + 2 * i] & 0xFF) >> 4);
        }
        copy(SOS, body);
        int start = at;
        while (at < bytes.length && !endsData(at)) {
            at++;
        }
        out.write(bytes, start, at - start);
        int parameters = 1 + 2 * count;
        scans.add(new Scan(
                components,
                tables,
                body[parameters] & 0xFF,
                body[parameters + 1] & 0xFF,
                body[parameters + 2] & 0xF,
                start,
                at));
    }

    /** Returns whether a marker that is neither a stuffed zero nor a restart begins here. */
    private boolean endsData(int position) {
        if ((bytes[position] & 0xFF) != 0xFF) {
            return false;
        }
        int next = position + 1;
        while (next < bytes.length && (bytes[next] & 0xFF) == 0xFF) {
            next++;
        }
        if (next == bytes.length) {
            return true;
        }
        int marker = bytes[next] & 0xFF;
        return marker != 0 && !(marker >= RST0 && marker <= RST7);
    }

    private void metadata(int marker, byte[] body) {
        if (marker == APP0 && startsWith(body, "JFIF\0") && body.length >= JFIF_LENGTH - 2) {
            byte[] jfif = Arrays.copyOf(body, JFIF_LENGTH - 2);
            density = density(body);
            jfif[JFIF_LENGTH - 4] = 0; // no thumbnail
            jfif[JFIF_LENGTH - 3] = 0;
            copy(marker, jfif);
        } else if (marker == APP14 && startsWith(body, "Adobe")) {
            copy(marker, body);
        } else if (marker == APP2 && startsWith(body, "ICC_PROFILE\0")) {
            profile.add(body);
        } else if (marker == APP1 && startsWith(body, "Exif") && exif.isEmpty()) {
            exif = Optional.of(Arrays.copyOfRange(body, Math.min(6, body.length), body.length));
        } else if (marker == APP1 && startsWith(body, "FLIR\0")) {
            note(ImageNote.Kind.RADIOMETRIC, "raw thermal data not used");
        } else if (marker == APP2 && startsWith(body, "MPF\0")) {
            furtherImages(Arrays.copyOfRange(body, 4, body.length));
        } else if (marker == APP3) {
            segmentsOfApp3 += body.length;
        }
    }

    private static boolean startsWith(byte[] body, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        return body.length >= wanted.length && Arrays.equals(body, 0, wanted.length, wanted, 0, wanted.length);
    }

    /** The index of further images (MPF, CIPA DC-007): large thumbnails are no further images. */
    private void furtherImages(byte[] index) {
        try {
            TiffDirectory directory = TiffDirectory.first(index);
            byte[] entries = directory.bytes(MPF_ENTRIES);
            int images = (int) directory.number(MPF_IMAGE_COUNT, 1);
            ByteBuffer types = ByteBuffer.wrap(entries).order(directory.order());
            int thumbnails = 0;
            for (int i = 0; i + MPF_ENTRY_LENGTH <= entries.length; i += MPF_ENTRY_LENGTH) {
                thumbnails += MPF_THUMBNAILS.contains(types.getInt(i) & MPF_TYPE) ? 1 : 0;
            }
            if (images - thumbnails > 1) {
                note(ImageNote.Kind.SEVERAL_IMAGES, "first of " + (images - thumbnails) + " images read");
            }
        } catch (IOException e) {
            note(ImageNote.Kind.DAMAGE, "its index of further images is unreadable");
        }
    }

    private void note(ImageNote.Kind kind, String text) {
        if (notes.stream().noneMatch(note -> note.kind() == kind && note.text().equals(text))) {
            notes.add(new ImageNote(kind, text));
        }
    }

    /** Checks that the scans give every coefficient of every component. */
    private void requireWhole() throws IOException {
        Frame header = frame();
        if (refusal().isPresent()) {
            return;
        }
        if (scans.isEmpty()) {
            throw new EOFException();
        }
        for (int component : componentIds) {
            if (header.marker == SOF2) {
                requireProgression(component);
            } else if (scans.stream().noneMatch(scan -> has(scan, component))) {
                throw new EOFException();
            }
        }
        if (header.marker == SOF3) {
            for (Scan scan : scans) {
                LosslessScan.check(bytes, scan.start, scan.end, tables(scan), samples(scan), restartInterval);
            }
        }
    }

    private List<byte[]> tables(Scan scan) throws IOException {
        List<byte[]> tables = new ArrayList<>();
        for (int table : scan.tables) {
            byte[] found = huffmanTables.get(table);
            if (found == null) {
                throw new IOException("a Huffman table is missing");
            }
            tables.add(found);
        }
        return tables;
    }

    private long samples(Scan scan) {
        return (long) frame().width * frame().height * scan.components.size();
    }

    private static boolean has(Scan scan, int component) {
        return scan.components.contains(component);
    }

    private void requireProgression(int component) throws EOFException {
        boolean[] known = new boolean[LAST_COEFFICIENT + 1];
        boolean mean = false;
        for (Scan scan : scans) {
            mean |= has(scan, component) && scan.spectralStart == 0;
            if (has(scan, component) && scan.low == 0) {
                Arrays.fill(
                        known,
                        Math.min(scan.spectralStart, LAST_COEFFICIENT),
                        Math.min(scan.spectralEnd, LAST_COEFFICIENT) + 1,
                        true);
            }
        }
        for (boolean coefficient : known) {
            if (!coefficient) {
                if (!ended || !mean) {
                    throw new EOFException();
                }
                note(ImageNote.Kind.DAMAGE, "its last scans are missing: read at reduced quality");
                return;
            }
        }
    }

    /** Returns what makes this file one that is not read, if anything. */
    Optional<String> refusal() {
        Frame header = frame();
        if (header.marker == SOF55) {
            return Optional.of("a JPEG-LS image, which is not read");
        }
        if (header.marker > SOF3) {
            String coding = header.marker < 0xC9 ? "a hierarchical" : "an arithmetic-coded";
            return Optional.of(coding + " JPEG, which is not read");
        }
        if (header.marker < SOF3 && header.precision != 8) {
            return Optional.of(
                    "a JPEG of " + header.precision + " bits per sample, of which only lossless ones are read");
        }
        if (header.marker == SOF3 && (header.precision < 2 || header.precision > 16)) {
            return Optional.of("a JPEG of " + header.precision + " bits per sample, which is not read");
        }
        if (header.marker == SOF3 && header.subsampled) {
            return Optional.of("a lossless JPEG with subsampled channels, which is not read");
        }
        return Optional.empty();
    }

    Frame frame() {
        if (frame == null) {
            throw new IllegalStateException("no frame");
        }
        return frame;
    }

    boolean isLossless() {
        return frame().marker == SOF3;
    }

    int scans() {
        return scans.size();
    }

    Optional<byte[]> exif() {
        return exif;
    }

    private static Optional<ImageMetadata.Resolution> density(byte[] jfif) {
        double unit =
                switch (jfif[7]) {
                    case 1 -> 0.0254;
                    case 2 -> 0.01;
                    default -> 0;
                };
        int x = number(jfif, 8);
        int y = number(jfif, 10);
        return unit > 0 && x > 0 && y > 0
                ? Optional.of(new ImageMetadata.Resolution(x / unit, y / unit))
                : Optional.empty();
    }

    /** Returns the resolution that the JFIF segment states in a unit of length. */
    Optional<ImageMetadata.Resolution> density() {
        return density;
    }

    /** Returns the color profile, joined from its segments. */
    Optional<byte[]> iccProfile() {
        int head = 14; // name, zero, number of the segment and count
        List<byte[]> parts = profile.stream()
                .filter(part -> part.length > head)
                .sorted(Comparator.comparing(part -> part[head - 2] & 0xFF))
                .toList();
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        parts.forEach(part -> joined.write(part, head, part.length - head));
        return joined.size() == 0 ? Optional.empty() : Optional.of(joined.toByteArray());
    }

    List<ImageNote> notes() {
        return notes;
    }

    /** Returns the number of equal bytes at the end of the last scan's data, as some cameras fill blocks with. */
    int padding() {
        Scan last = scans.get(scans.size() - 1);
        int from = last.end - 1;
        while (from > last.start && bytes[from - 1] == bytes[last.end - 1]) {
            from--;
        }
        return Math.max(last.end - from, 0);
    }

    /** Returns the file without anything that no pixel depends on, with its end marker and its height. */
    byte[] canonical() {
        byte[] canonical = out.toByteArray();
        canonical[heightAt] = (byte) (frame().height >> 8);
        canonical[heightAt + 1] = (byte) frame().height;
        return canonical;
    }
}
