// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class TrainingPrecisionTest {
    /** Returns a backend that knows its fastest type and nothing else. */
    private static Backend fastest(DataType type) {
        return (Backend) Proxy.newProxyInstance(
                Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("fastestFloat")) {
                        return type;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void onlyAutomaticAsksTheBackend() {
        for (DataType type : new DataType[] {DataType.FLOAT32, DataType.BFLOAT16}) {
            assertThat(TrainingPrecision.AUTO.on(fastest(type))).isEqualTo(type);
            assertThat(TrainingPrecision.FLOAT32.on(fastest(type))).isEqualTo(DataType.FLOAT32);
            assertThat(TrainingPrecision.BFLOAT16.on(fastest(type))).isEqualTo(DataType.BFLOAT16);
        }
    }
}
