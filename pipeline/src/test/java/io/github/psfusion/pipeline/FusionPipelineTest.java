// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairWarning;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.Rounding;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.methods.ExtraOutput;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionResult;
import io.github.psfusion.methods.ImageSizeException;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.methods.OutputSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many pairs as a service or a cluster job fuses them: without the program. */
class FusionPipelineTest {
    private static final String[] NAMES = {"1", "2", "3", "10", "11"};
    private static final PipelineSettings GRAY = PipelineSettings.defaults().withOutputs(OutputSet.LUMINANCE);

    @TempDir
    private Path folder;

    private Path results = Path.of("");
    private final MeanMethod mean = new MeanMethod();
    private final List<String> events = new ArrayList<>();

    /** Notes all calls. */
    private final FusionListener noting = new FusionListener() {
        @Override
        public void started(int pairs) {
            events.add("started " + pairs);
        }

        @Override
        public void finished(PairOutcome outcome, int done) {
            events.add(done + " " + outcome.pair().name() + " " + outcome.state());
        }
    };

    @BeforeEach
    void nameTheResults() {
        results = folder.resolve("results");
    }

    private ResultSink sink(PairInputs inputs, List<ExtraOutput> extra, FileSink.Existing existing) throws IOException {
        ResultNaming.Form form = new ResultNaming.Form(Optional.empty(), BitDepth.BITS_8, Rounding.NEAREST);
        return FileSink.of(ResultNaming.of(results + "/{name}.png", inputs, form), extra, existing, inputs);
    }

    private List<PairOutcome> fuse(PairInputs inputs, FusionMethod method, PipelineSettings settings)
            throws IOException, InterruptedException {
        ResultSink sink = sink(inputs, List.of(), FileSink.Existing.KEEP);
        try (FusionPipeline pipeline = new FusionPipeline(inputs.pairs(), sink, settings, () -> false)) {
            return pipeline.run(method, noting);
        }
    }

    private List<String> written() throws IOException {
        if (!Files.exists(results)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(results)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void fusesAllPairsInTheirOrder() throws IOException, InterruptedException {
        List<PairOutcome> outcomes = fuse(TestPairs.write(folder, NAMES), mean, GRAY);

        assertThat(mean.fused()).containsExactly(NAMES);
        assertThat(events)
                .containsExactly("started 5", "1 1 FUSED", "2 2 FUSED", "3 3 FUSED", "4 10 FUSED", "5 11 FUSED");
        assertThat(written()).containsExactly("1.png", "10.png", "11.png", "2.png", "3.png");
        for (PairOutcome outcome : outcomes) {
            String name = outcome.pair().name();
            ColorImage visible = new ColorImage(
                    TestPairs.plane(name + "r"), TestPairs.plane(name + "g"), TestPairs.plane(name + "b"));
            Plane expected = MeanMethod.mean(new ImagePair(name, TestPairs.plane(name + "ir"), visible));
            Image found = TestPairs.read(outcome.output());
            assertThat(found).isInstanceOf(Plane.class);
            for (int i = 0; i < expected.toArray().length; i++) {
                assertThat(Math.abs(found.luminance().toArray()[i] - expected.toArray()[i]))
                        .isLessThan(0.503f / 255);
            }
            assertThat(outcome.width()).isEqualTo(TestPairs.WIDTH);
            assertThat(outcome.height()).isEqualTo(TestPairs.HEIGHT);
            assertThat(outcome.error()).isEmpty();
        }
    }

    @Test
    void aPairThatFailsDoesNotStopTheOthers() throws IOException, InterruptedException {
        PairInputs inputs = TestPairs.write(folder, NAMES);
        byte[] whole = Files.readAllBytes(folder.resolve("vi/2.png"));
        Files.write(folder.resolve("vi/2.png"), Arrays.copyOf(whole, whole.length / 2));
        FusionMethod refusing = new FusionMethod() {
            @Override
            public MethodDescription description() {
                return mean.description();
            }

            @Override
            public Plane fuseLuminance(ImagePair pair) {
                if (pair.name().equals("10")) {
                    throw new ImageSizeException("10 has a size that is not taken");
                }
                return mean.fuseLuminance(pair);
            }
        };

        List<PairOutcome> outcomes = fuse(inputs, refusing, GRAY);

        assertThat(events)
                .containsExactly("started 5", "1 1 FUSED", "2 2 FAILED", "3 3 FUSED", "4 10 FAILED", "5 11 FUSED");
        assertThat(outcomes.get(1).error().orElseThrow()).hasMessageContaining("vi/2.png");
        assertThat(outcomes.get(3).error().orElseThrow()).isInstanceOf(ImageSizeException.class);
        assertThat(written()).containsExactly("1.png", "11.png", "3.png");
    }

    @Test
    void anInternalErrorEndsTheRunAndNamesThePair() throws IOException {
        PairInputs inputs = TestPairs.write(folder, "1", "2");
        FusionMethod broken = new FusionMethod() {
            @Override
            public MethodDescription description() {
                return mean.description();
            }

            @Override
            public Plane fuseLuminance(ImagePair pair) {
                throw new UnsupportedOperationException("not written yet");
            }
        };

        assertThatThrownBy(() -> fuse(inputs, broken, GRAY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ir/1.png")
                .hasRootCauseMessage("not written yet");
        assertThat(written()).isEmpty();
    }

    @Test
    void cancellationLeavesWholeFilesAndNoMore() throws IOException {
        PairInputs inputs = TestPairs.write(folder, NAMES);
        AtomicBoolean cancelled = new AtomicBoolean();
        FusionListener cancelling = new FusionListener() {
            @Override
            public void finished(PairOutcome outcome, int done) {
                noting.finished(outcome, done);
                cancelled.set(true);
            }
        };
        ResultSink sink = sink(inputs, List.of(), FileSink.Existing.KEEP);

        try (FusionPipeline pipeline = new FusionPipeline(inputs.pairs(), sink, GRAY, cancelled::get)) {
            assertThatThrownBy(() -> pipeline.run(mean, cancelling)).isInstanceOf(CancellationException.class);
        }

        // The first outcome is reported when two more pairs have been handed on; these are finished.
        assertThat(mean.fused()).containsExactly("1", "2", "3");
        assertThat(events).containsExactly("1 1 FUSED", "2 2 FUSED", "3 3 FUSED");
        assertThat(written()).containsExactly("1.png", "2.png", "3.png");
    }

    @Test
    void cancellationBeforeTheFirstPairWritesNothing() throws IOException {
        PairInputs inputs = TestPairs.write(folder, NAMES);
        ResultSink sink = sink(inputs, List.of(), FileSink.Existing.KEEP);

        try (FusionPipeline pipeline = new FusionPipeline(inputs.pairs(), sink, GRAY, () -> true)) {
            assertThatThrownBy(() -> pipeline.run(mean, noting)).isInstanceOf(CancellationException.class);
        }

        assertThat(written()).isEmpty();
        assertThat(mean.fused()).isEmpty();
    }

    @Test
    void resultsThatExistAreKeptOrReplaced() throws IOException, InterruptedException {
        PairInputs inputs = TestPairs.write(folder, "1", "2");
        Files.createDirectories(results);
        Files.writeString(results.resolve("2.png"), "mine");

        List<PairOutcome> kept = fuse(inputs, mean, GRAY);

        assertThat(kept).extracting(outcome -> outcome.pair().name()).containsExactly("2", "1");
        assertThat(kept)
                .extracting(PairOutcome::state)
                .containsExactly(PairOutcome.State.KEPT, PairOutcome.State.FUSED);
        assertThat(events).containsExactly("started 1", "1 1 FUSED");
        assertThat(results.resolve("2.png")).content().isEqualTo("mine");

        ResultSink replacing = sink(inputs, List.of(), FileSink.Existing.REPLACE);
        try (FusionPipeline pipeline = new FusionPipeline(inputs.pairs(), replacing, GRAY, () -> false)) {
            assertThat(pipeline.run(mean, FusionListener.NONE))
                    .extracting(PairOutcome::state)
                    .containsOnly(PairOutcome.State.FUSED);
        }
        assertThat(TestPairs.read(results.resolve("2.png")).width()).isEqualTo(TestPairs.WIDTH);
    }

    @Test
    void extraOutputsLieBesideTheFusedImage() throws IOException, InterruptedException {
        PairInputs inputs = TestPairs.write(folder, "a");
        ResultSink sink = sink(inputs, MeanMethod.EXTRA, FileSink.Existing.KEEP);
        PipelineSettings all = GRAY.withOutputs(OutputSet.IMAGE.withExtra(Set.of("hot", "third", "negative")));
        try (FusionPipeline pipeline = new FusionPipeline(inputs.pairs(), sink, all, () -> false)) {
            assertThat(pipeline.run(mean, noting)).hasSize(1);
        }

        assertThat(written()).containsExactly("a.png", "a_hot.png", "a_negative.png", "a_third.png");
        assertThat(TestPairs.read(results.resolve("a.png"))).isInstanceOf(ColorImage.class);
        float[] infrared = TestPairs.plane("air").toArray();
        float[] hot = TestPairs.read(results.resolve("a_hot.png")).luminance().toArray();
        float[] negative =
                TestPairs.read(results.resolve("a_negative.png")).luminance().toArray();
        for (int i = 0; i < infrared.length; i++) {
            assertThat(hot[i]).isEqualTo(infrared[i] > 0.5f ? 1f : 0f);
            assertThat(Math.abs(negative[i] - (1 - infrared[i]))).isLessThan(1e-6f);
        }
        assertThat(TestPairs.read(results.resolve("a_third.png"))).isInstanceOf(ColorImage.class);
    }

    @Test
    void outputThatTheMethodDoesNotComputeIsRefusedBeforeAnyPair() throws IOException {
        PipelineSettings classes = GRAY.withOutputs(OutputSet.IMAGE.withExtra(Set.of("hot", "classes")));
        assertThatThrownBy(() -> fuse(TestPairs.write(folder, "a"), mean, classes))
                .isInstanceOf(PipelineException.class)
                .hasMessage("method mean does not compute classes with these weights; beside the fused image it gives"
                        + " hot, third, negative.");
        assertThat(mean.fused()).isEmpty();
        assertThat(written()).isEmpty();
    }

    @Test
    void pairsBeyondTheMemoryAreRefusedBeforeTheyAreFused() throws IOException, InterruptedException {
        PipelineSettings little = GRAY.withMemory(new MemoryLimit(1_500_000_000L, "this test allows"));

        List<PairOutcome> outcomes = fuse(TestPairs.write(folder, "1", "2"), mean, little);

        assertThat(outcomes).extracting(PairOutcome::state).containsOnly(PairOutcome.State.FAILED);
        assertThat(outcomes.get(0).error().orElseThrow())
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining(
                        "1: 9 x 7 pixels need about 1.9 GB of memory in the network, but this test allows 1.5 GB");
        assertThat(mean.fused()).isEmpty();
        assertThat(written()).isEmpty();
    }

    @Test
    void grayImagesMadeElsewhereGetTheColorsOfTheVisibleImage() throws IOException, InterruptedException {
        FusionMethod gray = new FusionMethod() {
            @Override
            public MethodDescription description() {
                return mean.description();
            }

            @Override
            public Plane fuseLuminance(ImagePair pair) {
                return mean.fuseLuminance(pair);
            }

            @Override
            public Image fuse(ImagePair pair) {
                return fuseLuminance(pair);
            }
        };

        List<PairOutcome> outcomes = fuse(TestPairs.write(folder, "1"), gray, GRAY.withOutputs(OutputSet.IMAGE));

        assertThat(TestPairs.read(outcomes.get(0).output())).isInstanceOf(ColorImage.class);
    }

    @Test
    void anExceptionOfTheListenerEndsTheRun() throws IOException {
        PairInputs inputs = TestPairs.write(folder, NAMES);
        ResultSink sink = sink(inputs, List.of(), FileSink.Existing.KEEP);
        FusionListener strict = new FusionListener() {
            @Override
            public void finished(PairOutcome outcome, int done) {
                throw new IllegalArgumentException(
                        "enough after " + outcome.pair().name());
            }
        };

        try (FusionPipeline pipeline = new FusionPipeline(inputs.pairs(), sink, GRAY, () -> false)) {
            assertThatThrownBy(() -> pipeline.run(mean, strict)).hasMessage("enough after 1");
        }
        assertThat(mean.fused()).hasSizeLessThan(NAMES.length);
    }

    @Test
    void afterTheEndOfAFailedRunNothingIsWritten() throws IOException {
        PairInputs inputs = TestPairs.write(folder, NAMES);
        ResultSink files = sink(inputs, List.of(), FileSink.Existing.KEEP);
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger written = new AtomicInteger();
        ResultSink slow = new ResultSink() {
            @Override
            public Path place(PairFiles pair) {
                return files.place(pair);
            }

            @Override
            public boolean isDone(PairFiles pair) {
                return files.isDone(pair);
            }

            @Override
            public State write(PairFiles pair, FusionResult result) throws IOException {
                if (begun.incrementAndGet() > 1) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                }
                State state = files.write(pair, result);
                written.incrementAndGet();
                return state;
            }
        };
        FusionListener strict = new FusionListener() {
            @Override
            public void finished(PairOutcome outcome, int done) {
                throw new IllegalArgumentException("enough");
            }
        };

        try (FusionPipeline pipeline = new FusionPipeline(inputs.pairs(), slow, GRAY, () -> false)) {
            assertThatThrownBy(() -> pipeline.run(mean, strict)).hasMessage("enough");
        }
        assertThat(written.get()).isEqualTo(begun.get()).isGreaterThan(1);
    }

    @Test
    void aStreamGetsTheImageAlone() throws IOException, InterruptedException {
        PairInputs inputs = TestPairs.write(folder, "1");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ResultSink sink = new StreamSink(bytes, WriteOptions.png().withFormat(ImageFormat.BMP));
        try (FusionPipeline pipeline = new FusionPipeline(inputs.pairs(), sink, GRAY, () -> false)) {
            assertThat(pipeline.run(mean, FusionListener.NONE)).hasSize(1);
        }

        Path file = Files.write(folder.resolve("piped"), bytes.toByteArray());
        assertThat(TestPairs.read(file).width()).isEqualTo(TestPairs.WIDTH);
    }

    @Test
    void whatLooksWrongIsWarnedOf() throws IOException, InterruptedException {
        PairInputs inputs = TestPairs.write(folder, "1");
        Path swapped = Files.move(folder.resolve("ir/1.png"), folder.resolve("other.png"));
        Files.move(folder.resolve("vi/1.png"), folder.resolve("ir/1.png"));
        Files.move(swapped, folder.resolve("vi/1.png"));

        List<PairOutcome> outcomes = fuse(inputs, mean, GRAY);

        assertThat(outcomes.get(0).warnings())
                .extracting(PairWarning::text)
                .anyMatch(text -> text.contains("are they swapped?"));
        assertThat(outcomes.get(0).state()).isEqualTo(PairOutcome.State.FUSED);
    }
}
