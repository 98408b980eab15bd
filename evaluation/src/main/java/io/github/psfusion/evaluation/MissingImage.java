// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.nio.file.Path;

/**
 * A fused image that does not exist.
 *
 * @param entry key of the entry that lacks it
 * @param pair name of the pair
 * @param folder where it was looked for
 */
public record MissingImage(String entry, String pair, Path folder) {}
