// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

/**
 * A pair from which a rig is calibrated.
 *
 * @param infrared infrared image
 * @param visible visible image
 * @param source its name and the digests of its files
 */
public record CalibrationPair(SourceImage infrared, SourceImage visible, Rig.Source source) {}
