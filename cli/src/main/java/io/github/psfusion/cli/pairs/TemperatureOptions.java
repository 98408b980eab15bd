// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.pairs;

import io.github.psfusion.imaging.radiometric.ParameterOverrides;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@link ThermalFileOptions} and the parameters from which temperatures are computed. */
public final class TemperatureOptions extends ThermalFileOptions {
    /** All options, for commands that refuse them where they read no images. */
    public static final List<String> NAMES = List.of(
            "--radiometric",
            "--span",
            "--counts",
            "--palette",
            "--emissivity",
            "--reflected",
            "--distance",
            "--humidity");

    @Option(
            names = "--emissivity",
            paramLabel = "E",
            description = "of the object, 0 to 1, in place of the file's value")
    private @Nullable Double emissivity;

    @Option(names = "--reflected", paramLabel = "C", description = "reflected temperature in degrees Celsius")
    private @Nullable Double reflected;

    @Option(names = "--distance", paramLabel = "M", description = "distance of the object in meters")
    private @Nullable Double distance;

    @Option(names = "--humidity", paramLabel = "H", description = "relative humidity of the air, 0 to 1")
    private @Nullable Double humidity;

    @Override
    ParameterOverrides parameters() {
        return new ParameterOverrides(number(emissivity), number(reflected), number(distance), number(humidity));
    }

    private static OptionalDouble number(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
