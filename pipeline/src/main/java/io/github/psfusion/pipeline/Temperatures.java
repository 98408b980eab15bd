// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairReading;
import io.github.psfusion.imaging.radiometric.Thermogram;
import io.github.psfusion.methods.ExtraOutput;
import io.github.psfusion.methods.FusionResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Temperatures that infrared files hold, as an output beside the fused image. */
public final class Temperatures {
    /** The temperatures in degrees Celsius on the grid of the sensor; an output of the pipeline, not of a method. */
    public static final ExtraOutput OUTPUT = new ExtraOutput(
            "temperature",
            ExtraOutput.Kind.VALUES,
            "temperatures in degrees Celsius, where the infrared file holds them");

    private Temperatures() {}

    /**
     * Makes sure that there are temperatures to write.
     *
     * @throws PipelineException if there are none
     */
    public static void require(PairFiles pair, FusionResult result) {
        if (!result.extra().containsKey(OUTPUT.name())) {
            throw new PipelineException(
                    PipelineException.Reason.INPUT,
                    pair.infrared()
                            + ": it holds no temperatures to save. Leave temperature out of --save, or state what"
                            + " its levels stand for by --counts, such as --counts K/100.");
        }
    }

    /** Adds the temperatures of a pair to its results, if it has any. */
    static FusionResult add(LoadedPair loaded, FusionResult fused) {
        Optional<Thermogram> celsius = loaded.reading()
                .flatMap(PairReading::thermogram)
                .filter(thermogram -> thermogram.unit() == Thermogram.Unit.CELSIUS);
        if (celsius.isEmpty()) {
            return fused;
        }
        Map<String, FusionResult.Extra> extra = new LinkedHashMap<>(fused.extra());
        Thermogram found = celsius.get();
        extra.put(OUTPUT.name(), new FusionResult.Values(found.width(), found.height(), found.values()));
        return new FusionResult(fused.image(), extra);
    }
}
