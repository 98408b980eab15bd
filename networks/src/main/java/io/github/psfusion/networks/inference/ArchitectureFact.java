// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

/**
 * A number that the layers of a network depend on, read from the shape of a weight.
 *
 * @param name in weight files' metadata, such as {@code classes}
 * @param weight key of the weight
 * @param dimension of its shape
 * @param least the least possible value
 * @param greatest the greatest possible value
 * @param published the value of the published network
 */
public record ArchitectureFact(String name, String weight, int dimension, int least, int greatest, int published) {}
