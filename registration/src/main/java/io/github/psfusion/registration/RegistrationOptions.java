// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

/**
 * What is looked for.
 *
 * @param model what the map may do
 * @param range how far the images may be apart
 */
public record RegistrationOptions(WarpModel model, SearchRange range) {
    /** Returns an affine map in the narrow range. */
    public static RegistrationOptions defaults() {
        return new RegistrationOptions(WarpModel.AFFINE, SearchRange.NARROW);
    }

    /** Returns these options with another model. */
    public RegistrationOptions withModel(WarpModel newModel) {
        return new RegistrationOptions(newModel, range);
    }

    /** Returns these options with another range. */
    public RegistrationOptions withRange(SearchRange newRange) {
        return new RegistrationOptions(model, newRange);
    }
}
