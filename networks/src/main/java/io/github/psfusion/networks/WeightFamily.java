// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks;

import java.util.Optional;

/** Published networks without an implementation here, each recognized by two of its keys, for messages. */
enum WeightFamily {
    RESNET("ResNet of torchvision", "layer1.0.conv1.weight", "bn1.weight");

    private final String title;
    private final String first;
    private final String second;

    WeightFamily(String title, String first, String second) {
        this.title = title;
        this.first = first;
        this.second = second;
    }

    /** Returns the network's name. */
    String title() {
        return title;
    }

    static Optional<WeightFamily> of(StateDictNames names) {
        for (WeightFamily family : values()) {
            if (names.stored(family.first).isPresent()
                    && names.stored(family.second).isPresent()) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }
}
