// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.nio.file.Path;

/**
 * A true and a predicted class map of one scene.
 *
 * @param name file name of the true map, without extension
 * @param truth file of the true map
 * @param prediction file of the predicted map
 */
public record LabeledPrediction(String name, Path truth, Path prediction) {}
