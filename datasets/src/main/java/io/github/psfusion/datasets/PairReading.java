// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.radiometric.Thermogram;
import java.util.Optional;

/**
 * How the images of a pair were read.
 *
 * @param infrared the intensity window of the infrared image
 * @param visible the intensity window of the visible image
 * @param thermogram the temperatures or counts of the infrared file on the grid of its sensor, if it holds any
 */
public record PairReading(AppliedWindow infrared, AppliedWindow visible, Optional<Thermogram> thermogram) {}
