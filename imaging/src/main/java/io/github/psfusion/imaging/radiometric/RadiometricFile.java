// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageDescription;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.ImageFormatException;
import io.github.psfusion.imaging.color.ColorRecomposition;
import io.github.psfusion.imaging.color.YCbCr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The raw data of a thermal camera in a JPEG file: counts, the parameters that turn them into temperatures, and the visible
 * image of the same scene with its placement. The image that a JPEG viewer shows, in the colors of a palette and perhaps with
 * a scale and a logo, is not looked at.
 *
 * <p>Files of FLIR hold all of it, those of DJI only counts. Any bytes end in a result or an {@link ImageFormatException}.
 */
public final class RadiometricFile {
    private static final int SIZE_AT = 2;
    private static final int IMAGE_AT = 0x20;
    private static final int PNG_SIGNATURE = 0x89504E47;
    private static final int JPEG_SIGNATURE = 0xFFD8;

    private static final int REAL_TO_IR = 0;
    private static final int OFFSET_X = 4;
    private static final int OFFSET_Y = 6;

    private static final String EXPORT = "Export a 16-bit TIFF of temperatures with the maker's program and name its scale"
            + " by --counts, such as --counts K/100; --radiometric off reads the rendered image.";

    private final Path file;
    private final DecodeLimits limits;
    private final ThermalMaker maker;
    private final Counts counts;
    private final Optional<FlirBlock> block;

    private RadiometricFile(
            Path file, DecodeLimits limits, ThermalMaker maker, Counts counts, Optional<FlirBlock> block) {
        this.file = file;
        this.limits = limits;
        this.maker = maker;
        this.counts = counts;
        this.block = block;
    }

    /**
     * Reads the raw data of a file.
     *
     * @return empty if the file is no JPEG, or holds no raw data that are known
     * @throws IOException if the file cannot be read
     * @throws ImageFormatException as {@link #of}
     */
    public static Optional<RadiometricFile> read(Path file, DecodeLimits limits) throws IOException {
        return ImageFiles.format(file).equals(Optional.of(ImageFormat.JPEG))
                ? of(file, ImageFiles.content(file, limits), limits)
                : Optional.empty();
    }

    /**
     * Reads the raw data of a file.
     *
     * @param file names the file in messages
     * @param jpeg content of the file
     * @return empty if it holds no raw data that are known
     * @throws ImageFormatException if the raw data are damaged, exceed a limit or are of a kind that is not read
     */
    public static Optional<RadiometricFile> of(Path file, byte[] jpeg, DecodeLimits limits)
            throws ImageFormatException {
        Optional<ThermalMaker> maker = ThermalMaker.of(jpeg);
        try {
            if (maker.isEmpty()) {
                return Optional.empty();
            }
            return switch (maker.get()) {
                case FLIR -> flir(file, jpeg, limits);
                case DJI -> Optional.of(dji(file, jpeg, limits));
                case PARROT, INFIRAY ->
                    throw new ImageFormatException(
                            file, "raw thermal data of " + maker.get().title() + ", which are not read", EXPORT);
            };
        } catch (ImageFormatException e) {
            throw e;
        } catch (IOException e) {
            throw damaged(file, e);
        } catch (OutOfMemoryError e) {
            throw new ImageFormatException(
                    file, "memory ran out while its thermal data were read", "Give Java a larger heap (-Xmx).");
        }
    }

    private static ImageFormatException damaged(Path file, IOException e) {
        return new ImageFormatException(
                file,
                String.valueOf(e.getMessage()),
                "The file is damaged or was changed by another program; get it again from the camera."
                        + " --radiometric off reads its rendered image.");
    }

    private static Optional<RadiometricFile> flir(Path file, byte[] jpeg, DecodeLimits limits) throws IOException {
        FlirBlock block = FlirBlock.of(JpegSegments.of(jpeg).of(JpegSegments.APP1, FlirBlock.SIGNATURE));
        Optional<FlirRecord> raw = block.record(FlirBlock.RAW_DATA);
        if (raw.isEmpty()) {
            return Optional.empty();
        }
        Counts counts = counts(file, raw.get(), limits);
        return Optional.of(new RadiometricFile(file, limits, ThermalMaker.FLIR, counts, Optional.of(block)));
    }

    private static Counts counts(Path file, FlirRecord raw, DecodeLimits limits) throws IOException {
        int width = raw.uint16(SIZE_AT);
        int height = raw.uint16(SIZE_AT + 2);
        byte[] image = raw.from(IMAGE_AT);
        if (!isPng(image)) {
            return Counts.of(width, height, image, raw.order());
        }
        DecodedImage png = ImageFiles.decode(file, image, limits);
        if (!(png.image() instanceof Plane plane) || png.depth() != BitDepth.BITS_16) {
            throw new IOException("its thermal data are a PNG of " + png.depth().bits()
                    + " bits per channel, where one channel of 16 is expected");
        }
        if (plane.width() != width || plane.height() != height) {
            throw new IOException("its thermal data state " + width + " x " + height + " pixels, but hold "
                    + plane.width() + " x " + plane.height());
        }
        ByteBuffer bytes = ByteBuffer.allocate(2 * width * height);
        for (float sample : plane.toArray()) {
            bytes.putShort((short) Math.round(sample * BitDepth.BITS_16.max()));
        }
        return Counts.of(width, height, bytes.array(), ByteOrder.BIG_ENDIAN);
    }

    private static boolean isPng(byte[] image) {
        return image.length >= Integer.BYTES && ByteBuffer.wrap(image).getInt() == PNG_SIGNATURE;
    }

    /** The size is not stated: the rendered image has as many pixels. */
    private static RadiometricFile dji(Path file, byte[] jpeg, DecodeLimits limits) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        JpegSegments.of(jpeg).of(JpegSegments.APP3, "").forEach(data::writeBytes);
        ImageDescription rendered = ImageFiles.describe(file, jpeg);
        int width = rendered.size().width();
        int height = rendered.size().height();
        if (data.size() != 2L * width * height) {
            throw new ImageFormatException(
                    file,
                    "its thermal data of DJI have " + data.size() + " bytes, which do not fit " + width + " x " + height
                            + " pixels",
                    EXPORT);
        }
        Counts counts = Counts.of(width, height, data.toByteArray(), ByteOrder.LITTLE_ENDIAN);
        return new RadiometricFile(file, limits, ThermalMaker.DJI, counts, Optional.empty());
    }

    /** Returns the maker of the camera. */
    public ThermalMaker maker() {
        return maker;
    }

    /** Returns maker and model of the camera, as far as the raw data state them. */
    public String camera() {
        return block.flatMap(found -> found.record(FlirBlock.CAMERA))
                .map(record -> new FlirCamera(record).model())
                .filter(model -> !model.isEmpty())
                .orElse(maker.title());
    }

    /** Returns the width of the thermal image in pixels. */
    public int width() {
        return counts.width();
    }

    /** Returns the height of the thermal image in pixels. */
    public int height() {
        return counts.height();
    }

    /** Returns the raw values of the sensor, row by row. */
    public char[] counts() {
        return counts.values().clone();
    }

    /**
     * Returns the parameters by which counts become temperatures.
     *
     * @param known what counts instead of the stored parameters
     * @return empty if the file holds no calibration
     * @throws ImageFormatException if a stored parameter is impossible
     */
    public Optional<CameraParameters> parameters(ParameterOverrides known) throws ImageFormatException {
        Optional<FlirRecord> record = block.flatMap(found -> found.record(FlirBlock.CAMERA));
        if (record.isEmpty()) {
            return Optional.empty();
        }
        FlirCamera camera = new FlirCamera(record.get());
        if (!camera.planck().isUsable()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CameraParameters(camera.planck(), camera.atmosphere(), camera.object(known)));
        } catch (IOException e) {
            throw new ImageFormatException(
                    file,
                    String.valueOf(e.getMessage()),
                    "State it by --emissivity, --reflected, --distance or --humidity.");
        }
    }

    /**
     * Returns the temperatures; the counts where the file holds no calibration.
     *
     * @param known what counts instead of the stored parameters
     * @throws ImageFormatException if a stored parameter is impossible
     */
    public Thermogram thermogram(ParameterOverrides known) throws ImageFormatException {
        Optional<CameraParameters> parameters = parameters(known);
        char[] raw = counts.values();
        float[] values = new float[raw.length];
        if (parameters.isEmpty()) {
            for (int i = 0; i < raw.length; i++) {
                values[i] = raw[i];
            }
            return new Thermogram(
                    width(), height(), values, Thermogram.Unit.COUNTS, Thermogram.Origin.unknown(camera()));
        }
        TemperatureFormula formula = TemperatureFormula.of(parameters.get());
        for (int i = 0; i < raw.length; i++) {
            values[i] = (float) formula.celsius(raw[i]);
        }
        Thermogram.Origin origin = new Thermogram.Origin(camera(), parameters, known, Optional.empty());
        return new Thermogram(width(), height(), values, Thermogram.Unit.CELSIUS, origin);
    }

    /** Returns the bytes of the visible image, a JPEG or PNG file, if there is one of a kind that is read. */
    private Optional<byte[]> visibleFile() {
        return block.flatMap(found -> found.record(FlirBlock.EMBEDDED_IMAGE))
                .map(record -> record.from(IMAGE_AT))
                .filter(image -> isPng(image) || isJpeg(image));
    }

    private static boolean isJpeg(byte[] image) {
        return image.length >= 2 && (ByteBuffer.wrap(image).getShort() & 0xFFFF) == JPEG_SIGNATURE;
    }

    /** Returns whether the file holds a visible image. */
    public boolean hasVisible() {
        return visibleFile().isPresent();
    }

    /**
     * Returns the visible image, not cut to the field of view of the thermal one.
     *
     * @throws ImageFormatException if there is none, or it is damaged
     */
    public DecodedImage visible() throws ImageFormatException {
        byte[] image = visibleFile()
                .orElseThrow(() -> new ImageFormatException(
                        file, "it holds no visible image", "Name the visible image with --vi."));
        DecodedImage decoded = ImageFiles.decode(file, image, limits);
        return isPng(image) && decoded.image() instanceof ColorImage color
                ? new DecodedImage(fromYCbCr(color), decoded.depth(), decoded.format(), decoded.notes())
                : decoded;
    }

    /** The channels of embedded PNG files are luminance, Cb and Cr. */
    private static Image fromYCbCr(ColorImage image) {
        return ColorRecomposition.recompose(image.red(), new YCbCr.Chroma(image.blue(), image.green()));
    }

    /** Returns where the thermal image lies in the visible one, if the file states it. */
    public Optional<VisiblePlacement> placement() {
        // This record is little endian, whatever the others are; its first bytes are a number and no mark.
        return block.flatMap(found -> found.record(FlirBlock.PLACEMENT))
                .map(record -> ByteBuffer.wrap(record.from(0)).order(ByteOrder.LITTLE_ENDIAN))
                .filter(bytes -> bytes.capacity() >= OFFSET_Y + Short.BYTES)
                .map(bytes -> new VisiblePlacement(
                        bytes.getFloat(REAL_TO_IR), bytes.getShort(OFFSET_X), bytes.getShort(OFFSET_Y)))
                .filter(VisiblePlacement::isUsable);
    }

    /**
     * Returns an image on the thermal grid and the visible image, both cut to what they have in common and on one grid.
     * Without a stated placement the same field of view is assumed.
     *
     * @param infrared of the size of the thermal image
     * @throws ImageFormatException if there is no visible image, it is damaged, or both have nothing in common
     */
    public VisiblePlacement.Placed placed(Plane infrared) throws ImageFormatException {
        Image visible = visible().image();
        try {
            return placement().orElse(VisiblePlacement.SAME_FIELD).place(infrared, visible);
        } catch (IllegalArgumentException e) {
            throw damaged(file, new IOException(e.getMessage(), e));
        }
    }

    /** Returns the name of the palette of the rendered image; empty if it is not stated. */
    public String paletteName() {
        return block.flatMap(found -> found.record(FlirBlock.PALETTE))
                .map(record -> record.text(0x50, 32))
                .orElse("");
    }
}
