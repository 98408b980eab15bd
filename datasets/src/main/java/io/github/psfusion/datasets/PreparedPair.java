// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.datasets.CropGrid.Window;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ContentListener;
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

    /** What every file of a pair is brought to: the part of it that is used, and the size of the result. */
    private record Target(PairFiles pair, Optional<Registered> alignment, ImageSize size, DecodeLimits limits) {}

    /** The images of a pair that lie on each other in a part of the visible one, on which the maps of the pair were drawn. */
    private record Registered(UnalignedPair pair, Image infrared, Window part) {
        static Registered of(PairFiles files, PairAlignment alignment, DecodeLimits limits) throws IOException {
            // The window serves to find edges; levels stay as they are stored.
            PairReader reader = PairReader.of(List.of(files), PairWindows.defaults(), limits, () -> {});
            UnalignedPair pair = reader.readUnaligned(files);
            PairAlignment.AlignedInfrared aligned = alignment.align(pair);
            return new Registered(
                    pair, aligned.infrared(), new Window(aligned.x(), aligned.y(), aligned.width(), aligned.height()));
        }

        Image image(ImageRole role) {
            return part.cut(
                    role == ImageRole.INFRARED ? infrared : decoded(role).image());
        }

        DecodedImage decoded(ImageRole role) {
            return role == ImageRole.INFRARED ? pair.decodedInfrared() : pair.decodedVisible();
        }
    }

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
        boolean reshaped =
                !options.takesFiles() || pair.isOneFile() || !pair.margin().isNone();
        Target target = target(pair, options);
        ImageSize size = target.size;
        List<Layer> layers = new ArrayList<>();
        List<Source> sources = new ArrayList<>();
        for (ImageRole role : ImageRole.values()) {
            Optional<Path> file = pair.file(role);
            if (file.isPresent() && reshaped) {
                layers.add(layer(role, file.get(), target, sources));
            }
        }
        // From the label at its new size, since resized contours would be of any width; but before cropping, since a
        // contour at the border of a window depends on the pixels outside.
        layers.addAll(derivedLayers(pair, target, options));
        List<Window> windows = reshaping instanceof Reshaping.Crop crop
                ? CropGrid.windows(size.width(), size.height(), crop)
                : List.of(new Window(0, 0, size.width(), size.height()));
        return new PreparedPair(pair, reshaped, layers, windows, warnings(pair, sources, target, reshaping));
    }

    private static Target target(PairFiles pair, PreparationOptions options) throws IOException {
        Optional<Registered> alignment = options.alignment().isEmpty()
                ? Optional.empty()
                : Optional.of(Registered.of(pair, options.alignment().get(), options.limits()));
        ImageSize size;
        if (options.reshaping() instanceof Reshaping.Resize resize) {
            size = new ImageSize(resize.width(), resize.height());
        } else if (alignment.isPresent()) {
            size = new ImageSize(
                    alignment.get().part.width(), alignment.get().part.height());
        } else {
            size = pair.margin().inside(commonSize(pair, options.limits()), pair.infrared());
        }
        return new Target(pair, alignment, size, options.limits());
    }

    private static ImageSize commonSize(PairFiles pair, DecodeLimits limits) throws IOException {
        ImageSize size = ImageFiles.size(pair.infrared(), limits);
        for (ImageRole role : ImageRole.values()) {
            Optional<Path> file = pair.file(role);
            ImageSize other = file.isPresent() ? ImageFiles.size(file.get(), limits) : size;
            if (!other.equals(size)) {
                throw new DatasetException(file.orElseThrow() + ": " + other + " pixels, but the infrared image "
                        + pair.infrared() + " has " + size + ". "
                        + (role == ImageRole.VISIBLE
                                ? SizeAdvice.of(size, other, /* turnedApart= */ false)
                                : "A map must have the size of its pair."));
            }
        }
        return size;
    }

    private static Layer layer(ImageRole role, Path file, Target target, List<Source> sources) throws IOException {
        ImageSize size = target.size;
        if (role != ImageRole.INFRARED && role != ImageRole.VISIBLE) {
            sources.add(new Source(role, ImageFiles.size(file, target.limits), List.of()));
            return new Layer(role, file, levels(map(file, target)), BitDepth.BITS_8);
        }
        DecodedImage decoded = target.alignment.isPresent()
                ? target.alignment.get().decoded(role)
                : target.pair.margin().cut(decoded(role, file, target), file);
        Image image = target.alignment.isPresent() ? target.alignment.get().image(role) : decoded.image();
        sources.add(new Source(role, new ImageSize(image.width(), image.height()), decoded.notes()));
        if (image.width() != size.width() || image.height() != size.height()) {
            image = Resampling.bicubic(image, size.width(), size.height());
        }
        boolean highDepth = decoded.depth().bits() > BitDepth.BITS_8.bits();
        return new Layer(role, file, image, highDepth ? BitDepth.BITS_16 : BitDepth.BITS_8);
    }

    private static DecodedImage decoded(ImageRole role, Path file, Target target) throws IOException {
        if (target.pair.isOneFile() && FourChannels.areIn(file, target.limits)) {
            FourChannels channels = FourChannels.read(file, target.limits, ContentListener.NONE);
            return role == ImageRole.INFRARED ? channels.infrared() : channels.visible();
        }
        return ImageFiles.read(file, target.limits);
    }

    /** Images of other proportions can be made of one size, but are not registered then. */
    private static List<PairWarning> warnings(
            PairFiles pair, List<Source> sources, Target target, Reshaping reshaping) {
        List<PairWarning> warnings = new ArrayList<>();
        for (Source source : sources) {
            String file = ImageNames.of(pair.file(source.role).orElseThrow());
            warnings.addAll(PairWarnings.ofNotes(
                    source.notes.stream().map(note -> new ReadNote(file, note)).toList()));
            ImageSize infrared = sources.get(0).size;
            if (target.alignment.isEmpty() && !SizeAdvice.isSameAspect(infrared, source.size)) {
                String difference = SizeAdvice.difference(infrared, source.size);
                warnings.add(
                        PairWarning.of(difference + ": the pair will not be registered", file + ": " + difference));
            }
        }
        if (reshaping instanceof Reshaping.Resize
                && !sources.isEmpty()
                && !SizeAdvice.isSameAspect(sources.get(0).size, target.size)) {
            String text = "the new size has another aspect ratio than the infrared image, which is distorted";
            warnings.add(PairWarning.of(text, text));
        }
        return warnings;
    }

    List<PairWarning> warnings() {
        return warnings;
    }

    /** Reads a label, binary map, boundary map or mask, whose levels must not be mixed on resizing. */
    private static LabelMap map(Path file, Target target) throws IOException {
        LabelMap map = target.pair.margin().cut(ImageFiles.readLabels(file, target.limits), file);
        ImageSize size = target.size;
        if (target.alignment.isPresent()) {
            Image visible = target.alignment.get().pair.visible();
            if (map.width() != visible.width() || map.height() != visible.height()) {
                throw new DatasetException(file + ": " + new ImageSize(map.width(), map.height())
                        + " pixels, but the visible image, onto which the pair is aligned, has "
                        + new ImageSize(visible.width(), visible.height())
                        + ". A map must have been drawn on the visible image.");
            }
            map = target.alignment.get().part.cut(map);
        }
        return map.width() == size.width() && map.height() == size.height()
                ? map
                : Resampling.nearest(map, size.width(), size.height());
    }

    private static List<Layer> derivedLayers(PairFiles pair, Target target, PreparationOptions options)
            throws IOException {
        List<ImageRole> missing = options.derived().stream()
                .filter(role -> pair.file(role).isEmpty())
                .sorted()
                .toList();
        List<Layer> layers = new ArrayList<>();
        if (pair.label().isPresent() && !missing.isEmpty()) {
            Path file = pair.label().get();
            LabelMap label = map(file, target);
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
