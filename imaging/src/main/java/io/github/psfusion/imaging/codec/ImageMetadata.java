// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a file states of its image beside the pixels, and what an image made of it may state as well: EXIF data with the place (GPS),
 * color profile (ICC), resolution, and the tags of GeoTIFF.
 *
 * <p>Thumbnails, notes of makers and the orientation are left out: they would be wrong. XMP and IPTC data are not read.
 */
public final class ImageMetadata {
    /** Nothing. */
    public static final ImageMetadata NONE =
            new ImageMetadata(List.of(), List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());

    static final int EXIF_POINTER = 0x8769;
    static final int GPS_POINTER = 0x8825;
    private static final int IMAGE_DESCRIPTION = 270;
    private static final int X_RESOLUTION = 282;
    private static final int Y_RESOLUTION = 283;
    private static final int RESOLUTION_UNIT = 296;
    private static final int PROFILE = 34675;
    private static final int WIDTH = 0xA002;
    private static final int HEIGHT = 0xA003;
    private static final double INCH = 0.0254;
    private static final double CENTIMETER = 0.01;

    /** Make, model, software, time, artist, copyright, rating ... of the first directory. */
    private static final Set<Integer> KEPT = Set.of(IMAGE_DESCRIPTION, 271, 272, 305, 306, 315, 316, 18246, 33432);
    /** Maker's notes refer to places in their file; the others depend on the size, or lead to more directories. */
    private static final Set<Integer> LEFT_OUT = Set.of(0x927C, 0xA005, WIDTH, HEIGHT);

    private static final Set<Integer> GEO = Set.of(33550, 33922, 34264, 34735, 34736, 34737);
    private static final int MOST_PROFILE = 16 << 20;

    /**
     * Pixels per meter.
     *
     * @param x above 0
     * @param y above 0
     */
    record Resolution(double x, double y) {}

    private final List<MetadataTag> tags;
    private final List<MetadataTag> exif;
    private final List<MetadataTag> gps;
    private final List<MetadataTag> geo;
    private final Optional<byte[]> profile;
    private final Optional<Resolution> resolution;

    private ImageMetadata(
            List<MetadataTag> tags,
            List<MetadataTag> exif,
            List<MetadataTag> gps,
            List<MetadataTag> geo,
            Optional<byte[]> profile,
            Optional<Resolution> resolution) {
        this.tags = tags;
        this.exif = exif;
        this.gps = gps;
        this.geo = geo;
        this.profile = profile;
        this.resolution = resolution;
    }

    /**
     * Reads what a file states. Parts that cannot be read are left out.
     *
     * @throws IOException if the file cannot be read at all
     */
    public static ImageMetadata read(Path file, DecodeLimits limits) throws IOException {
        SourceFile source = SourceFile.read(file, limits);
        try {
            return switch (source.format()) {
                case JPEG -> jpeg(JpegFile.parse(source.bytes()));
                case PNG -> png(PngChunks.check(source.bytes()));
                case TIFF -> tiff(source.bytes());
                case BMP -> NONE;
            };
        } catch (IOException | RuntimeException e) {
            return NONE; // the image itself was read; what it states besides is damaged
        }
    }

    private static ImageMetadata jpeg(JpegFile file) {
        Optional<Resolution> density = file.density();
        return of(directories(file.exif()), file.iccProfile(), density, List.of());
    }

    private static ImageMetadata png(PngChunks chunks) {
        Optional<Resolution> resolution = chunks.physical().map(ImageMetadata::physical);
        return of(
                directories(chunks.exif()),
                chunks.profile().flatMap(ImageMetadata::inflated),
                resolution.filter(pixels -> pixels.x > 0 && pixels.y > 0),
                List.of());
    }

    private static Resolution physical(byte[] chunk) {
        ByteBuffer in = ByteBuffer.wrap(chunk);
        boolean meters = chunk.length >= 9 && chunk[8] == 1;
        return meters
                ? new Resolution(Integer.toUnsignedLong(in.getInt(0)), Integer.toUnsignedLong(in.getInt(4)))
                : new Resolution(0, 0);
    }

    private static ImageMetadata tiff(byte[] bytes) throws IOException {
        TiffDirectory image = TiffImage.of(bytes).tags();
        byte[] profile = image.bytes(PROFILE);
        return of(
                new Directories(
                        image, TiffDirectory.at(bytes, image, EXIF_POINTER), TiffDirectory.at(bytes, image, GPS_POINTER)),
                profile.length == 0 ? Optional.empty() : Optional.of(profile),
                Optional.empty(),
                image.tags().stream().filter(tag -> GEO.contains(tag.tag())).toList());
    }

    /** The directories of an EXIF block, or of a TIFF file. */
    private record Directories(TiffDirectory first, Optional<TiffDirectory> exif, Optional<TiffDirectory> gps) {}

    private static Optional<Directories> directories(Optional<byte[]> block) {
        if (block.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = block.get();
            TiffDirectory first = TiffDirectory.first(bytes);
            return Optional.of(new Directories(
                    first, TiffDirectory.at(bytes, first, EXIF_POINTER), TiffDirectory.at(bytes, first, GPS_POINTER)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ImageMetadata of(
            Directories directories, Optional<byte[]> profile, Optional<Resolution> resolution, List<MetadataTag> geo) {
        return of(Optional.of(directories), profile, resolution, geo);
    }

    private static ImageMetadata of(
            Optional<Directories> found,
            Optional<byte[]> profile,
            Optional<Resolution> resolution,
            List<MetadataTag> geo) {
        if (found.isEmpty()) {
            return new ImageMetadata(List.of(), List.of(), List.of(), geo, profile, resolution);
        }
        Directories directories = found.get();
        List<MetadataTag> first = directories.first().tags().stream()
                .filter(tag -> KEPT.contains(tag.tag()) && !isOfStack(tag))
                .toList();
        List<MetadataTag> exif = directories.exif().map(TiffDirectory::tags).orElse(List.of()).stream()
                .filter(tag -> !LEFT_OUT.contains(tag.tag()))
                .toList();
        List<MetadataTag> gps = directories.gps().map(TiffDirectory::tags).orElse(List.of());
        return new ImageMetadata(
                first, exif, gps, geo, profile, resolution.or(() -> resolution(directories.first())));
    }

    /** Descriptions by which ImageJ and OME find further images of their file. */
    private static boolean isOfStack(MetadataTag tag) {
        String text = new String(tag.values(), StandardCharsets.ISO_8859_1);
        return tag.tag() == IMAGE_DESCRIPTION && (text.startsWith("ImageJ=") || text.contains("<OME"));
    }

    private static Optional<Resolution> resolution(TiffDirectory directory) {
        double unit =
                switch ((int) directory.number(RESOLUTION_UNIT, 2)) {
                    case 2 -> INCH;
                    case 3 -> CENTIMETER;
                    default -> 0;
                };
        double x = directory.fraction(X_RESOLUTION);
        double y = directory.fraction(Y_RESOLUTION);
        return unit > 0 && x > 0 && y > 0 && x / unit < Integer.MAX_VALUE && y / unit < Integer.MAX_VALUE
                ? Optional.of(new Resolution(x / unit, y / unit))
                : Optional.empty();
    }

    private static Optional<byte[]> inflated(byte[] chunk) {
        int name = 0;
        while (name < chunk.length && chunk[name] != 0) {
            name++;
        }
        int start = name + 2; // a zero and the method
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(chunk, Math.min(start, chunk.length), Math.max(chunk.length - start, 0));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] part = new byte[8192];
            while (!inflater.finished() && out.size() < MOST_PROFILE) {
                int read = inflater.inflate(part);
                if (read == 0) {
                    return Optional.empty();
                }
                out.write(part, 0, read);
            }
            return out.size() < MOST_PROFILE ? Optional.of(out.toByteArray()) : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    /** Returns the same without the tags of GeoTIFF: for images whose pixels lie elsewhere. */
    public ImageMetadata withoutPosition() {
        return new ImageMetadata(tags, exif, gps, List.of(), profile, resolution);
    }

    /** Returns whether there is nothing to write. */
    public boolean isEmpty() {
        return tags.isEmpty()
                && exif.isEmpty()
                && gps.isEmpty()
                && geo.isEmpty()
                && profile.isEmpty()
                && resolution.isEmpty();
    }

    /** Returns the profile if it is one for images of so many channels. */
    Optional<byte[]> profile(int channels) {
        String wanted = channels == 1 ? "GRAY" : "RGB ";
        return profile.filter(icc -> icc.length > 128
                && new String(Arrays.copyOfRange(icc, 16, 20), StandardCharsets.ISO_8859_1).equals(wanted));
    }

    Optional<Resolution> resolution() {
        return resolution;
    }

    /**
     * Returns a block of EXIF data for an image of this size; empty if there is nothing to state.
     *
     * @param most bytes that it may have; the longest tags are left out until it fits
     */
    Optional<byte[]> block(ImageSize size, int most) {
        if (tags.isEmpty() && exif.isEmpty() && gps.isEmpty()) {
            return Optional.empty();
        }
        List<MetadataTag> ofExif = new ArrayList<>(exif);
        while (true) {
            TagWriter writer = TagWriter.block();
            List<MetadataTag> first = new ArrayList<>(tags);
            first.addAll(resolutionTags());
            first.add(MetadataTag.ofShort(274, 1));
            byte[] block = writer.file(writer.directory(withDirectories(first, ofExif, size, writer)));
            if (block.length <= most) {
                return Optional.of(block);
            }
            Optional<MetadataTag> longest = ofExif.stream().max(Comparator.comparing(tag -> tag.values().length));
            if (longest.isEmpty()) {
                return Optional.empty();
            }
            ofExif.remove(longest.get());
        }
    }

    private List<MetadataTag> withDirectories(
            List<MetadataTag> first, List<MetadataTag> ofExif, ImageSize size, TagWriter writer) {
        if (!ofExif.isEmpty()) {
            List<MetadataTag> all = new ArrayList<>(ofExif);
            all.add(MetadataTag.ofLong(WIDTH, size.width()));
            all.add(MetadataTag.ofLong(HEIGHT, size.height()));
            first.add(MetadataTag.ofLong(EXIF_POINTER, writer.directory(all)));
        }
        if (!gps.isEmpty()) {
            first.add(MetadataTag.ofLong(GPS_POINTER, writer.directory(gps)));
        }
        return first;
    }

    private List<MetadataTag> resolutionTags() {
        if (resolution.isEmpty()) {
            return List.of();
        }
        int unit = 1000; // thousandths of pixels per inch
        return List.of(
                MetadataTag.ofRational(
                        X_RESOLUTION, (int) Math.round(resolution.get().x * INCH * unit), unit),
                MetadataTag.ofRational(
                        Y_RESOLUTION, (int) Math.round(resolution.get().y * INCH * unit), unit),
                MetadataTag.ofShort(RESOLUTION_UNIT, 2));
    }

    /** Returns a TIFF file with all of this in its first directory. */
    byte[] addedTo(byte[] tiff, ImageSize size, int channels) throws IOException {
        TagWriter writer = TagWriter.after(tiff);
        TreeMap<Integer, MetadataTag> all = new TreeMap<>();
        List<MetadataTag> added = new ArrayList<>(TiffDirectory.first(tiff).tags());
        added.addAll(tags);
        added.addAll(geo);
        added.addAll(resolutionTags());
        profile(channels).ifPresent(icc -> added.add(new MetadataTag(PROFILE, 7, icc.length, icc)));
        withDirectories(added, exif, size, writer).forEach(tag -> all.put(tag.tag(), tag));
        return writer.file(writer.directory(all.values()));
    }
}
