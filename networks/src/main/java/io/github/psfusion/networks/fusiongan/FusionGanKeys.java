// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.fusiongan;

import io.github.psfusion.networks.KeyMapping;
import java.util.Map;

/** The names of the authors' checkpoint: {@code fusion_model/layer1/w1} of {@code layer1.weight}. Its discriminator is not needed. */
final class FusionGanKeys implements KeyMapping {
    private static final String GENERATOR = "fusion_model/";
    private static final String DISCRIMINATOR = "discriminator/";

    private static final Map<String, String> OTHERS = Map.of(
            "u", "weights_SN/u",
            "norm.weight", "BatchNorm/gamma",
            "norm.bias", "BatchNorm/beta",
            "norm.running_mean", "BatchNorm/moving_mean",
            "norm.running_var", "BatchNorm/moving_variance");

    @Override
    public StoredKey key(String parameter) {
        int end = parameter.indexOf('.');
        String layer = parameter.substring(0, end);
        String number = layer.substring(layer.length() - 1);
        String name = parameter.substring(end + 1);
        String path = GENERATOR + layer + "/";
        return switch (name) {
            case "weight" -> new StoredKey(path + "w" + number, Layout.HWIO);
            case "bias" -> StoredKey.of(path + "b" + number);
            default -> StoredKey.of(path + OTHERS.getOrDefault(name, name));
        };
    }

    @Override
    public boolean isUnneeded(String key) {
        return key.startsWith(DISCRIMINATOR);
    }
}
