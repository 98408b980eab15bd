// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/**
 * What both cameras need to know of a surface.
 *
 * @param reflectance share of visible light that is scattered back, per color
 * @param emission visible light of its own, as radiance
 * @param heat its infrared side
 * @param texture pattern over the reflectance
 * @param gloss share of mirror-like reflection at steep view, 0 matt to 1
 * @param objectClass class in the label map
 */
record Surface(Color reflectance, Color emission, Heat heat, Texture texture, double gloss, ObjectClass objectClass) {

    /**
     * The infrared side of a surface.
     *
     * @param temperature its temperature without sun, in degrees Celsius
     * @param sunWarming how many degrees full sun adds
     * @param emissivity share of its own radiation in what leaves it; the rest is reflected sky
     * @param unevenness how many degrees the texture's full range makes
     */
    record Heat(double temperature, double sunWarming, double emissivity, double unevenness) {
        static Heat of(double temperature) {
            return new Heat(temperature, 5, 0.95, 1);
        }

        Heat warmedBySun(double degrees) {
            return new Heat(temperature, degrees, emissivity, unevenness);
        }

        Heat withEmissivity(double share) {
            return new Heat(temperature, sunWarming, share, unevenness);
        }

        Heat uneven(double degrees) {
            return new Heat(temperature, sunWarming, emissivity, degrees);
        }
    }

    static Surface matt(Color reflectance, Heat heat) {
        return new Surface(reflectance, Color.BLACK, heat, Texture.PLAIN, 0, ObjectClass.UNLABELED);
    }

    static Surface matt(int displayColor, double temperature) {
        return matt(Color.ofDisplay(displayColor), Heat.of(temperature));
    }

    Surface emitting(Color light) {
        return new Surface(reflectance, light, heat, texture, gloss, objectClass);
    }

    Surface textured(Texture pattern) {
        return new Surface(reflectance, emission, heat, pattern, gloss, objectClass);
    }

    Surface glossy(double share) {
        return new Surface(reflectance, emission, heat, texture, share, objectClass);
    }

    Surface heated(Heat other) {
        return new Surface(reflectance, emission, other, texture, gloss, objectClass);
    }

    Surface of(ObjectClass other) {
        return new Surface(reflectance, emission, heat, texture, gloss, other);
    }

    /** Returns the same surface, lighter or darker. */
    Surface shaded(double factor) {
        return new Surface(reflectance.times(factor), emission, heat, texture, gloss, objectClass);
    }
}
