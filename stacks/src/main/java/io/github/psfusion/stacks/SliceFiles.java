// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.stacks;

import ij.ImagePlus;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.fiji.FusionException;
import io.github.psfusion.fiji.FusionProgress;
import io.github.psfusion.pipeline.FileErrors;
import io.github.psfusion.pipeline.PairOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * The slices of two images as pairs of files in a folder of their own, which closing removes. On disk, because the intensity window
 * needs all slices before the first is fused, and a stack may be larger than the memory that is left.
 */
final class SliceFiles implements AutoCloseable {
    private final Path folder;
    private final ImagePlus infrared;
    private final ImagePlus visible;
    private final List<PairFiles> pairs;

    private SliceFiles(Path folder, ImagePlus infrared, ImagePlus visible, List<PairFiles> pairs) {
        this.folder = folder;
        this.infrared = infrared;
        this.visible = visible;
        this.pairs = pairs;
    }

    /**
     * Writes the slices.
     *
     * @throws FusionException if the images cannot be a pair
     * @throws IOException if a slice cannot be written
     * @throws CancellationException if that was asked for
     */
    static SliceFiles of(ImagePlus infrared, ImagePlus visible, FusionProgress progress)
            throws FusionException, IOException {
        requirePair(infrared, visible);
        Path folder = Files.createTempDirectory("psfusion-"); // readable by the user alone
        List<PairFiles> pairs = new ArrayList<>();
        SliceFiles files = new SliceFiles(folder, infrared, visible, pairs);
        try {
            for (int slice = 1; slice <= infrared.getStackSize(); slice++) {
                if (progress.isCancelled()) {
                    throw new CancellationException("cancelled");
                }
                String name = String.format(Locale.ROOT, "%07d", slice);
                Path first = SliceEncoder.ofInfrared(infrared).write(slice, folder.resolve("infrared-" + name));
                Path second = SliceEncoder.ofVisible(visible).write(slice, folder.resolve("visible-" + name));
                pairs.add(PairFiles.of(name, first, second));
            }
            return files;
        } catch (IOException | RuntimeException | Error e) {
            files.close();
            throw e;
        }
    }

    private static void requirePair(ImagePlus infrared, ImagePlus visible) throws FusionException {
        for (ImagePlus image : List.of(infrared, visible)) {
            if (image.getNChannels() > 1) {
                throw new FusionException("\"" + image.getTitle() + "\" has " + image.getNChannels()
                        + " channels. Convert it by Image > Type > RGB Color, or take one of them by Image > Color >"
                        + " Split Channels.");
            }
        }
        if (infrared.getStackSize() != visible.getStackSize()) {
            throw new FusionException("\"" + infrared.getTitle() + "\" has " + slices(infrared) + ", but \""
                    + visible.getTitle() + "\" has " + slices(visible)
                    + ". Slices are fused one by one: take stacks of one length, as by Image > Stacks > Tools > Make"
                    + " Substack.");
        }
    }

    private static String slices(ImagePlus image) {
        return image.getStackSize() == 1 ? "1 slice" : image.getStackSize() + " slices";
    }

    /** Returns the pairs, in the order of the slices. */
    List<PairFiles> pairs() {
        return List.copyOf(pairs);
    }

    /** Returns the slice of a pair, from 1. */
    static int slice(PairFiles pair) {
        return Integer.parseInt(pair.name());
    }

    /** Returns how a user calls the slice of a pair. */
    String title(PairFiles pair) {
        return infrared.getStackSize() == 1 ? infrared.getTitle() : infrared.getTitle() + ", slice " + slice(pair);
    }

    /** Returns why a pair was not fused. */
    String message(PairOutcome outcome) {
        return title(outcome.pair()) + " was not fused: "
                + readable(FileErrors.message(outcome.error().orElseThrow()));
    }

    /** Puts titles and slices in place of the names of files. */
    String readable(String text) {
        String readable = text;
        for (PairFiles pair : pairs) {
            if (readable.contains(folder.toString())) {
                readable = readable.replace(pair.infrared().toString(), named(infrared, pair))
                        .replace(pair.visible().toString(), named(visible, pair));
            }
        }
        return readable;
    }

    private static String named(ImagePlus image, PairFiles pair) {
        return "\"" + image.getTitle() + "\"" + (image.getStackSize() == 1 ? "" : ", slice " + slice(pair));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
