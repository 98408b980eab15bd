// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.util.List;
import java.util.Locale;

/** What the pairs of a data set are used for. */
public enum Split {
    /** Pairs to train on. */
    TRAIN,
    /** Pairs to watch a training by; never trained on. */
    VALIDATION,
    /** Pairs to report figures on; never trained on. */
    TEST;

    /** Returns the names that published data sets give to the split's folder, in lower case, the preferred one first. */
    public List<String> folderNames() {
        return this == VALIDATION ? List.of("validation", "val") : List.of(folderName());
    }

    /** Returns the name of the split's folder: {@code train}, {@code validation} or {@code test}. */
    public String folderName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
