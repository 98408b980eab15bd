// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import io.github.psfusion.datasets.synthetic.SceneGenerator;
import io.github.psfusion.datasets.synthetic.SceneSettings;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.MethodOptionException;
import java.io.IOException;
import java.util.Optional;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The methods that are computed in Java, on a color pair of 640 x 480, with the threads that they take by themselves. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC") // as the launcher has it
public class MethodBenchmark {
    /** What {@code --method} takes. */
    @Param({
        "average",
        "maximum",
        "laplacian",
        "ratio-pyramid",
        "wavelet",
        "guided-filter",
        "two-scale",
        "anisotropic",
        "gtf",
        "gtf:threads=2",
        "gtf:minimum:threads=2"
    })
    private String method = "average";

    private ImagePair pair = SceneGenerator.scene(SceneSettings.defaults().withSize(640, 480), 1, 0)
            .pair();
    private Optional<FusionMethod> opened = Optional.empty();

    /** Opens the method. */
    @Setup
    public void open() throws MethodOptionException, IOException {
        FusionMethods.Request request = FusionMethods.parse(method);
        opened = Optional.of(request.provider().open(request.options()));
    }

    /** Closes the method. */
    @TearDown
    public void close() {
        opened.ifPresent(FusionMethod::close);
    }

    /** Fuses the pair. */
    @Benchmark
    public Image fuse() throws IOException {
        return opened.orElseThrow().fuse(pair);
    }
}
