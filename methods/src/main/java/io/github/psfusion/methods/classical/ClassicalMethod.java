// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethodProvider;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.MethodOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all classical methods have in common: they read their options and make a {@link FusionRule} of them. */
abstract class ClassicalMethod implements FusionMethodProvider {
    private final String key;
    private final String name;
    private final String citation;
    private final List<String> options;

    ClassicalMethod(String key, String name, String citation, String... options) {
        this.key = key;
        this.name = name;
        this.citation = citation;
        this.options = List.of(options);
    }

    @Override
    public final String key() {
        return key;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String citation() {
        return citation;
    }

    @Override
    public final List<String> options() {
        return options;
    }

    /**
     * Reads the options.
     *
     * @param effective receives the value of each, defaults included
     */
    abstract FusionRule rule(MethodOptions options, Map<String, String> effective) throws MethodOptionException;

    @Override
    public final FusionMethod open(MethodOptions options, MethodContext context) throws MethodOptionException {
        options.requireOnly(options());
        Map<String, String> effective = new TreeMap<>();
        FusionRule rule = rule(options, effective);
        return new Opened(new MethodDescription(options.key(), name, citation, effective), rule);
    }

    private record Opened(MethodDescription description, FusionRule rule) implements FusionMethod {
        @Override
        public Plane fuseLuminance(ImagePair pair) {
            DoubleImage infrared = DoubleImage.of(pair.infrared());
            DoubleImage visible = DoubleImage.of(pair.visible().luminance());
            return rule.fuse(infrared, visible).toPlane();
        }
    }
}
