// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.radiometric.CountScale;
import io.github.psfusion.imaging.radiometric.FalseColorPalette;
import io.github.psfusion.imaging.radiometric.ParameterOverrides;
import io.github.psfusion.imaging.radiometric.TemperatureSpan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How infrared files that hold temperatures or counts are read.
 *
 * @param rawData what happens to raw thermal data in JPEG files
 * @param parameters what counts instead of the parameters that a file states
 * @param counts what counts stand for, also those of TIFF and PNG files and of files without a calibration
 * @param span the temperatures that become black and white in all images; else the intensity window decides
 * @param palette the colors of false-color images, whose levels are read in place of their brightness
 */
public record InfraredOptions(
        RawData rawData,
        ParameterOverrides parameters,
        Optional<CountScale> counts,
        Optional<TemperatureSpan> span,
        Optional<FalseColorPalette> palette) {
    /** Raw data are read, everything else is as the files state it. */
    public static final InfraredOptions DEFAULTS = new InfraredOptions(
            RawData.AUTO, ParameterOverrides.NONE, Optional.empty(), Optional.empty(), Optional.empty());

    /** What happens to raw thermal data in JPEG files. */
    public enum RawData {
        /** They are the infrared image where there are any. */
        AUTO,
        /** The rendered image is the infrared image. */
        OFF
    }

    /** Returns the options that differ from {@link #DEFAULTS}, by name, for records of how something was measured. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        if (rawData == RawData.OFF) {
            settings.put("raw thermal data", "off");
        }
        span.ifPresent(given -> settings.put("span", given.low() + ".." + given.high() + "C"));
        counts.ifPresent(given -> settings.put("counts", given.text()));
        palette.ifPresent(given -> settings.put("palette", given.name()));
        parameters.replaced().forEach((name, value) -> settings.put(name, value.toString()));
        return settings;
    }

    /** Returns whether these options make sense for temperatures alone. */
    boolean needTemperatures() {
        return span.isPresent() || !parameters.isEmpty();
    }
}
