// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.fiji;

import ij.IJ;

/** Shows progress in the status bar of ImageJ and warnings in its log; the key Esc cancels. */
final class ImageJProgress implements FusionProgress {
    /** Forgets an Esc that was pressed before. */
    ImageJProgress() {
        IJ.resetEscape();
    }

    @Override
    public void done(int slices, int all) {
        IJ.showStatus("Fusing " + slices + "/" + all);
        IJ.showProgress(slices, all);
    }

    @Override
    public void warn(String text) {
        IJ.log("PSFusion: " + text);
    }

    @Override
    public boolean isCancelled() {
        return IJ.escapePressed();
    }
}
