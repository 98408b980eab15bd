// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import io.github.psfusion.datasets.InfraredOptions;
import io.github.psfusion.datasets.LevelCounts;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.imaging.codec.DecodeLimits;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;

/** What all tasks of a job share; sent once to each executor. */
final class JobContext implements Serializable {
    private static final long serialVersionUID = 1L;

    private final SerializableConfiguration configuration;
    private final JobSettings settings;
    private final byte[] levels;

    /**
     * Joins what tasks share.
     *
     * @param configuration of the file systems
     * @param settings what the job does
     * @param levels the counts of levels of all images, as {@link LevelCounts#toBytes} writes them
     */
    JobContext(SerializableConfiguration configuration, JobSettings settings, byte[] levels) {
        this.configuration = configuration;
        this.settings = settings;
        this.levels = levels.clone();
    }

    /** Returns what the job does. */
    JobSettings settings() {
        return settings;
    }

    /** Returns the configuration of the file systems. */
    Configuration hadoop() {
        return configuration.value();
    }

    /** Returns the store of a folder of the job. */
    ImageStore store(String uri) throws IOException {
        return ImageStore.of(uri, hadoop());
    }

    /** Returns a reader with the windows of all pairs. */
    PairReader reader() throws IOException {
        return PairReader.of(
                LevelCounts.parse(levels), settings.windows(), InfraredOptions.DEFAULTS, DecodeLimits.defaults());
    }
}
