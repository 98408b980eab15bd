// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

/**
 * The tensors of a batch normalization, all [C].
 *
 * @param weight scale after normalizing
 * @param bias shift after scaling
 * @param runningMean moving average of the batch means; changed in training
 * @param runningVariance moving average of the unbiased batch variances; changed in training
 * @param momentum share of the new batch in the moving averages, 0.1 as published
 * @param epsilon added to the variance under the root, 1e-5 as published
 */
public record BatchNormState(
        Tensor weight, Tensor bias, Tensor runningMean, Tensor runningVariance, double momentum, double epsilon) {}
