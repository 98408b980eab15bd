// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/**
 * What those who decide about a scene share.
 *
 * @param world receives the surfaces and lamps
 * @param street the cross-section of the street
 * @param plots the places taken so far
 * @param eye where the camera stands
 */
record Site(World world, Street street, Plots plots, Vec eye) {}
