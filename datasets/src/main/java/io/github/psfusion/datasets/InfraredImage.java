// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.radiometric.RadiometricFile;
import io.github.psfusion.imaging.radiometric.Thermogram;
import java.util.Optional;

/**
 * An infrared image as it was read.
 *
 * @param decoded its levels
 * @param thermogram the temperatures or counts that the levels are made of
 * @param radiometric the raw data that they come from
 */
record InfraredImage(
        DecodedImage decoded, Optional<Thermogram> thermogram, Optional<RadiometricFile> radiometric) {
    static InfraredImage of(DecodedImage decoded) {
        return new InfraredImage(decoded, Optional.empty(), Optional.empty());
    }

    boolean isCelsius() {
        return thermogram.isPresent() && thermogram.get().unit() == Thermogram.Unit.CELSIUS;
    }
}
