// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

/**
 * What a block of a network costs at some size.
 *
 * @param name as the names of its weights begin
 * @param parameters learned ones, and those that weight files hold and nothing reads
 * @param multiplyAccumulates of convolutions and attentions
 * @param fuses whether it is needed when only the fused image is asked for
 */
public record BlockCost(String name, long parameters, long multiplyAccumulates, boolean fuses) {}
