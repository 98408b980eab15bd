// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.u2fusion;

import io.github.psfusion.networks.KeyMapping;

/** The names of the authors' checkpoint: {@code Generator/encoder/conv1_1/kernel} of {@code encoder.conv1_1.weight}. */
final class U2FusionKeys implements KeyMapping {
    static final String ENCODER = "encoder";
    static final String DECODER = "decoder";

    @Override
    public StoredKey key(String parameter) {
        String[] parts = parameter.split("\\.", -1); // encoder or decoder, layer, weight or bias
        String scope = parts[0].equals(ENCODER) ? "Generator/" : "Generator_1/";
        String layer = scope + parts[0] + "/" + parts[1];
        return parts[2].equals("weight")
                ? new StoredKey(layer + "/kernel", Layout.HWIO)
                : StoredKey.of(layer + "/" + parts[2]);
    }
}
