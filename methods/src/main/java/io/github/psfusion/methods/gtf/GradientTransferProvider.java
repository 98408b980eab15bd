// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.gtf;

import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethodProvider;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.MethodOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Opens GTF: {@code gtf}, as published, or {@code gtf:minimum}. */
public final class GradientTransferProvider implements FusionMethodProvider {
    private static final double LAMBDA = 4;
    private static final double MAX_LAMBDA = 1e6;
    private static final double GAP = 1e-4;
    private static final double LEAST_GAP = 1e-9;
    private static final int ITERATIONS = 100_000;
    private static final int MAX_ITERATIONS = 100_000_000;
    private static final int MAX_THREADS = 1024;

    @Override
    public String key() {
        return "gtf";
    }

    @Override
    public String name() {
        return "gradient transfer fusion";
    }

    @Override
    public String citation() {
        return "J. Ma, C. Chen, C. Li, J. Huang, Infrared and visible image fusion via gradient transfer and total variation"
                + " minimization, Information Fusion 31, 2016";
    }

    @Override
    public List<String> options() {
        return List.of("", "lambda", "gap", "iterations", MethodContext.THREADS);
    }

    @Override
    public FusionMethod open(MethodOptions options, MethodContext context) throws MethodOptionException {
        options.requireOnly(options());
        GradientTransferFusion.Mode mode = GradientTransferFusion.Mode.valueOf(
                options.choice("", List.of("published", "minimum")).toUpperCase(Locale.ROOT));
        boolean minimum = mode == GradientTransferFusion.Mode.MINIMUM;
        for (String name : List.of("gap", "iterations")) {
            if (!minimum && options.text(name).isPresent()) {
                throw new MethodOptionException(options.key() + ": option " + name
                        + " belongs to gtf:minimum; the published procedure has five loops and stops by itself");
            }
        }
        GradientTransferFusion.Settings settings = new GradientTransferFusion.Settings(
                mode,
                options.number("lambda", 0, MAX_LAMBDA, LAMBDA),
                options.number("gap", LEAST_GAP, 1, GAP),
                options.integer("iterations", 1, MAX_ITERATIONS, ITERATIONS),
                options.integer(MethodContext.THREADS, 1, MAX_THREADS, Math.max(1, context.threads())));
        Map<String, String> effective = new LinkedHashMap<>();
        effective.put("mode", mode.name().toLowerCase(Locale.ROOT));
        effective.put("lambda", Double.toString(settings.lambda()));
        if (minimum) {
            effective.put("gap", Double.toString(settings.gap()));
            effective.put("iterations", "at most " + settings.iterations());
        }
        return new GradientTransferFusion(
                settings, new MethodDescription(options.key(), name(), citation(), effective));
    }
}
