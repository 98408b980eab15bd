// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.AppliedWindow;
import io.github.psfusion.datasets.PairReading;
import io.github.psfusion.imaging.radiometric.CameraParameters;
import io.github.psfusion.imaging.radiometric.ObjectParameters;
import io.github.psfusion.imaging.radiometric.Thermogram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is reported of how images were read: intensity windows, and the parameters of temperatures. */
public final class ReadingReport {
    private ReadingReport() {}

    /** Returns a line on each intensity window and each set of parameters that occurs, in the order of the pairs. */
    public static List<String> lines(List<PairOutcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> outcome.reading().stream())
                .flatMap(reading -> Stream.of(
                                line("infrared", reading.infrared()),
                                line("visible", reading.visible()),
                                reading.thermogram().flatMap(ReadingReport::line))
                        .flatMap(Optional::stream))
                .distinct()
                .toList();
    }

    private static Optional<String> line(String kind, AppliedWindow window) {
        return window.levels().isUnchanged()
                ? Optional.empty()
                : Optional.of(kind + " images: " + window.text() + " become black and white");
    }

    private static Optional<String> line(Thermogram thermogram) {
        Thermogram.Origin origin = thermogram.origin();
        return origin.parameters().map(parameters -> {
            ObjectParameters object = parameters.object();
            return String.format(
                    Locale.ROOT,
                    "temperatures of %s: emissivity %.3g, distance %.3g m, reflected %.1f C, air %.1f C, humidity %.2g%s",
                    origin.camera(),
                    object.emissivity(),
                    object.distance(),
                    object.reflected(),
                    object.air(),
                    object.humidity(),
                    origin.overrides().isEmpty() ? ", as the file states" : "");
        });
    }

    /** Returns keys and values of the windows, and of the thermogram where the infrared file holds one. */
    public static Map<String, Object> asJson(PairReading reading) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("infraredWindow", asJson(reading.infrared()));
        json.put("visibleWindow", asJson(reading.visible()));
        reading.thermogram().ifPresent(thermogram -> json.put("thermogram", asJson(thermogram)));
        return json;
    }

    private static Map<String, Object> asJson(AppliedWindow window) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("low", window.low());
        json.put("high", window.high());
        json.put("unit", window.celsius() ? "celsius" : "levels");
        if (!window.celsius()) {
            json.put("bits", window.levels().depth().bits());
        }
        return json;
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
