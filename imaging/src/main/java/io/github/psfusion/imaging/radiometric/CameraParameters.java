// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

/**
 * Everything by which counts become temperatures.
 *
 * @param planck calibration of the camera
 * @param atmosphere absorption of the air
 * @param object what was measured, and through what
 */
public record CameraParameters(PlanckConstants planck, AtmosphereConstants atmosphere, ObjectParameters object) {
    /** Returns these parameters with another object. */
    public CameraParameters withObject(ObjectParameters other) {
        return new CameraParameters(planck, atmosphere, other);
    }
}
