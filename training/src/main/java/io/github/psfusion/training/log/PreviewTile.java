// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import io.github.psfusion.imaging.Image;

/**
 * An image of a preview.
 *
 * @param title the heading of its column; tiles of one title are in one column
 * @param image what is shown
 */
public record PreviewTile(String title, Image image) {}
