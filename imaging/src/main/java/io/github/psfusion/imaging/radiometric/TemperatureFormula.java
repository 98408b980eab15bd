// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

/**
 * Temperatures from counts.
 *
 * <p>With the air's temperature A, its relative humidity H in [0, 1] and the distance d:
 *
 * <pre>
 * h = H exp(1.5587 + 0.06939 A - 2.7816e-4 A^2 + 6.8455e-7 A^3)
 * q = sqrt(d / 2)
 * t = X exp(-q (alpha1 + beta1 sqrt h)) + (1 - X) exp(-q (alpha2 + beta2 sqrt h))
 * raw(T) = R1 / (R2 (exp(B / (T + 273.15)) - F)) - O
 * object = S / (e t W t) - (1 - t)/(e t) raw(A) - (1 - t)/(e t W t) raw(A) - (1 - W)/(e t W) raw(Tw) - (1 - e)/e raw(Tr)
 * T = B / ln(R1 / (R2 (object + O)) + F) - 273.15
 * </pre>
 *
 * <p>S are the counts, e the emissivity, W and Tw transmission and temperature of a window, Tr the reflected temperature. The
 * air lies half before and half behind the window, each part of transmission t. Sources: Minkina and Dudzik, Infrared
 * Thermography: Errors and Uncertainties, 2009; the function raw2temp of the R package Thermimage (Tattersall).
 */
public final class TemperatureFormula {
    private final PlanckConstants planck;
    private final double transmission;
    private final double gain;
    private final double background;

    private TemperatureFormula(PlanckConstants planck, double transmission, double gain, double background) {
        this.planck = planck;
        this.transmission = transmission;
        this.gain = gain;
        this.background = background;
    }

    /** Returns the formula with these parameters. */
    public static TemperatureFormula of(CameraParameters parameters) {
        ObjectParameters object = parameters.object();
        double t = transmission(parameters.atmosphere(), object);
        double e = object.emissivity();
        double w = object.windowTransmission();
        PlanckConstants planck = parameters.planck();
        double air = raw(planck, object.air());
        double background = (1 - t) / (e * t) * air
                + (1 - t) / (e * t * w * t) * air
                + (1 - w) / (e * t * w) * raw(planck, object.window())
                + (1 - e) / e * raw(planck, object.reflected());
        return new TemperatureFormula(planck, t, 1 / (e * t * w * t), background);
    }

    private static double transmission(AtmosphereConstants air, ObjectParameters object) {
        double a = object.air();
        double h = object.humidity() * Math.exp(1.5587 + 0.06939 * a - 2.7816e-4 * a * a + 6.8455e-7 * a * a * a);
        double q = Math.sqrt(object.distance() / 2);
        return air.x() * Math.exp(-q * (air.alpha1() + air.beta1() * Math.sqrt(h)))
                + (1 - air.x()) * Math.exp(-q * (air.alpha2() + air.beta2() * Math.sqrt(h)));
    }

    private static double raw(PlanckConstants p, double celsius) {
        return p.r1() / (p.r2() * (Math.exp(p.b() / (celsius - ObjectParameters.ABSOLUTE_ZERO)) - p.f())) - p.o();
    }

    /** Returns the transmission t of half the air's way. */
    public double transmission() {
        return transmission;
    }

    /** Returns the temperature in degrees Celsius; not a number where no temperature gives these counts. */
    public double celsius(double counts) {
        double object = gain * counts - background;
        double ratio = planck.r1() / (planck.r2() * (object + planck.o())) + planck.f();
        return ratio > 1 && ratio < Double.POSITIVE_INFINITY
                ? planck.b() / Math.log(ratio) + ObjectParameters.ABSOLUTE_ZERO
                : Double.NaN;
    }

    /** Returns the counts of an object of this temperature: the inverse of {@link #celsius}. */
    public double counts(double celsius) {
        return (raw(planck, celsius) + background) / gain;
    }
}
