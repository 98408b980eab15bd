// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendException;
import io.github.psfusion.tensors.DataType;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class TrainingPrecisionTest {
    /** Returns a backend that knows its fastest type, and whether it has bfloat16, and nothing else. */
    private static Backend fastest(DataType type, boolean bfloat16) {
        return (Backend) Proxy.newProxyInstance(
                Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("fastestFloat")) {
                        return type;
                    }
                    if (method.getName().equals("supportsBfloat16")) {
                        return bfloat16;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void onlyAutomaticAsksTheBackend() {
        for (DataType type : new DataType[] {DataType.FLOAT32, DataType.BFLOAT16}) {
            Backend backend = fastest(type, true);
            assertThat(TrainingPrecision.AUTO.on(backend)).isEqualTo(type);
            assertThat(TrainingPrecision.FLOAT32.on(backend)).isEqualTo(DataType.FLOAT32);
            assertThat(TrainingPrecision.BFLOAT16.on(backend)).isEqualTo(DataType.BFLOAT16);
        }
    }

    @Test
    void bfloat16IsRefusedWhereThereIsNone() {
        assertThatThrownBy(() -> TrainingPrecision.BFLOAT16.on(fastest(DataType.FLOAT32, false)))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("Use float32 or auto");
    }
}
