// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

import java.io.IOException;
import java.util.OptionalDouble;

/** The camera's record in a FLIR block. Positions: the table CameraInfo of ExifTool. */
final class FlirCamera {
    private static final int EMISSIVITY = 0x20;
    private static final int DISTANCE = 0x24;
    private static final int REFLECTED = 0x28;
    private static final int AIR = 0x2C;
    private static final int WINDOW = 0x30;
    private static final int WINDOW_TRANSMISSION = 0x34;
    private static final int HUMIDITY = 0x3C;
    private static final int R1 = 0x58;
    private static final int B = 0x5C;
    private static final int F = 0x60;
    private static final int ALPHA1 = 0x70;
    private static final int ALPHA2 = 0x74;
    private static final int BETA1 = 0x78;
    private static final int BETA2 = 0x7C;
    private static final int X = 0x80;
    private static final int MODEL = 0xD4;
    private static final int MODEL_LENGTH = 32;
    private static final int O = 0x308;
    private static final int R2 = 0x30C;
    /** Some cameras write percent in place of a fraction. */
    private static final double MOST_HUMIDITY = 2;

    private static final double PERCENT = 100;

    private final FlirRecord record;

    FlirCamera(FlirRecord record) {
        this.record = record;
    }

    /** Returns the camera's model; empty if it is not stated. */
    String model() {
        String model = record.text(MODEL, MODEL_LENGTH);
        return model.equals("*") ? "" : model;
    }

    /** Returns the calibration. */
    PlanckConstants planck() {
        double offset = record.int32(O).orElse(0);
        return new PlanckConstants(number(R1, 0), number(R2, 0), number(B, 0), number(F, 1), offset);
    }

    /** Returns the absorption of the air; the usual one where it is not stated. */
    AtmosphereConstants atmosphere() {
        AtmosphereConstants usual = AtmosphereConstants.LONG_WAVE;
        if (number(X, 0) == 0) {
            return usual;
        }
        return new AtmosphereConstants(
                number(ALPHA1, usual.alpha1()),
                number(ALPHA2, usual.alpha2()),
                number(BETA1, usual.beta1()),
                number(BETA2, usual.beta2()),
                number(X, usual.x()));
    }

    /**
     * Returns what was measured, and through what.
     *
     * @param known what counts instead of the stated parameters
     * @throws IOException if a parameter is impossible
     */
    ObjectParameters object(ParameterOverrides known) throws IOException {
        double humidity = number(HUMIDITY, 0);
        try {
            return new ObjectParameters(
                    known.emissivity().orElse(number(EMISSIVITY, 1)),
                    known.distance().orElse(number(DISTANCE, 0)),
                    known.reflected().orElse(celsius(REFLECTED)),
                    celsius(AIR),
                    celsius(WINDOW),
                    number(WINDOW_TRANSMISSION, 1),
                    known.humidity().orElse(humidity > MOST_HUMIDITY ? humidity / PERCENT : humidity));
        } catch (IllegalArgumentException e) {
            throw new IOException("of its stored parameters " + e.getMessage(), e);
        }
    }

    private double number(int at, double otherwise) {
        return record.float32(at).orElse(otherwise);
    }

    private double celsius(int at) {
        OptionalDouble kelvin = record.float32(at);
        return kelvin.orElse(-ObjectParameters.ABSOLUTE_ZERO) + ObjectParameters.ABSOLUTE_ZERO;
    }
}
