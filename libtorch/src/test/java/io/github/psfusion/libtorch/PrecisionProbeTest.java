// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.platform.Device;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.BackendOptions.Layout;
import io.github.psfusion.tensors.DataType;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The choice between two types, with given times instead of measured ones. */
class PrecisionProbeTest {
    @ParameterizedTest
    @CsvSource({
        "0.010, 0.005, BFLOAT16",
        "0.010, 0.0076, BFLOAT16",
        "0.0131, 0.010, BFLOAT16", // 1.3 times as fast is enough
        "0.010, 0.008, FLOAT32",
        "0.010, 0.010, FLOAT32",
        "0.010, 0.020, FLOAT32"
    })
    void halfPrecisionIsChosenWhereItIsClearlyFaster(double single, double half, DataType expected) {
        assertThat(PrecisionProbe.fastestFloat(Device.Kind.CPU, true, type -> type == DataType.FLOAT32 ? single : half))
                .isEqualTo(expected);
    }

    @Test
    void aBusyMomentDoesNotDecide() {
        // Twice as fast, but each of the two types is disturbed for a while: first the one, then the other.
        AtomicInteger asked = new AtomicInteger();
        assertThat(PrecisionProbe.fastestFloat(Device.Kind.CPU, true, type -> {
                    int disturbance = asked.getAndIncrement() < 6 ? 9 : 1;
                    return disturbance * (type == DataType.FLOAT32 ? 0.010 : 0.005);
                }))
                .isEqualTo(DataType.BFLOAT16);
        asked.set(0);
        assertThat(PrecisionProbe.fastestFloat(Device.Kind.CPU, true, type -> {
                    int disturbance = asked.getAndIncrement() < 4 ? 1 : 9;
                    return disturbance * (type == DataType.FLOAT32 ? 0.010 : 0.009);
                }))
                .isEqualTo(DataType.FLOAT32);
    }

    @Test
    void nothingIsMeasuredWhereTheAnswerIsKnown() {
        assertThat(PrecisionProbe.fastestFloat(Device.Kind.CPU, false, type -> Double.NaN))
                .isEqualTo(DataType.FLOAT32);
    }

    @Test
    void gpusAreMeasured() {
        assertThat(PrecisionProbe.fastestFloat(
                        Device.Kind.CUDA, false, type -> type == DataType.FLOAT32 ? 0.010 : 0.004))
                .isEqualTo(DataType.BFLOAT16);
        assertThat(PrecisionProbe.fastestFloat(
                        Device.Kind.CUDA, false, type -> type == DataType.FLOAT32 ? 0.010 : 0.012))
                .isEqualTo(DataType.FLOAT32);
    }

    @Test
    void theFasterLayoutIsChosenAndChannelsLastOfEqualOnes() {
        assertThat(LayoutProbe.fastest(layout -> layout == Layout.CONTIGUOUS ? 1 : 2))
                .isEqualTo(Layout.CONTIGUOUS);
        assertThat(LayoutProbe.fastest(layout -> layout == Layout.CONTIGUOUS ? 2 : 1))
                .isEqualTo(Layout.CHANNELS_LAST);
        assertThat(LayoutProbe.fastest(layout -> 1)).isEqualTo(Layout.CHANNELS_LAST);
    }

    @Test
    void layoutsAreMeasuredByTheConvolutionOfTheProbe() {
        assertThat(LayoutProbe.fastest(BackendOptions.defaults())).isIn((Object[]) Layout.values());
    }

    @Test
    void withoutTheArchiveOnTheClassPathTheReasonIsGivenWithoutLoading() {
        assertThat(CudaBuild.isPresent()).isFalse();
        assertThat(new LibtorchProvider().cudaProblem()).contains(CudaBuild.ABSENT);
    }
}
