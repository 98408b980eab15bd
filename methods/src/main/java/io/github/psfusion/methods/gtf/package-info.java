// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Gradient transfer fusion (GTF): the fused image has the levels of the infrared image and the gradients of the visible one.
 *
 * <p>J. Ma, C. Chen, C. Li, J. Huang, "Infrared and visible image fusion via gradient transfer and total variation
 * minimization", Information Fusion 31, 2016.
 */
@NullMarked
package io.github.psfusion.methods.gtf;

import org.jspecify.annotations.NullMarked;
