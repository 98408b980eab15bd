// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.training.log.PreviewImage;
import io.github.psfusion.training.log.PreviewTile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An image of the tiles of a few held-out pairs, one row for each pair; see {@link TrainingTask#previewTiles}. */
final class PreviewSheet {
    /** The most pairs of a preview. */
    static final int MAX_ROWS = 4;

    private PreviewSheet() {}

    /**
     * Writes {@code step-00001000.png} into the folder, which is made if need be.
     *
     * @return the file; empty if the task has no tiles
     */
    static <O> Optional<Path> write(Validation<O> validation, TrainingTask<O> task, Path folder, long step)
            throws IOException {
        List<PreviewImage.Row> rows = new ArrayList<>();
        validation.forEach(MAX_ROWS, (sample, outputs) -> {
            List<PreviewTile> tiles = task.previewTiles(sample, outputs);
            if (!tiles.isEmpty()) {
                rows.add(new PreviewImage.Row(sample.name(), tiles));
            }
        });
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        byte[] png = new PreviewImage(rows).png(); // may fail; then no folder is left
        AtomicFile.makeFolder(folder);
        Path file = folder.resolve(String.format(Locale.ROOT, "step-%08d.png", step));
        AtomicFile.write(file, png);
        return Optional.of(file);
    }
}
