// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.datasets.PairImages;
import io.github.psfusion.downstream.onnx.OnnxSegmenter;
import io.github.psfusion.imaging.LabelMap;
import java.io.IOException;
import java.util.Map;

/** Something that is used as it is and gives each pixel of a pair a class of the data set. */
interface PairSegmenter extends AutoCloseable {
    /** Returns a map of the size of the pair. */
    LabelMap predict(PairImages pair) throws IOException;

    /** Returns what bears on the maps, for records, in order. */
    Map<String, String> facts() throws IOException;

    @Override
    void close();

    /** Returns the segmenter of the visible images, in whose place a row has its own; closing it does nothing. */
    static PairSegmenter of(OnnxSegmenter segmenter) {
        return new PairSegmenter() {
            @Override
            public LabelMap predict(PairImages pair) throws IOException {
                return segmenter.predict(pair.images().visible(), pair.images().name());
            }

            @Override
            public Map<String, String> facts() throws IOException {
                return segmenter.facts();
            }

            @Override
            public void close() {
                // the caller who opened the segmenter closes it
            }
        };
    }
}
