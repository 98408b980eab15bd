// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

/**
 * One of the files in which the weights of a network were published.
 *
 * @param title what it holds, such as {@code encoder}
 * @param file its published name
 * @param keys by which it is recognized
 */
public record WeightPart(String title, String file, WeightSignature keys) {}
