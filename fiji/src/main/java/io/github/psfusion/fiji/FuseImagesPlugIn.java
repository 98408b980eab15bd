// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.fiji;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.plugin.PlugIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The menu entry <i>Plugins &gt; Fusion &gt; Fuse Infrared and Visible...</i> of ImageJ. */
public final class FuseImagesPlugIn implements PlugIn {
    static final String TITLE = "Fuse Infrared and Visible";

    /** Called by ImageJ. */
    public FuseImagesPlugIn() {}

    @Override
    public void run(String argument) {
        try {
            ImageFusion fusion = FusionLibrary.installed();
            Optional<FusionRequest> request = new FusionDialog(openImages(), fusion.methods()).ask();
            if (request.isPresent()) {
                fusion.fuse(request.get(), new ImageJProgress()).show();
            }
        } catch (FusionException e) {
            IJ.error(TITLE, e.getMessage()); // ends a macro, too
        } catch (CancellationException e) {
            IJ.showStatus("Fusion cancelled");
        } finally {
            IJ.showProgress(1.0);
        }
    }

    /** Returns the open images, also those that a macro in batch mode does not show. */
    private static List<ImagePlus> openImages() throws FusionException {
        List<ImagePlus> images = new ArrayList<>();
        int[] ids = WindowManager.getIDList();
        for (int id : ids == null ? new int[0] : ids) {
            ImagePlus image = WindowManager.getImage(id);
            if (image != null) {
                images.add(image);
            }
        }
        if (images.size() < 2) {
            throw new FusionException("Two open images are needed, an infrared and a visible one of the same scene;"
                    + " there " + (images.isEmpty() ? "is none." : "is one."));
        }
        return images;
    }
}
