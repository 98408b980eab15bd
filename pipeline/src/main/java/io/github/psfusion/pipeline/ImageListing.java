// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.codec.ContentListener;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageDescription;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.ImageFormatException;
import io.github.psfusion.imaging.codec.ImageNote;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.imaging.codec.StoredValues;
import io.github.psfusion.imaging.radiometric.ParameterOverrides;
import io.github.psfusion.imaging.radiometric.RadiometricFile;
import io.github.psfusion.imaging.radiometric.ThermalMaker;
import io.github.psfusion.imaging.radiometric.Thermogram;
import io.github.psfusion.imaging.radiometric.VisiblePlacement;
import io.github.psfusion.platform.PrintableText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an image file is: its size and samples, its camera, and the thermal data that it holds. */
public final class ImageListing {
    private final Path file;
    private final DecodeLimits limits;
    private final Map<String, Object> json = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    private ImageListing(Path file, DecodeLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    /**
     * Looks into a file.
     *
     * @throws IOException if it is no image, or damaged
     */
    public static ImageListing of(Path file, DecodeLimits limits) throws IOException {
        ImageListing listing = new ImageListing(file, limits);
        ImageDescription description = ImageFiles.describe(file, limits);
        listing.describe(description);
        listing.thermalData(description.format());
        listing.remarks(description);
        return listing;
    }

    private void add(String key, Object value, String line) {
        json.put(key, value);
        lines.add(line);
    }

    private void describe(ImageDescription description) throws IOException {
        long bytes = Files.size(file);
        json.put("file", file.toString());
        json.put("bytes", bytes);
        add("format", description.format().name(), file + ": " + description.format() + ", " + bytes + " bytes");
        ImageSize size = description.size();
        json.put("width", size.width());
        json.put("height", size.height());
        String pixels = size.width() > 0 && size.height() > 0 ? size + " pixels" : "not stated";
        add("orientation", description.orientation(), "size: " + pixels + ", stored " + description.orientation());
        json.put("channels", description.channels());
        json.put("bits", description.bits());
        String samples = description.channels() + (description.channels() == 1 ? " channel" : " channels") + " of "
                + description.samples();
        add("kind", name(description.kind()), "samples: " + samples);
        add("images", description.images(), "images: " + description.images());
        json.put("make", description.make());
        json.put("model", description.model());
        String camera = (description.make() + " " + description.model()).strip();
        lines.add("camera: " + (camera.isEmpty() ? "not stated" : camera));
        boolean measured = description.format() == ImageFormat.TIFF || description.format() == ImageFormat.PNG;
        if (measured && description.channels() == 1) {
            values();
        }
    }

    /** Returns the name of a constant in lower case with hyphens. */
    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void values() throws IOException {
        StoredValues stored;
        try {
            stored = ImageFiles.readValues(file, limits, ContentListener.NONE);
        } catch (ImageFormatException e) {
            return; // a palette, or a kind that is not read: reported below
        }
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (float value : stored.values()) {
            if (Float.isFinite(value)) {
                lowest = Math.min(lowest, value);
                highest = Math.max(highest, value);
            }
        }
        if (lowest <= highest) {
            json.put("lowest", lowest);
            add("highest", highest, String.format(Locale.ROOT, "values: %s to %s", text(lowest), text(highest)));
        }
    }

    private static String text(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.4g", value);
    }

    private void thermalData(ImageFormat format) throws IOException {
        if (format != ImageFormat.JPEG) {
            return;
        }
        Optional<ThermalMaker> maker = ThermalMaker.of(ImageFiles.content(file, limits));
        if (maker.isPresent() && !maker.get().isRead()) {
            add("rawData", maker.get().title(), "raw thermal data: of " + maker.get().title() + ", which are not read");
            return;
        }
        Optional<RadiometricFile> raw = RadiometricFile.read(file, limits);
        if (raw.isPresent()) {
            thermalData(raw.get());
        }
    }

    private void thermalData(RadiometricFile raw) throws ImageFormatException {
        String size = raw.width() + " x " + raw.height();
        add("rawData", raw.maker().title(), "raw thermal data: " + size + " counts of " + raw.camera());
        Thermogram thermogram;
        try {
            thermogram = raw.thermogram(ParameterOverrides.NONE);
        } catch (ImageFormatException e) {
            String fault = String.valueOf(e.getMessage());
            add("thermogramFault", fault, "temperatures: none; " + fault);
            return;
        }
        json.put("thermogram", ReadingReport.asJson(thermogram));
        boolean celsius = thermogram.unit() == Thermogram.Unit.CELSIUS;
        lines.add(String.format(
                Locale.ROOT,
                celsius
                        ? "temperatures: %.2f to %.2f, mean %.2f degrees Celsius, by the parameters that the file states"
                        : "counts: %.0f to %.0f, mean %.1f; no calibration",
                thermogram.lowest(),
                thermogram.highest(),
                thermogram.mean()));
        thermogram
                .origin()
                .parameters()
                .map(ReadingReport::asJson)
                .ifPresent(parameters -> parameters.forEach((name, value) -> lines.add("  " + name + ": " + shortest(value))));
        if (raw.hasVisible()) {
            visible(raw);
        }
    }

    /** Files hold 32 bits; more digits would claim more. */
    private static String shortest(Object value) {
        return value instanceof Double number ? Float.toString(number.floatValue()) : String.valueOf(value);
    }

    private void visible(RadiometricFile raw) throws ImageFormatException {
        Image visible = raw.visible().image();
        ImageSize size = new ImageSize(visible.width(), visible.height());
        json.put("visibleWidth", size.width());
        json.put("visibleHeight", size.height());
        Optional<VisiblePlacement> placement = raw.placement();
        if (placement.isEmpty()) {
            lines.add("visible image: " + size + " pixels; no placement, the same field of view is assumed");
            return;
        }
        ImageSize thermal = new ImageSize(raw.width(), raw.height());
        double left = placement.get().visibleX(0, thermal, size);
        double top = placement.get().visibleY(0, thermal, size);
        double right = placement.get().visibleX(thermal.width(), thermal, size);
        double bottom = placement.get().visibleY(thermal.height(), thermal, size);
        add(
                "placement",
                List.of(left, top, right, bottom),
                String.format(
                        Locale.ROOT,
                        "visible image: %s pixels; the thermal image covers columns %.1f to %.1f, rows %.1f to %.1f",
                        size,
                        left,
                        right,
                        top,
                        bottom));
    }

    private void remarks(ImageDescription description) {
        List<String> notes = description.notes().stream()
                .filter(note -> note.kind() != ImageNote.Kind.RADIOMETRIC || !json.containsKey("thermogram"))
                .map(ImageNote::text)
                .toList();
        json.put("notes", notes);
        notes.forEach(note -> lines.add("note: " + note));
        description.refusal().ifPresent(refusal -> add("refusal", refusal, "not read: " + refusal));
    }

    /** Returns a line for each fact. */
    public String asText() {
        return PrintableText.lines(String.join("\n", lines));
    }

    /** Returns keys and values of the same. */
    public Map<String, ?> asJson() {
        return json;
    }
}
