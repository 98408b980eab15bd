// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.datasets.CropGrid.Window;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.ImageNote;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.imaging.geometry.Resampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pair, read, reshaped and completed by derived maps: whatever can fail for this pair alone has been done. */
final class PreparedPair {
    /** Where the files of a pair go. */
    interface Sink {
        /** Takes over a file as it is. */
        void original(ImageRole role, String fileName, Path source) throws IOException;

        /** Takes a new file. */
        void made(ImageRole role, String fileName, byte[] bytes, Path source) throws IOException;
    }

    /** An image that is to be encoded: that of a map has samples value / 255. */
    private record Layer(ImageRole role, Path source, Image image, BitDepth depth) {}

    /** What was read of a file before it was brought to another size. */
    private record Source(ImageRole role, ImageSize size, List<ImageNote> notes) {}

    private final PairFiles pair;
    private final boolean reshaped;
    private final List<Layer> layers;
    private final List<Window> windows;
    private final List<PairWarning> warnings;

    private PreparedPair(
            PairFiles pair, boolean reshaped, List<Layer> layers, List<Window> windows, List<PairWarning> warnings) {
        this.pair = pair;
        this.reshaped = reshaped;
        this.layers = layers;
        this.windows = windows;
        this.warnings = warnings;
    }

    /**
     * Reads a pair.
     *
     * @throws IOException if a file cannot be read, or if sizes differ that no resizing makes equal
     */
    static PreparedPair read(PairFiles pair, PreparationOptions options) throws IOException {
        Reshaping reshaping = options.reshaping();
        boolean reshaped = !(reshaping instanceof Reshaping.None);
        ImageSize size = reshaping instanceof Reshaping.Resize resize
                ? new ImageSize(resize.width(), resize.height())
                : commonSize(pair, options.limits());
        List<Layer> layers = new ArrayList<>();
        List<Source> sources = new ArrayList<>();
        for (ImageRole role : ImageRole.values()) {
            Optional<Path> file = pair.file(role);
            if (file.isPresent() && reshaped) {
                layers.add(layer(role, file.get(), size, options.limits(), sources));
            }
        }
        // From the label at its new size, since resized contours would be of any width; but before cropping, since a
        // contour at the border of a window depends on the pixels outside.
        layers.addAll(derivedLayers(pair, size, options));
        List<Window> windows = reshaping instanceof Reshaping.Crop crop
                ? CropGrid.windows(size.width(), size.height(), crop)
                : List.of(new Window(0, 0, size.width(), size.height()));
        return new PreparedPair(pair, reshaped, layers, windows, warnings(pair, sources, size, reshaping));
    }

    private static ImageSize commonSize(PairFiles pair, DecodeLimits limits) throws IOException {
        ImageSize size = ImageFiles.size(pair.infrared(), limits);
        for (ImageRole role : ImageRole.values()) {
            Optional<Path> file = pair.file(role);
            ImageSize other = file.isPresent() ? ImageFiles.size(file.get(), limits) : size;
            if (!other.equals(size)) {
                throw new DatasetException(file.orElseThrow() + ": " + other + " pixels, but the infrared image "
                        + pair.infrared() + " has " + size + ". "
                        + SizeAdvice.of(size, other, /* turnedApart= */ false));
            }
        }
        return size;
    }

    private static Layer layer(ImageRole role, Path file, ImageSize size, DecodeLimits limits, List<Source> sources)
            throws IOException {
        if (role != ImageRole.INFRARED && role != ImageRole.VISIBLE) {
            sources.add(new Source(role, ImageFiles.size(file, limits), List.of()));
            return new Layer(role, file, levels(map(file, size, limits)), BitDepth.BITS_8);
        }
        DecodedImage decoded = ImageFiles.read(file, limits);
        Image image = decoded.image();
        sources.add(new Source(role, new ImageSize(image.width(), image.height()), decoded.notes()));
        if (image.width() != size.width() || image.height() != size.height()) {
            image = Resampling.bicubic(image, size.width(), size.height());
        }
        boolean highDepth = decoded.depth().bits() > BitDepth.BITS_8.bits();
        return new Layer(role, file, image, highDepth ? BitDepth.BITS_16 : BitDepth.BITS_8);
    }

    /** Images of other proportions can be made of one size, but do not lie on each other then. */
    private static List<PairWarning> warnings(
            PairFiles pair, List<Source> sources, ImageSize size, Reshaping reshaping) {
        List<PairWarning> warnings = new ArrayList<>();
        for (Source source : sources) {
            String file = ImageNames.of(pair.file(source.role).orElseThrow());
            warnings.addAll(PairWarnings.ofNotes(
                    source.notes.stream().map(note -> new ReadNote(file, note)).toList()));
            ImageSize infrared = sources.get(0).size;
            if (!SizeAdvice.isSameAspect(infrared, source.size)) {
                String difference = SizeAdvice.difference(infrared, source.size);
                warnings.add(
                        PairWarning.of(difference + ": the pair will not be registered", file + ": " + difference));
            }
        }
        if (reshaping instanceof Reshaping.Resize
                && !sources.isEmpty()
                && !SizeAdvice.isSameAspect(sources.get(0).size, size)) {
            String text = "the new size has another aspect ratio than the infrared image, which is distorted";
            warnings.add(PairWarning.of(text, text));
        }
        return warnings;
    }

    List<PairWarning> warnings() {
        return warnings;
    }

    /** Reads a label, binary map, boundary map or mask, whose levels must not be mixed on resizing. */
    private static LabelMap map(Path file, ImageSize size, DecodeLimits limits) throws IOException {
        LabelMap map = ImageFiles.readLabels(file, limits);
        return map.width() == size.width() && map.height() == size.height()
                ? map
                : Resampling.nearest(map, size.width(), size.height());
    }

    private static List<Layer> derivedLayers(PairFiles pair, ImageSize size, PreparationOptions options)
            throws IOException {
        List<ImageRole> missing = options.derived().stream()
                .filter(role -> pair.file(role).isEmpty())
                .sorted()
                .toList();
        List<Layer> layers = new ArrayList<>();
        if (pair.label().isPresent() && !missing.isEmpty()) {
            Path file = pair.label().get();
            LabelMap label = map(file, size, options.limits());
            for (ImageRole role : missing) {
                Plane map = LabelDerivation.image(derive(role, label));
                layers.add(new Layer(role, file, map, BitDepth.BITS_8));
            }
        }
        return layers;
    }

    private static LabelMap derive(ImageRole role, LabelMap label) {
        return switch (role) {
            case BINARY -> LabelDerivation.binary(label);
            case BOUNDARY -> LabelDerivation.boundary(label, LabelDerivation.BOUNDARY_RADIUS);
            case MASK -> LabelDerivation.mask(label, LabelDerivation.WARM_CLASSES);
            case INFRARED, VISIBLE, LABEL -> throw new IllegalArgumentException(role + " cannot be derived");
        };
    }

    /** Returns the plane that is stored with the values of the map as its levels. */
    private static Plane levels(LabelMap map) {
        byte[] values = map.toArray();
        float[] samples = new float[values.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (values[i] & 0xFF) / 255f;
        }
        return Plane.wrap(map.width(), map.height(), samples);
    }

    /** Passes the pair's files on, window by window, so that not all of them lie in memory at once. */
    void writeTo(Sink sink) throws IOException {
        if (!reshaped) {
            for (ImageRole role : ImageRole.values()) {
                Optional<Path> file = pair.file(role);
                if (file.isPresent()) {
                    sink.original(role, pair.name() + ImageNames.extension(file.get()), file.get());
                }
            }
        }
        for (Window window : windows) {
            String name = windows.size() == 1 ? pair.name() : pair.name() + "_x" + window.x() + "_y" + window.y();
            for (Layer layer : layers) {
                byte[] bytes = ImageFiles.encode(
                        window.cut(layer.image()), WriteOptions.png().withDepth(layer.depth()));
                String extension = "." + ImageFormat.PNG.extensions().get(0);
                sink.made(layer.role(), name + extension, bytes, layer.source());
            }
        }
    }
}
