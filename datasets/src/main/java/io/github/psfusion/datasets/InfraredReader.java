// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.codec.ContentListener;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageDescription;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.ImageFormatException;
import io.github.psfusion.imaging.codec.ImageHeader;
import io.github.psfusion.imaging.codec.ImageNote;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.imaging.codec.StoredValues;
import io.github.psfusion.imaging.radiometric.ObjectParameters;
import io.github.psfusion.imaging.radiometric.RadiometricFile;
import io.github.psfusion.imaging.radiometric.ThermalMaker;
import io.github.psfusion.imaging.radiometric.Thermogram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads infrared files: raw thermal data in place of the rendered image of a JPEG, temperatures of floating-point TIFF files,
 * counts whose scale the user states, and ordinary images.
 */
final class InfraredReader {
    /** Above, a lowest temperature of a whole image is likely to be in kelvin. */
    private static final double KELVIN = 200;
    /** Surroundings and air of a place where people take images, in degrees Celsius. */
    private static final double COLDEST_PLACE = -60;

    private static final double HOTTEST_PLACE = 100;

    private final InfraredOptions options;
    private final DecodeLimits limits;

    InfraredReader(InfraredOptions options, DecodeLimits limits) {
        this.options = options;
        this.limits = limits;
    }

    /**
     * Reads a file.
     *
     * @param listener receives its bytes
     * @throws IOException if it cannot be read, or if it holds no temperatures although the options need them
     */
    InfraredImage read(Path file, ContentListener listener) throws IOException {
        Optional<ImageFormat> format = ImageFiles.format(file);
        Optional<InfraredImage> measured = Optional.empty();
        if (format.equals(Optional.of(ImageFormat.JPEG))) {
            measured = rawData(file, listener);
        } else if (format.equals(Optional.of(ImageFormat.TIFF)) || options.counts().isPresent()) {
            measured = values(file, format.orElse(ImageFormat.TIFF), listener);
        }
        InfraredImage image = measured.isPresent()
                ? measured.get()
                : InfraredImage.of(ImageFiles.read(file, limits, listener));
        if (options.needTemperatures() && !image.isCelsius()) {
            throw noTemperatures(file, image);
        }
        return image;
    }

    /** Returns what the header of the image that {@link #read} gives states. */
    ImageHeader header(Path file) throws IOException {
        if (hasRawData(file)) {
            DecodedImage decoded = read(file, ContentListener.NONE).decoded();
            ImageSize size = new ImageSize(decoded.image().width(), decoded.image().height());
            return new ImageHeader(size, decoded.depth(), decoded.format(), decoded.notes());
        }
        return ImageFiles.header(file, limits);
    }

    /** Returns whether a file is a JPEG whose raw data are read in place of its image. */
    boolean hasRawData(Path file) throws IOException {
        return options.rawData() == InfraredOptions.RawData.AUTO
                && ImageFiles.format(file).equals(Optional.of(ImageFormat.JPEG))
                && ThermalMaker.of(ImageFiles.content(file, limits))
                        .filter(ThermalMaker::isRead)
                        .isPresent();
    }

    /**
     * Returns whether the levels of a file depend on the images of the batch, from its header alone: then all must be read
     * first.
     */
    boolean dependsOnImages(Path file, IntensityWindow window) throws IOException {
        if (window instanceof IntensityWindow.Full || options.span().isPresent()) {
            return false;
        }
        boolean measured = options.counts().isPresent() || hasRawData(file);
        return window.dependsOnImages(measured ? BitDepth.BITS_16 : ImageFiles.depth(file, limits));
    }

    private Optional<InfraredImage> rawData(Path file, ContentListener listener) throws IOException {
        if (options.rawData() == InfraredOptions.RawData.OFF) {
            return Optional.empty();
        }
        byte[] content = ImageFiles.content(file, limits);
        Optional<ThermalMaker> maker = ThermalMaker.of(content);
        // The rendered image of other makers is read with a warning, unless degrees are needed.
        if (maker.isEmpty() || !(maker.get().isRead() || options.needTemperatures())) {
            return Optional.empty();
        }
        Optional<RadiometricFile> raw = RadiometricFile.of(file, content, limits);
        if (raw.isEmpty()) {
            return Optional.empty();
        }
        listener.read(file, content);
        Thermogram thermogram = options.counts().isPresent()
                ? Thermogram.of(raw.get(), options.counts().get())
                : raw.get().thermogram(options.parameters());
        return Optional.of(image(thermogram, ImageFormat.JPEG, raw));
    }

    private Optional<InfraredImage> values(Path file, ImageFormat format, ContentListener listener)
            throws IOException {
        ImageDescription description = ImageFiles.describe(file, limits);
        boolean floating = description.kind() == StoredValues.Kind.FLOATING_POINT;
        if (!floating && options.counts().isEmpty()) {
            return Optional.empty();
        }
        if (description.channels() > 1) {
            if (options.counts().isEmpty()) {
                return Optional.empty();
            }
            throw new ImageFormatException(
                    file,
                    "it has " + description.channels() + " channels, but counts have one",
                    "Leave --counts out, or export the counts alone.");
        }
        StoredValues stored = ImageFiles.readValues(file, limits, listener);
        if (options.counts().isEmpty() && areSamples(stored.values())) {
            return Optional.empty();
        }
        return Optional.of(image(Thermogram.of(stored, options.counts()), format, Optional.empty()));
    }

    /** Floating-point images with samples from 0 to 1 are images, not temperatures. */
    private static boolean areSamples(float[] values) {
        for (float value : values) {
            if (!(value >= 0 && value <= 1)) {
                return false;
            }
        }
        return true;
    }

    private InfraredImage image(Thermogram thermogram, ImageFormat format, Optional<RadiometricFile> raw) {
        DecodedImage decoded =
                new DecodedImage(thermogram.levels(), BitDepth.BITS_16, format, notes(thermogram));
        return new InfraredImage(decoded, Optional.of(thermogram), raw);
    }

    private static List<ImageNote> notes(Thermogram thermogram) {
        List<ImageNote> notes = new ArrayList<>();
        if (thermogram.unit() == Thermogram.Unit.COUNTS) {
            notes.add(new ImageNote(
                    ImageNote.Kind.COUNTS,
                    "raw data of " + thermogram.origin().camera()
                            + " without a calibration: read as counts, not as temperatures"));
            return notes;
        }
        if (thermogram.missing() > 0) {
            notes.add(new ImageNote(
                    ImageNote.Kind.NO_TEMPERATURE,
                    thermogram.missing() + " pixels have no temperature and became the coldest"));
        }
        if (thermogram.lowest() > KELVIN && thermogram.origin().parameters().isEmpty()) {
            notes.add(implausible("its temperatures are " + Math.round(thermogram.lowest()) + " to "
                    + Math.round(thermogram.highest()) + " degrees Celsius; if they are kelvin, add --counts K"));
        }
        thermogram.origin().parameters().ifPresent(parameters -> {
            ObjectParameters object = parameters.object();
            unlikely(notes, "reflected temperature", object.reflected(), "; --reflected states another");
            unlikely(notes, "temperature of the air", object.air(), "");
        });
        return notes;
    }

    private static void unlikely(List<ImageNote> notes, String name, double celsius, String remedy) {
        if (celsius < COLDEST_PLACE || celsius > HOTTEST_PLACE) {
            notes.add(implausible("its " + name + " is " + Math.round(celsius) + " degrees Celsius" + remedy));
        }
    }

    private static ImageNote implausible(String text) {
        return new ImageNote(ImageNote.Kind.IMPLAUSIBLE, text);
    }

    private ImageFormatException noTemperatures(Path file, InfraredImage image) {
        String wanted = options.span().isPresent() ? "--span" : "--emissivity, --reflected, --distance or --humidity";
        return new ImageFormatException(
                file,
                image.thermogram().isPresent()
                        ? "it holds counts without a calibration, which " + wanted + " needs"
                        : "it holds no temperatures, which " + wanted + " needs",
                image.thermogram().isPresent() || image.decoded().depth() != BitDepth.BITS_8
                        ? "State what its levels stand for by --counts, such as --counts K/100, or leave the option out."
                        : "Name the radiometric file of the camera, or leave the option out.");
    }
}
