// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The plug-in for ImageJ and Fiji: its menu entry, its dialog, and the loader of what it fuses with.
 *
 * <p>Compiled for Java 8 and without a dependency that Fiji does not have, so that an old Fiji can load it and shows what it
 * lacks. What computes needs Java 17 and lies in a folder of its own; {@link io.github.psfusion.fiji.ImageFusion} is the line
 * between both. The annotations of jspecify, which mark absent values elsewhere, name a kind of element that Java 8 lacks.
 */
package io.github.psfusion.fiji;
