// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.pairs;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.datasets.InfraredOptions;
import io.github.psfusion.imaging.radiometric.CountScale;
import io.github.psfusion.imaging.radiometric.FalseColorPalette;
import io.github.psfusion.imaging.radiometric.ParameterOverrides;
import io.github.psfusion.imaging.radiometric.TemperatureSpan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How infrared files that hold temperatures, counts or colors of a palette are read. */
public class ThermalFileOptions {
    @Option(
            names = "--radiometric",
            paramLabel = "MODE",
            description =
                    "auto (default): the raw thermal data of a JPEG, where there are any, are the infrared image; off:"
                            + " its rendered image is")
    private InfraredOptions.RawData rawData = InfraredOptions.RawData.AUTO;

    @Option(
            names = "--span",
            paramLabel = "LO..HI",
            description =
                    "temperatures that become black and white in all images, such as 10..40C (default: the 0.1 and"
                            + " 99.9 percentiles over all images, as --ir-range auto)")
    private @Nullable TemperatureSpan span;

    @Option(
            names = "--counts",
            paramLabel = "SCALE",
            description =
                    "what the levels of infrared TIFF and PNG files stand for: K/100, C/10 or GAIN,OFFSET in degrees"
                            + " Celsius")
    private @Nullable CountScale counts;

    @Option(
            names = "--palette",
            paramLabel = "P",
            description =
                    "take the levels of false-color infrared by its palette: iron, rainbow, jet, or an image of the"
                            + " color bar, from left to right or from the bottom to the top from cold to hot")
    private @Nullable FalseColorPalette palette;

    /**
     * Returns the options.
     *
     * @throws UserError if a parameter is impossible
     */
    public final InfraredOptions options() {
        try {
            return new InfraredOptions(
                    rawData,
                    parameters(),
                    Optional.ofNullable(counts),
                    Optional.ofNullable(span),
                    Optional.ofNullable(palette));
        } catch (IllegalArgumentException e) {
            throw UserError.usage(e.getMessage() + ".");
        }
    }

    /** Returns what counts instead of the parameters that a file states. */
    ParameterOverrides parameters() {
        return ParameterOverrides.NONE;
    }
}
