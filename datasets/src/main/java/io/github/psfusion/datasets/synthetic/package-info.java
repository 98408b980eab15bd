// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Street scenes that the project draws itself: a small deterministic renderer that photographs one world with a visible and
 * an infrared camera, so that a pair is registered to the pixel and its label map is exact.
 *
 * <p>The order in which the classes are best read: {@link io.github.psfusion.datasets.synthetic.SceneGenerator} composes a
 * {@code World} with the painters ({@code StreetPainter}, {@code CarPainter}, ...); {@code Renderer} finds which surface each
 * sample shows, and asks {@code Illumination} and {@code Warmth} what leaves it towards the camera;
 * {@code VisibleCamera} and {@code InfraredCamera} turn that into images with glare, blur and noise.
 *
 * <p>The same seed gives the same bytes on every machine: only {@link StrictMath} and exact operations are used, and every
 * random draw is derived from {@link java.util.SplittableRandom#nextLong()} or from a hash of a position.
 */
@NullMarked
package io.github.psfusion.datasets.synthetic;

import org.jspecify.annotations.NullMarked;
