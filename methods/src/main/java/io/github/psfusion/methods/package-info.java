// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Fusion methods: the interface of all, and how they are found.
 *
 * <p>A method joins the program by a {@link io.github.psfusion.methods.FusionMethodProvider} named in
 * {@code META-INF/services}; a jar on the class path is enough.
 */
@NullMarked
package io.github.psfusion.methods;

import org.jspecify.annotations.NullMarked;
