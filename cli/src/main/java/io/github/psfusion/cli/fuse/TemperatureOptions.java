// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.datasets.InfraredOptions;
import io.github.psfusion.imaging.radiometric.CountScale;
import io.github.psfusion.imaging.radiometric.ParameterOverrides;
import io.github.psfusion.imaging.radiometric.TemperatureSpan;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How infrared files that hold temperatures or counts are read. */
final class TemperatureOptions {
    @Option(
            names = "--radiometric",
            paramLabel = "MODE",
            description = "auto (default): the raw thermal data of a JPEG, where there are any, are the infrared image; off:"
                    + " its rendered image is")
    private InfraredOptions.RawData rawData = InfraredOptions.RawData.AUTO;

    @Option(
            names = "--span",
            paramLabel = "LO..HI",
            description = "temperatures that become black and white in all images, such as 10..40C (default: the 0.1 and"
                    + " 99.9 percentiles over all images, as --ir-range auto)")
    private @Nullable TemperatureSpan span;

    @Option(
            names = "--counts",
            paramLabel = "SCALE",
            description = "what the levels of infrared TIFF and PNG files stand for: K/100, C/10 or GAIN,OFFSET in degrees"
                    + " Celsius")
    private @Nullable CountScale counts;

    @Option(names = "--emissivity", paramLabel = "E", description = "of the object, 0 to 1, in place of the file's value")
    private @Nullable Double emissivity;

    @Option(names = "--reflected", paramLabel = "C", description = "reflected temperature in degrees Celsius")
    private @Nullable Double reflected;

    @Option(names = "--distance", paramLabel = "M", description = "distance of the object in meters")
    private @Nullable Double distance;

    @Option(names = "--humidity", paramLabel = "H", description = "relative humidity of the air, 0 to 1")
    private @Nullable Double humidity;

    /**
     * Returns the options.
     *
     * @throws UserError if a parameter is impossible
     */
    InfraredOptions options() {
        try {
            ParameterOverrides known =
                    new ParameterOverrides(number(emissivity), number(reflected), number(distance), number(humidity));
            return new InfraredOptions(rawData, known, Optional.ofNullable(counts), Optional.ofNullable(span));
        } catch (IllegalArgumentException e) {
            throw UserError.usage(e.getMessage() + ".");
        }
    }

    private static OptionalDouble number(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
