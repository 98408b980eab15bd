// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.fiji;

/** Takes the progress of a fusion and decides whether it continues. */
public interface FusionProgress {
    /** Shows nothing and never cancels. */
    FusionProgress NONE = new FusionProgress() {
        @Override
        public void done(int slices, int all) {}

        @Override
        public void warn(String text) {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /**
     * Some slices are done.
     *
     * @param slices number of slices that are done
     * @param all number of slices
     */
    void done(int slices, int all);

    /** Something may not be as the user means it, or a slice could not be fused. */
    void warn(String text);

    /** Returns whether the user wants to end the work; asked often. */
    boolean isCancelled();
}
