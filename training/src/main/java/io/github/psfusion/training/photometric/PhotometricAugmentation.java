// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.photometric;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.training.photometric.PhotometricSettings.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The photometric changes of one pair.
 *
 * <p>Appearance (tone curve, contrast, gray, negative, focus) changes both what the network sees and what the loss compares
 * with: the fused image should keep what the sources show, sharp or not. Noise and compression change only what the network
 * sees, so that it learns not to reproduce them.
 *
 * <p>Ranges, all uniform unless stated: exponents 0.5 to 2, uniform in the logarithm; gains 0.6 to 1.6 and offsets -0.25 to 0.25
 * (less where too much would be clipped); standard deviation of blur 0.5 to 1.5 pixels; of noise 0 to 0.03; of infrared banding 0
 * to 0.015; quality of JPEG 30 to 90.
 *
 * @param visible changes of the visible image
 * @param infrared changes of the infrared image
 * @param visibleInput further changes of the network's visible input
 * @param infraredInput further changes of the network's infrared input
 */
public record PhotometricAugmentation(
        List<PhotometricChange> visible,
        List<PhotometricChange> infrared,
        List<PhotometricChange> visibleInput,
        List<PhotometricChange> infraredInput) {
    private static final double LARGEST_EXPONENT = 2;
    private static final double LOWEST_GAIN = 0.6;
    private static final double HIGHEST_GAIN = 1.6;
    private static final double LARGEST_OFFSET = 0.25;
    private static final double LEAST_BLUR = 0.5;
    private static final double MOST_BLUR = 1.5;
    private static final double MOST_NOISE = 0.03;
    private static final double MOST_BANDING = 0.015;
    private static final int LOWEST_QUALITY = 30;
    private static final int HIGHEST_QUALITY = 90;

    /** Nothing changes. */
    public static final PhotometricAugmentation NONE =
            new PhotometricAugmentation(List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public PhotometricAugmentation {
        visible = List.copyOf(visible);
        infrared = List.copyOf(infrared);
        visibleInput = List.copyOf(visibleInput);
        infraredInput = List.copyOf(infraredInput);
    }

    /** Draws the changes of a pair. Each kind has random numbers of its own, so that one does not depend on the others' settings. */
    public static PhotometricAugmentation draw(RandomGenerator random, PhotometricSettings settings) {
        Draws draws = new Draws(settings);
        for (Kind kind : Kind.values()) {
            draws.add(kind, new SplittableRandom(random.nextLong()));
        }
        return new PhotometricAugmentation(draws.visible, draws.infrared, draws.visibleInput, draws.infraredInput);
    }

    /** The changes drawn so far, in the order in which they are applied. */
    private static final class Draws {
        private final PhotometricSettings settings;
        private final List<PhotometricChange> visible = new ArrayList<>();
        private final List<PhotometricChange> infrared = new ArrayList<>();
        private final List<PhotometricChange> visibleInput = new ArrayList<>();
        private final List<PhotometricChange> infraredInput = new ArrayList<>();

        Draws(PhotometricSettings settings) {
            this.settings = settings;
        }

        void add(Kind kind, RandomGenerator random) {
            double probability = settings.probability(kind);
            boolean first = random.nextDouble() < probability;
            boolean second = random.nextDouble() < probability;
            switch (kind) {
                case GAMMA -> {
                    addIf(first, visible, new Gamma(exponent(random)));
                    addIf(second, infrared, new Gamma(exponent(random)));
                }
                case GAIN -> {
                    addIf(first, visible, gainOffset(random));
                    addIf(second, infrared, gainOffset(random));
                }
                case GRAY -> addIf(first, visible, new Grayscale());
                case INVERT -> addIf(first, infrared, new Inversion());
                case BLUR ->
                    addIf(
                            first,
                            random.nextBoolean() ? visible : infrared,
                            new GaussianBlur(between(random, LEAST_BLUR, MOST_BLUR)));
                case NOISE -> {
                    addIf(first, visibleInput, new SensorNoise(between(random, 0, MOST_NOISE), 0, random.nextLong()));
                    addIf(
                            second,
                            infraredInput,
                            new SensorNoise(
                                    between(random, 0, MOST_NOISE),
                                    between(random, 0, MOST_BANDING),
                                    random.nextLong()));
                }
                case JPEG -> {
                    addIf(first, visibleInput, new JpegCompression(quality(random)));
                    addIf(second, infraredInput, new JpegCompression(quality(random)));
                }
            }
        }

        private static void addIf(boolean happens, List<PhotometricChange> changes, PhotometricChange change) {
            if (happens) {
                changes.add(change);
            }
        }

        private static double between(RandomGenerator random, double low, double high) {
            return low + (high - low) * random.nextDouble();
        }

        private static double exponent(RandomGenerator random) {
            return Math.pow(LARGEST_EXPONENT, between(random, -1, 1));
        }

        private static GainOffset gainOffset(RandomGenerator random) {
            return new GainOffset(
                    between(random, LOWEST_GAIN, HIGHEST_GAIN), between(random, -LARGEST_OFFSET, LARGEST_OFFSET));
        }

        private static int quality(RandomGenerator random) {
            return LOWEST_QUALITY + random.nextInt(HIGHEST_QUALITY - LOWEST_QUALITY + 1);
        }
    }

    /** Returns whether nothing changes. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Returns whether the network sees something else than the loss compares with. */
    public boolean degradesInput() {
        return !visibleInput.isEmpty() || !infraredInput.isEmpty();
    }

    /**
     * Applies the changes.
     *
     * @param visibleImage samples in [0, 1]
     * @param infraredImage of the same size, samples in [0, 1]
     * @param hasTargets whether salient targets are in the pair: hot must stay bright then, and nothing is inverted
     */
    public PhotometricPair apply(ColorImage visibleImage, Plane infraredImage, boolean hasTargets) {
        ColorImage changedVisible = changed(visibleImage, visible).toColor();
        List<PhotometricChange> kept = infrared.stream()
                .filter(change -> !(hasTargets && change instanceof Inversion))
                .toList();
        Plane changedInfrared = changed(infraredImage, kept).luminance();
        return new PhotometricPair(
                changedVisible,
                changedInfrared,
                changed(changedVisible, visibleInput).toColor(),
                changed(changedInfrared, infraredInput).luminance());
    }

    private static Image changed(Image image, List<PhotometricChange> changes) {
        Image changed = image;
        for (PhotometricChange change : changes) {
            changed = change.apply(changed);
        }
        return changed;
    }
}
