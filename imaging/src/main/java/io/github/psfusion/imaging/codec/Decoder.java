// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.github.psfusion.imaging.BitDepth;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes the bytes of one file with the readers of ImageIO.
 *
 * <p>First the structure of the file is walked through by {@link PngChunks}, {@link JpegFile} and {@link TiffImage}: they
 * find what the file states besides the pixels, and give a file without it. The readers are the one boundary to code that
 * meets damaged bytes with exceptions of every kind; all of them become an {@link ImageFormatException} here.
 */
final class Decoder {
    private static final int CMYK_COMPONENTS = 4;
    private static final int BMP_HEADER_LENGTH = 14;
    /** Length of the header BITMAPINFOHEADER, the first that states compression and number of colors. */
    private static final int BMP_INFO_LENGTH = 40;

    private static final int BMP_COMPRESSION = 30;
    private static final int BMP_COLORS_USED = 46;
    private static final int BMP_RLE8 = 1;
    private static final int BMP_RLE4 = 2;
    private static final int BMP_JPEG = 4;
    private static final int BMP_PNG = 5;
    /** Kinds of compression up to this one have a name of their own in a message, or are read. */
    private static final int BMP_ALPHA_BIT_FIELDS = 6;
    /** Four bytes of run-length data move on by at most 255 columns and 255 rows. */
    private static final long MOST_RUN_LENGTH_PIXELS = 1 << 14;
    /** A block of 8 x 8 pixels takes at least a bit in a JPEG file, a pixel of a lossless one, too. */
    private static final long MOST_JPEG_PIXELS = 512;

    private static final long MOST_LOSSLESS_PIXELS = 8;
    /** A progressive JPEG is decoded once for each scan. Above this, the time is that of an attack: see {@link #checkScans}. */
    private static final long MOST_SCANNED_PIXELS = 2_000_000_000L;

    private static final String DAMAGED = "The file is damaged or incomplete; get it again from its source.";

    private final Path file;
    private final byte[] bytes;
    private final ImageFormat format;
    private final DecodeLimits limits;
    private final List<ImageNote> notes = new ArrayList<>();
    private byte[] canonical;
    private Orientation orientation = Orientation.UPRIGHT;
    private Optional<BitDepth> packedDepth = Optional.empty();
    private Optional<PngChunks> png = Optional.empty();
    private Optional<JpegFile> jpeg = Optional.empty();
    private Optional<TiffImage> tiff = Optional.empty();
    private Optional<String> damage = Optional.empty();
    private boolean signedAccepted;

    Decoder(SourceFile source, DecodeLimits limits) {
        this.file = source.path();
        this.bytes = source.bytes();
        this.format = source.format();
        this.limits = limits;
        this.canonical = bytes;
    }

    /** Lets samples be signed numbers, which only {@link StoredValues} understands. */
    Decoder acceptingSigned() {
        signedAccepted = true;
        return this;
    }

    boolean isSigned() {
        return tiff.isPresent() && tiff.get().isSigned();
    }

    /** Something to be done with a reader. */
    private interface ReaderTask<R> {
        R apply(ImageReader reader) throws IOException;
    }

    /** Returns what the header states. */
    ImageHeader header() throws ImageFormatException {
        return reading(reader -> {
            ImageSize size = checkedSize(reader);
            int bits = rawType(reader).getSampleModel().getSampleSize(0);
            BitDepth stored = bits > BitDepth.BITS_8.bits() ? BitDepth.BITS_16 : BitDepth.BITS_8;
            noteTurn();
            return new ImageHeader(orientation.upright(size), packedDepth.orElse(stored), format, notes);
        });
    }

    /** Decodes the image. */
    StoredImage decode() throws ImageFormatException {
        return reading(reader -> {
            ImageSize size = checkedSize(reader);
            BufferedImage image = switch (format) {
                case PNG -> png(reader, size);
                case JPEG -> jpeg(reader, size);
                case TIFF -> tiff(reader, size);
                case BMP -> pixels(reader, size);
            };
            noteTurn();
            return new StoredImage(image, orientation, packedDepth, hasUnspecifiedChannel(), notes);
        });
    }

    private boolean hasUnspecifiedChannel() {
        return tiff.isPresent() && tiff.get().hasUnspecifiedChannel();
    }

    private void noteTurn() {
        if (orientation != Orientation.UPRIGHT) {
            notes.add(new ImageNote(
                    ImageNote.Kind.TURNED,
                    "turned upright by its EXIF orientation (" + orientation.description() + ")"));
        }
    }

    /** Looks at the structure of the file before a reader does. */
    private void walk() throws IOException {
        switch (format) {
            case PNG -> {
                PngChunks chunks = PngChunks.check(bytes);
                refuse(chunks.refusal());
                notes.addAll(chunks.notes());
                orientFrom(chunks.exif());
                canonical = chunks.canonical();
                png = Optional.of(chunks);
            }
            case JPEG -> {
                JpegFile found = JpegFile.parse(bytes);
                refuse(found.refusal());
                notes.addAll(found.notes());
                orientFrom(found.exif());
                packedDepth = depthOf(found.frame());
                canonical = found.canonical();
                jpeg = Optional.of(found);
            }
            case TIFF -> {
                TiffImage found = TiffImage.of(bytes);
                refuse(found.refusal(signedAccepted));
                notes.addAll(found.notes());
                orientation = found.orientation();
                packedDepth = found.packedDepth();
                canonical = found.canonical(bytes.length);
                tiff = Optional.of(found);
            }
            case BMP -> walkBmp();
        }
    }

    private void refuse(Optional<String> refusal) throws ImageFormatException {
        if (refusal.isPresent()) {
            throw ImageFormatException.unsupported(file, refusal.get(), null);
        }
    }

    /** Lossless JPEG files have any depth from 2 bits on; those that have no name are taken as the next deeper one. */
    private static Optional<BitDepth> depthOf(JpegFile.Frame frame) {
        for (BitDepth depth : BitDepth.values()) {
            if (frame.precision() <= depth.bits()) {
                return Optional.of(depth);
            }
        }
        return Optional.empty();
    }

    private void walkBmp() throws IOException {
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < BMP_COLORS_USED + Integer.BYTES || header.getInt(BMP_HEADER_LENGTH) < BMP_INFO_LENGTH) {
            return;
        }
        int compression = header.getInt(BMP_COMPRESSION);
        if (compression == BMP_JPEG || compression == BMP_PNG) {
            // For printers only; the file inside has a header of its own, which may contradict this one.
            refuse(Optional.of("a BMP with a " + (compression == BMP_JPEG ? "JPEG" : "PNG") + " file inside"));
        }
        if (compression < 0 || compression > BMP_ALPHA_BIT_FIELDS) {
            refuse(Optional.of("a BMP compressed by method " + Integer.toUnsignedString(compression)));
        }
        // The reader allocates a palette of the stated length before it looks whether the file is that long.
        if (Integer.toUnsignedLong(header.getInt(BMP_COLORS_USED)) * Integer.BYTES > bytes.length) {
            throw new EOFException();
        }
    }

    private BufferedImage png(ImageReader reader, ImageSize size) throws IOException {
        PngChunks chunks = png.orElseThrow();
        BufferedImage image = pixels(reader, size);
        return image.getColorModel() instanceof IndexColorModel palette && chunks.paletteSize() > 0
                ? withoutFilling(image, palette, chunks.paletteSize())
                : image;
    }

    /** The reader fills short palettes with black, so that wrong pixels would not be noticed. */
    private static BufferedImage withoutFilling(BufferedImage image, IndexColorModel palette, int size) {
        int[] colors = new int[palette.getMapSize()];
        palette.getRGBs(colors);
        int count = Math.min(size, colors.length);
        IndexColorModel shorter = new IndexColorModel(
                palette.getPixelSize(), count, colors, 0, palette.hasAlpha(), -1, palette.getTransferType());
        return new BufferedImage(shorter, image.getRaster(), false, null);
    }

    private BufferedImage jpeg(ImageReader reader, ImageSize size) throws IOException {
        JpegFile structure = jpeg.orElseThrow();
        if (structure.frame().components() == CMYK_COMPONENTS) {
            notes.add(new ImageNote(ImageNote.Kind.COLORS_CONVERTED, "CMYK converted to RGB"));
        }
        return undamaged(reader, size, structure.padding());
    }

    /** An EXIF block that cannot be read does not make an image unreadable. */
    private void orientFrom(Optional<byte[]> exif) {
        if (exif.isPresent()) {
            try {
                orientation = TiffImage.orientation(exif.get());
            } catch (IOException e) {
                notes.add(new ImageNote(ImageNote.Kind.EXIF_UNREADABLE, "EXIF data unreadable: not turned"));
            }
        }
    }

    private BufferedImage tiff(ImageReader reader, ImageSize size) throws IOException {
        TiffImage image = tiff.orElseThrow();
        if (image.isFloatingPoint()) {
            checkMemory(reader, size);
            // Not read(): it would clip samples outside [0, 1] silently.
            WritableRaster raster = (WritableRaster) reader.readRaster(0, null);
            return new BufferedImage(rawType(reader).getColorModel(), raster, false, null);
        }
        if (image.isJpeg()) {
            image.checkParts(bytes);
            return undamaged(reader, size, 0);
        }
        return pixels(reader, size);
    }

    /**
     * Decodes what libjpeg decodes: it fills what is missing with gray and only warns.
     *
     * @param padding number of equal bytes at the end of the data, which may be filling
     */
    private BufferedImage undamaged(ImageReader reader, ImageSize size, int padding) throws IOException {
        reader.addIIOReadWarningListener(new DamageListener(padding));
        BufferedImage image = pixels(reader, size);
        if (damage.isPresent()) {
            throw new ImageFormatException(file, "decoding stopped early: " + damage.get(), DAMAGED);
        }
        return image;
    }

    private BufferedImage pixels(ImageReader reader, ImageSize size) throws IOException {
        checkMemory(reader, size);
        return reader.read(0);
    }

    private ImageSize checkedSize(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        limits.checkPixels(file, width, height);
        Optional<ImageSize> tile = tiff.flatMap(TiffImage::tile);
        if (tile.isPresent()) { // the reader allocates a tile before it looks into it
            limits.checkPixels(file, tile.get().width(), tile.get().height());
        }
        if (!isPlausible((long) width * height)) {
            throw new EOFException();
        }
        return new ImageSize(width, height);
    }

    /** Returns whether so few bytes can hold so many pixels: if not, no memory is taken to find that some are missing. */
    private boolean isPlausible(long pixels) throws IOException {
        return switch (format) {
            case PNG -> {
                png.orElseThrow().requireAllPixels();
                yield png.orElseThrow().isPlausible();
            }
            case JPEG -> {
                checkScans(pixels);
                long most = jpeg.orElseThrow().isLossless() ? MOST_LOSSLESS_PIXELS : MOST_JPEG_PIXELS;
                yield pixels <= most * bytes.length;
            }
            case TIFF -> {
                TiffImage image = tiff.orElseThrow();
                Optional<Long> most = image.mostDecoded(bytes.length);
                yield most.isEmpty() || image.decodedBytes() <= most.get();
            }
            case BMP -> {
                ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                boolean info = bytes.length >= BMP_COMPRESSION + Integer.BYTES
                        && header.getInt(BMP_HEADER_LENGTH) >= BMP_INFO_LENGTH;
                int compression = info ? header.getInt(BMP_COMPRESSION) : 0;
                boolean runLengths = compression == BMP_RLE8 || compression == BMP_RLE4;
                yield pixels <= (runLengths ? MOST_RUN_LENGTH_PIXELS : Byte.SIZE) * bytes.length;
            }
        };
    }

    private void checkScans(long pixels) throws ImageFormatException {
        int scans = jpeg.orElseThrow().scans();
        if (scans > 1 && pixels > MOST_SCANNED_PIXELS / scans) {
            throw new ImageFormatException(
                    file,
                    String.format(Locale.ROOT, "a progressive JPEG of %,d scans, which would take too long", scans),
                    "If the image is genuine, save it again as a baseline JPEG or as PNG.");
        }
    }

    private void checkMemory(ImageReader reader, ImageSize size) throws IOException {
        ImageTypeSpecifier type = rawType(reader);
        SampleModel samples = type.getSampleModel();
        long storedBytes =
                (long) samples.getNumDataElements() * DataBuffer.getDataTypeSize(samples.getDataType()) / Byte.SIZE;
        long sampleBytes = (long) type.getColorModel().getNumColorComponents() * Float.BYTES;
        long pixels = (long) size.width() * size.height();
        limits.checkBytes(file, (long) bytes.length + canonical.length + pixels * (storedBytes + sampleBytes));
    }

    private static ImageTypeSpecifier rawType(ImageReader reader) throws IOException {
        ImageTypeSpecifier type = reader.getRawImageType(0);
        return type != null ? type : reader.getImageTypes(0).next();
    }

    private <R> R reading(ReaderTask<R> task) throws ImageFormatException {
        ImageReader reader = reader(format);
        try {
            walk();
            try (ImageInputStream in = new ByteArrayImageInputStream(canonical)) {
                reader.setInput(in, true, true); // forwards only, and without metadata, which may be large
                return task.apply(reader);
            }
        } catch (ImageFormatException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            if (isUnsupported(e)) {
                throw ImageFormatException.unsupported(
                        file, "of a kind of " + format + " that is not read (" + reason(e) + ")", e);
            }
            throw new ImageFormatException(file, "not readable as " + format + " (" + reason(e) + ")", DAMAGED, e);
        } finally {
            reader.dispose();
        }
    }

    /** What a reader cannot do is no damage, and getting the file again does not help. */
    private static boolean isUnsupported(Throwable e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return e instanceof UnsupportedOperationException
                || (e instanceof IOException
                        && (message.contains("unsupported")
                                || message.contains("not supported")
                                || message.contains("unknown tiff compression")));
    }

    private static String reason(Throwable e) {
        if (e instanceof EOFException) {
            return "it ends too early";
        }
        String message = e.getMessage();
        if (e instanceof IOException && message != null && !message.isBlank()) {
            return message.strip().lines().findFirst().orElseThrow();
        }
        return "its parts contradict each other"; // messages of runtime exceptions are of no use to a user
    }

    /** Returns the reader that was tried; other plug-ins that a program has are passed over, so that results agree. */
    static ImageReader reader(ImageFormat format) {
        if (format == ImageFormat.TIFF) {
            // Not from the list of plug-ins: in a program that filled it before it saw this library's jars, it lacks
            // the reader.
            return new TIFFImageReaderSpi().createReaderInstance(null);
        }
        // The JDK's own readers know no 16-bit TIFF with predictor and no CMYK; its PNG reader is right.
        String origin = format == ImageFormat.PNG ? "com.sun.imageio." : "com.twelvemonkeys.";
        Iterator<ImageReader> readers =
                ImageIO.getImageReadersByFormatName(format.extensions().get(0));
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith(origin)) {
                return reader;
            }
            reader.dispose();
        }
        throw new IllegalStateException("no reader of " + format + " by " + origin + "* on the class path");
    }

    /** Sorts the warnings of libjpeg into lost pixels, for which the image is refused, and remarks, which become notes. */
    private final class DamageListener implements IIOReadWarningListener {
        private static final List<String> SIGNS = List.of("Premature end", "Corrupt JPEG");
        /** If data are missing as well, a sign of that follows. */
        private static final String NO_END = "Truncated File";

        private static final Pattern EXTRA = Pattern.compile("(\\d+) extraneous bytes before marker");
        /** Some encoders write a few bytes too many. More of them mean that decoding lost its way. */
        private static final int MOST_EXTRA = 64;
        /** The decoder has read so many bytes ahead, and does not count them. */
        private static final int READ_AHEAD = 8;

        private final int padding;

        DamageListener(int padding) {
            this.padding = padding;
        }

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            Matcher extra = EXTRA.matcher(warning);
            if (extra.find() && isHarmless(Long.parseLong(extra.group(1)))) {
                notes.add(new ImageNote(ImageNote.Kind.DAMAGE, extra.group(1) + " bytes too many in its data"));
            } else if (warning.contains(NO_END)) {
                notes.add(new ImageNote(ImageNote.Kind.DAMAGE, "its end marker is missing"));
            } else if (damage.isEmpty() && SIGNS.stream().anyMatch(warning::contains)) {
                damage = Optional.of(warning);
            }
        }

        /** Filling that the decoder took for blocks is in place of lost data. */
        private boolean isHarmless(long extra) {
            boolean eaten = padding > extra + READ_AHEAD;
            return !eaten && (extra <= MOST_EXTRA || padding >= extra - READ_AHEAD);
        }
    }
}
