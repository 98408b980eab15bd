// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.tardal;

import io.github.psfusion.networks.layers.BatchNorm2d;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The statistics by which batch norms normalize in evaluation. */
enum NormStatistics {
    /**
     * Those that the weights were trained for: a file whose batch norms have counted no pass has no running statistics. So has the
     * authors' default model, which is evaluated with the statistics of the image; the other two have counted.
     */
    AUTO,
    /** Those of the image itself. */
    IMAGE,
    /** The running ones of training. */
    RUNNING;

    boolean areRunning(BatchNorm2d norm) {
        return this == AUTO ? norm.hasRunningStatistics() : this == RUNNING;
    }

    /** Returns the names by which users know them, the default first. */
    static List<String> names() {
        return Arrays.stream(values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    static NormStatistics of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
