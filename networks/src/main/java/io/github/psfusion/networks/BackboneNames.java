// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names under which a ResNet-34 of torchvision stores what both encoders of PSFusion begin with: its {@code layer1} to
 * {@code layer4} are their {@code layer3} to {@code layer6}, its {@code bn1} is their {@code bn1}.
 */
final class BackboneNames {
    private static final Pattern ENCODER = Pattern.compile("encoder_(?:rgb|thermal)_(bn1|layer([3-6]))\\.(.+)");

    private BackboneNames() {}

    /** Returns torchvision's name for a parameter of an encoder, if its backbone has it. */
    static Optional<String> torchvision(String name) {
        Matcher matcher = ENCODER.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String stage = matcher.group(1).equals("bn1") ? "bn1" : "layer" + (Integer.parseInt(matcher.group(2)) - 2);
        return Optional.of(stage + "." + matcher.group(3));
    }
}
