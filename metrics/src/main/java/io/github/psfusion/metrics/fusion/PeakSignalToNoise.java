// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;

/**
 * Peak signal to noise ratio: {@code PSNR = 10 log10(255^2 / m)} decibels, at most 100, with
 * {@code m = (mean((A - F)^2) + mean((B - F)^2)) / 2} in gray levels.
 *
 * <p>0 to 100 dB, higher is better, no border; 100 if all three images are equal, constant or not. {@code legacy} takes
 * the largest level of F for the peak and has no cap: infinite if all are equal, minus infinity for a black F, NaN if all
 * are black. {@code authors2022} lies {@code 20 log10 255} = 48.13 dB higher, since it takes the error on [0, 1] and the
 * peak as 255. Reference: the formula; {@code legacy}: the Python evaluator of MMIF-CDDFuse; {@code authors2022}: the MATLAB
 * evaluation of PSFusion's authors (Linfeng-Tang/Evaluation-for-Image-Fusion).
 */
public final class PeakSignalToNoise extends StatedMetric {
    private static final double WHITE = 255;
    private static final double CAP = 100;

    /** Makes the metric. */
    public PeakSignalToNoise() {
        super(
                new MetricDescription(
                        "PSNR",
                        "peak signal to noise ratio in decibels",
                        Direction.HIGHER_IS_BETTER,
                        0,
                        CAP,
                        1,
                        "10 log10(255^2 / m), m = (mean((A - F)^2) + mean((B - F)^2)) / 2",
                        "as in Ma, Ma, Li, Information Fusion 45, 153 (2019)"),
                Protocol.LEGACY,
                Protocol.AUTHORS_2022);
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        double error = PixelSums.of(images).meanSquaredError();
        if (protocol == Protocol.LEGACY) {
            return MetricValue.of(decibels(images.f().histogram().greatest(), error));
        }
        double ratio = Math.min(decibels(WHITE, error), CAP);
        return MetricValue.of(protocol == Protocol.AUTHORS_2022 ? ratio + 20 * Math.log10(WHITE) : ratio);
    }

    private static double decibels(double peak, double error) {
        return 10 * Math.log10(peak * peak / error);
    }
}
