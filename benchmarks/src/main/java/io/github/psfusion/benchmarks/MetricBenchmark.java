// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import io.github.psfusion.datasets.synthetic.Scene;
import io.github.psfusion.datasets.synthetic.SceneGenerator;
import io.github.psfusion.datasets.synthetic.SceneSettings;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.Gray8Image;
import io.github.psfusion.metrics.MetricCatalog;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.metrics.Sources;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Metrics of one fused image of 640 x 480 on one thread, from the gray levels on: nothing is known of the sources before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC") // as the launcher has it
public class MetricBenchmark {
    private static final String PAPER = "paper";

    /** A metric's name, or the six of the paper together. */
    @Param({
        PAPER,
        "EN",
        "SD",
        "AG",
        "SF",
        "SCD",
        "VIF",
        "MI",
        "CC",
        "MSE",
        "PSNR",
        "SSIM",
        "MS_SSIM",
        "Qabf",
        "Nabf",
        "FMI_pixel",
        "FMI_gradient",
        "FMI_dct",
        "Qcb",
        "Qcv",
        "VIFF",
        "Qy",
        "Q",
        "Qw",
        "Qe",
        "Darker",
        "Brighter"
    })
    private String metric = PAPER;

    private List<FusionMetric> metrics = List.of();
    private Gray8Image infrared = Gray8Image.of(1, 1, new byte[1]);
    private Gray8Image visible = infrared;
    private Gray8Image fused = infrared;

    /** Renders the pair and fuses it. */
    @Setup
    public void prepare() throws IOException, MethodOptionException {
        metrics = metric.equals(PAPER) ? MetricCatalog.paper() : List.of(MetricCatalog.of(metric));
        Scene scene = SceneGenerator.scene(SceneSettings.defaults().withSize(640, 480), 1, 0);
        FusionMethods.Request laplacian = FusionMethods.parse("laplacian");
        try (FusionMethod method = laplacian.provider().open(laplacian.options())) {
            fused = Gray8Image.of(method.fuse(scene.pair()));
        }
        infrared = Gray8Image.of(scene.infrared());
        visible = Gray8Image.of(scene.visible());
    }

    /** Scores the image. */
    @Benchmark
    public double score() {
        MetricInput input = Sources.of(infrared, visible).with(fused);
        double sum = 0;
        for (FusionMetric each : metrics) {
            sum += each.value(input, Protocol.MODERN).orNaN();
        }
        return sum;
    }
}
