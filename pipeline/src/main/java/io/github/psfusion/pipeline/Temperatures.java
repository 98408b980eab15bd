// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.PairReading;
import io.github.psfusion.imaging.radiometric.CameraParameters;
import io.github.psfusion.imaging.radiometric.ObjectParameters;
import io.github.psfusion.imaging.radiometric.Thermogram;
import io.github.psfusion.methods.ExtraOutput;
import io.github.psfusion.methods.FusionResult;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Temperatures that infrared files hold, as an output beside the fused image and as keys and values of JSON. */
public final class Temperatures {
    /** The temperatures in degrees Celsius on the grid of the sensor; an output of the pipeline, not of a method. */
    public static final ExtraOutput OUTPUT = new ExtraOutput(
            "temperature", ExtraOutput.Kind.VALUES, "temperatures in degrees Celsius, where the infrared file holds them");

    static final String MISSING = "the infrared file holds no temperatures to save. Leave temperature out of --save, or state"
            + " what its levels stand for by --counts, such as --counts K/100.";

    private Temperatures() {}

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

    /** Returns keys and values of a thermogram: unit, size, range, and what its values were computed from. */
    public static Map<String, Object> asJson(Thermogram thermogram) {
        Map<String, Object> json = new LinkedHashMap<>();
        Thermogram.Origin origin = thermogram.origin();
        json.put("unit", thermogram.unit().name().toLowerCase(Locale.ROOT));
        json.put("width", thermogram.width());
        json.put("height", thermogram.height());
        json.put("lowest", thermogram.lowest());
        json.put("highest", thermogram.highest());
        json.put("mean", thermogram.mean());
        json.put("missing", thermogram.missing());
        json.put("camera", origin.camera());
        origin.scale().ifPresent(scale -> json.put("counts", scale.text()));
        origin.parameters().ifPresent(parameters -> json.put("parameters", asJson(parameters)));
        if (!origin.overrides().isEmpty()) {
            json.put("replaced", origin.overrides().replaced());
        }
        return json;
    }

    /** Returns keys and values of the parameters by which counts become temperatures. */
    public static Map<String, Object> asJson(CameraParameters parameters) {
        ObjectParameters object = parameters.object();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("emissivity", object.emissivity());
        json.put("distance", object.distance());
        json.put("reflected", object.reflected());
        json.put("air", object.air());
        json.put("window", object.window());
        json.put("windowTransmission", object.windowTransmission());
        json.put("humidity", object.humidity());
        json.put("planckR1", parameters.planck().r1());
        json.put("planckR2", parameters.planck().r2());
        json.put("planckB", parameters.planck().b());
        json.put("planckF", parameters.planck().f());
        json.put("planckO", parameters.planck().o());
        json.put("alpha1", parameters.atmosphere().alpha1());
        json.put("alpha2", parameters.atmosphere().alpha2());
        json.put("beta1", parameters.atmosphere().beta1());
        json.put("beta2", parameters.atmosphere().beta2());
        json.put("x", parameters.atmosphere().x());
        return json;
    }
}
