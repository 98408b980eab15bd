// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.imaging.numeric.Gradients;
import io.github.psfusion.metrics.CachedFeature;
import io.github.psfusion.metrics.CachedImage;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.metrics.numeric.Spectrum;
import java.util.Locale;

/**
 * Feature mutual information, fast form: in each window of 3 x 3 the features of source and fused image are read as densities
 * {@code p} over nine positions, column by column; {@code 2 I / (h(pS) + h(pF))} of both, where {@code I} comes from the joint density
 *
 * <pre>
 * J = phi * (second difference of H) + (1 - phi) pF pS,   phi = c sS sF / sum(H - PF PS)
 * H(i, j) = min(PF(i), PS(j)) if c >= 0, else max(PF(i) + PS(j) - 1, 0)
 * </pre>
 *
 * <p>with cumulative sums {@code P}, deviations {@code s} and the correlation {@code c} of both densities. The value is the mean over
 * all windows and both sources.
 *
 * <p>0 to 1, higher is better; only windows that lie wholly inside, undefined below 3 pixels a side. Windows of equal features
 * count 1, so all equal images have 1; a flat window is a uniform density. Features: the image, its horizontal gradient, or its
 * orthonormal cosine transform (of smooth synthetic images that is rounding noise, and so is the value). The form on wavelets is left
 * out. No form under {@code legacy}. Haghighat, Aghagolzadeh, Seyedarabi, "A non-reference image fusion metric based on mutual
 * information of image features", Computers and Electrical Engineering 37, 2011; Haghighat, Razian, "Fast-FMI: non-reference image
 * fusion metric", AICT 2014. Reference: the authors' MATLAB program.
 */
public final class FeatureMutualInformation extends StatedMetric {
    private static final CachedFeature<CachedImage, DoubleImage> GRADIENTS =
            image -> Gradients.central(image.samples()).x();
    private static final CachedFeature<CachedImage, DoubleImage> COSINES = image -> Spectrum.cosines(image.samples());

    private final Feature feature;

    /** The feature whose mutual information is measured. */
    public enum Feature {
        /** The gray levels. */
        PIXEL("of gray levels"),
        /** The horizontal gradient. */
        GRADIENT("of gradients"),
        /** The cosine transform of the whole image. */
        DCT("of cosine transforms");

        private final String words;

        Feature(String words) {
            this.words = words;
        }
    }

    /** Makes the metric on one kind of features. */
    public FeatureMutualInformation(Feature feature) {
        super(new MetricDescription(
                "FMI_" + feature.name().toLowerCase(Locale.ROOT),
                "mutual information " + feature.words,
                Direction.HIGHER_IS_BETTER,
                0,
                1,
                FeatureWindow.SIDE,
                "mean over windows 3 x 3 of I(A; F) / (h(A) + h(F)) + I(B; F) / (h(B) + h(F))",
                "Haghighat, Razian, AICT (2014)"));
        this.feature = feature;
    }

    private DoubleImage features(CachedImage image) {
        return switch (feature) {
            case PIXEL -> image.samples();
            case GRADIENT -> image.feature(GRADIENTS);
            case DCT -> image.feature(COSINES);
        };
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        DoubleImage a = features(images.a());
        DoubleImage b = features(images.b());
        DoubleImage f = features(images.f());
        FeatureWindow ofA = new FeatureWindow();
        FeatureWindow ofB = new FeatureWindow();
        FeatureWindow ofF = new FeatureWindow();
        int columns = f.width() - FeatureWindow.SIDE + 1;
        int rows = f.height() - FeatureWindow.SIDE + 1;
        double sum = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                ofA.read(a, x, y);
                ofB.read(b, x, y);
                ofF.read(f, x, y);
                sum += (ofF.information(ofA) + ofF.information(ofB)) / 2;
            }
        }
        return MetricValue.of(sum / ((double) columns * rows));
    }
}
