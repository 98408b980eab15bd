// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.MetricCatalog;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.platform.Sha256;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTest {
    private static final List<FusionMetric> METRICS = List.of(SimpleMetric.LEVEL, SimpleMetric.DISTANCE);

    @TempDir
    private Path root;

    private static FusionScores run(Evaluator evaluator) throws InterruptedException {
        return evaluator.run(TestScores.origin(), WorkListener.NONE);
    }

    private static EvaluationPlan plan(List<PairFiles> pairs) {
        return EvaluationPlan.of(pairs, METRICS, Protocol.MODERN);
    }

    private static List<Entry> entries(Path... folders) {
        List<Entry> entries = new ArrayList<>(Entry.baselines());
        entries.addAll(Entry.ofFolders(List.of(folders), Set.of()));
        return entries;
    }

    private static Evaluator evaluator(List<PairFiles> pairs, Path... folders) throws IOException {
        return Evaluator.of(plan(pairs), entries(folders));
    }

    /** Returns LEVEL, computed in another way. */
    private static FusionMetric metric(Function<MetricInput, MetricValue> value) {
        return new FusionMetric() {
            @Override
            public MetricDescription description() {
                return SimpleMetric.LEVEL.description();
            }

            @Override
            public Set<Protocol> protocols() {
                return Set.of(Protocol.MODERN);
            }

            @Override
            public MetricValue value(MetricInput images, Protocol protocol) {
                return value.apply(images);
            }
        };
    }

    private static double value(FusionScores scores, int method, int pair, SimpleMetric metric) {
        MetricValue value =
                scores.methods().get(method).pairs().get(pair).values().get(metric.name());
        return value == null ? Double.NaN : value.orNaN();
    }

    @Test
    void sourcesAndFoldersAreMeasured() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 3);
        Path fused = TestPairs.constant(root.resolve("mine"), pairs, 100);

        FusionScores scores = run(evaluator(pairs, fused));

        assertThat(scores.methods().stream().map(method -> method.method().key()))
                .containsExactly("visible", "infrared", "mine");
        assertThat(scores.pairs()).isEqualTo(pairs.stream().map(PairFiles::name).toList());
        assertThat(scores.failures()).isEmpty();
        for (int pair = 0; pair < 3; pair++) {
            assertThat(value(scores, 0, pair, SimpleMetric.DISTANCE)).isZero();
            assertThat(value(scores, 2, pair, SimpleMetric.LEVEL)).isEqualTo(100);
            assertThat(value(scores, 2, pair, SimpleMetric.DISTANCE))
                    .isEqualTo(Math.abs(100 - value(scores, 0, pair, SimpleMetric.LEVEL)));
        }
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 7);
        List<Entry> entries = entries(TestPairs.constant(root.resolve("mine"), pairs, 30));

        FusionScores one = run(Evaluator.of(plan(pairs).withThreads(1), entries));

        assertThat(run(Evaluator.of(plan(pairs).withThreads(4), entries))).isEqualTo(one);
    }

    @Test
    void fusedImagesAreFoundWhateverTheirExtensionAndCase() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 2);
        Path folder = TestPairs.constant(root.resolve("mine"), pairs, 50);
        Files.move(
                folder.resolve(pairs.get(0).name() + ".png"),
                folder.resolve(pairs.get(0).name().toLowerCase(Locale.ROOT) + ".BMP"));

        assertThat(run(evaluator(pairs, folder)).failures()).isEmpty();
    }

    @Test
    void aMissingImageIsToldBeforeAnyWorkAndIsARowWithAReason() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 3);
        Path folder = TestPairs.constant(root.resolve("mine"), pairs, 50);
        Files.delete(folder.resolve(pairs.get(1).name() + ".png"));
        Evaluator evaluator = evaluator(pairs, folder);

        assertThat(evaluator.missing())
                .containsExactly(new MissingImage("mine", pairs.get(1).name(), folder));
        assertThat(evaluator.run(TestScores.origin(), WorkListener.NONE).failures())
                .singleElement()
                .satisfies(failure -> {
                    assertThat(failure.method()).isEqualTo("mine");
                    assertThat(failure.reason())
                            .contains(folder.toString(), pairs.get(1).name());
                });
    }

    @Test
    void anUnreadableImageAndAnotherSizeAreRowsThatNameTheFile() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 3);
        Path folder = TestPairs.constant(root.resolve("mine"), pairs, 50);
        Path broken = folder.resolve(pairs.get(0).name() + ".png");
        Files.writeString(broken, "no image");
        TestPairs.write(folder, pairs.get(2).name(), TestPairs.constant(10, 20, 3));

        List<FusionScores.Failure> failures = run(evaluator(pairs, folder)).failures();

        assertThat(failures).hasSize(2);
        assertThat(failures.get(0).reason()).contains(broken.toString());
        assertThat(failures.get(1).reason())
                .contains(
                        pairs.get(2).name() + ".png",
                        "10 x 20",
                        "48 x 32",
                        pairs.get(2).infrared().toString());
    }

    @Test
    void aBrokenSourceFailsItsPairInAllRows() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 2);
        Path folder = TestPairs.constant(root.resolve("mine"), pairs, 50);
        Files.writeString(pairs.get(0).infrared(), "no image");
        Files.writeString(pairs.get(0).visible(), "nor this");

        List<FusionScores.Failure> failures = run(evaluator(pairs, folder)).failures();

        assertThat(failures).hasSize(3).allSatisfy(failure -> {
            assertThat(failure.pair()).isEqualTo(pairs.get(0).name());
            assertThat(failure.reason())
                    .contains(
                            pairs.get(0).infrared().toString(),
                            pairs.get(0).visible().toString())
                    .doesNotContain("\n");
        });
    }

    @Test
    void whatWasChangedOnReadingIsNotedInTheOrderOfThePairs() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 2);
        Path folder = TestPairs.constant(root.resolve("mine"), pairs, 50);
        BufferedImage transparent = new BufferedImage(TestPairs.WIDTH, TestPairs.HEIGHT, BufferedImage.TYPE_INT_ARGB);
        for (PairFiles pair : pairs) {
            assertThat(ImageIO.write(
                            transparent,
                            "png",
                            folder.resolve(pair.name() + ".png").toFile()))
                    .isTrue();
        }

        List<String> notes = run(evaluator(pairs, folder)).notes();

        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("2 of 2 scored images: transparency was left out: ")
                .containsSubsequence(
                        folder.resolve(pairs.get(0).name() + ".png").toString(),
                        folder.resolve(pairs.get(1).name() + ".png").toString());
    }

    @Test
    void sourcesThatAreNotWhatTheySeemAreNoted() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 2);
        Path folder = TestPairs.constant(root.resolve("mine"), pairs, 50);
        Plane ramp = Plane.of(TestPairs.WIDTH, TestPairs.HEIGHT, ramp());
        ImageFiles.write(
                pairs.get(1).infrared(),
                new ColorImage(ramp, Plane.constant(TestPairs.WIDTH, TestPairs.HEIGHT, 0.9f), ramp),
                WriteOptions.png());

        assertThat(run(evaluator(pairs, folder)).notes())
                .anyMatch(note -> note.startsWith("1 of 2 pairs: the infrared image is in color"));
    }

    private static float[] ramp() {
        float[] samples = new float[TestPairs.WIDTH * TestPairs.HEIGHT];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i / (samples.length - 1f);
        }
        return samples;
    }

    @Test
    void aValueThatIsNotANumberIsCountedAndEntersNoMean() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 3);
        Path folder = TestPairs.constant(root.resolve("mine"), pairs, 50);
        TestPairs.write(
                folder,
                pairs.get(0).name(),
                ImageFiles.read(pairs.get(0).infrared(), DecodeLimits.defaults())
                        .image());
        EvaluationPlan plan = EvaluationPlan.of(pairs, List.of(MetricCatalog.of("CC")), Protocol.LEGACY);

        Summary summary = ScoreTable.of(run(Evaluator.of(plan, Entry.ofFolders(List.of(folder), Set.of()))))
                .summary(0, 0);

        assertThat(summary.notFinite()).isEqualTo(2);
        assertThat(summary.count()).isEqualTo(1);
        assertThat(summary.mean().orElseThrow()).isBetween(-1.0, 1.0);
    }

    @Test
    void aFolderWithoutAnyOfTheImagesIsAnError() throws IOException {
        List<PairFiles> pairs = TestPairs.drawn(root, 2);
        TestPairs.write(root.resolve("other"), "strange", TestPairs.constant(4, 4, 9));

        assertThatThrownBy(() -> evaluator(pairs, root.resolve("other")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll(
                        root.resolve("other").toString(), pairs.get(0).name());
    }

    @Test
    void imagesOfOneNameAreAnError() throws IOException {
        List<PairFiles> pairs = TestPairs.drawn(root, 1);
        Path folder = TestPairs.constant(root.resolve("mine"), pairs, 50);
        Files.copy(
                folder.resolve(pairs.get(0).name() + ".png"),
                folder.resolve(pairs.get(0).name() + ".bmp"));

        assertThatThrownBy(() -> evaluator(pairs, folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("ambiguous");
    }

    @Test
    void deepInfraredIsMeasuredWithTheLevelsOfTheWholeBatch() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 2);
        float low = 1000f / BitDepth.BITS_16.max();
        float high = 2000f / BitDepth.BITS_16.max();
        WriteOptions deep = WriteOptions.png().withDepth(BitDepth.BITS_16);
        ImageFiles.write(pairs.get(0).infrared(), filled(low), deep);
        ImageFiles.write(pairs.get(1).infrared(), filled(high), deep);

        FusionScores scores = run(evaluator(pairs));

        assertThat(value(scores, 1, 0, SimpleMetric.LEVEL)).isZero();
        assertThat(value(scores, 1, 1, SimpleMetric.LEVEL)).isEqualTo(255);
    }

    private static Plane filled(float sample) {
        return Plane.constant(TestPairs.WIDTH, TestPairs.HEIGHT, sample);
    }

    @Test
    void theListenerIsToldOfEachPair() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 5);
        List<String> seen = new ArrayList<>();

        var unused = Evaluator.of(plan(pairs).withThreads(3), entries())
                .run(TestScores.origin(), (done, total, pair) -> seen.add(done + "/" + total));

        assertThat(seen).containsExactly("0/5", "1/5", "2/5", "3/5", "4/5", "5/5");
    }

    @Test
    void workEndsWhenTheListenerWantsIt() throws IOException {
        List<PairFiles> pairs = TestPairs.drawn(root, 4);
        WorkListener leaving = new WorkListener() {
            private volatile int pairsDone;

            @Override
            public void advanced(int done, int total, String pair) {
                pairsDone = done;
            }

            @Override
            public boolean cancelled() {
                return pairsDone > 0;
            }
        };
        Evaluator evaluator = Evaluator.of(plan(pairs).withThreads(1), entries());

        assertThatThrownBy(() -> evaluator.run(TestScores.origin(), leaving)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aPairThatFindsNoMemoryAloneIsAFailedRow() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 2);
        FusionMetric greedy = metric(input -> {
            throw new OutOfMemoryError("as if");
        });
        EvaluationPlan plan = EvaluationPlan.of(pairs, List.of(greedy), Protocol.MODERN);

        assertThat(run(Evaluator.of(plan, List.of(Entry.visible()))).failures())
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure.reason()).contains("too large", "-Xmx"));
    }

    @Test
    void inputsAreTheDigestsOfTheFoldersThatAreMeasured() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 2);
        Path folder = TestPairs.constant(root.resolve("mine"), pairs, 50);
        Evaluator evaluator = evaluator(pairs, folder);

        var before = run(evaluator).provenance().inputs();
        TestPairs.write(folder, "not-a-pair", TestPairs.constant(4, 4, 9));
        assertThat(run(evaluator).provenance().inputs()).isEqualTo(before);
        TestPairs.write(folder, pairs.get(0).name(), TestPairs.constant(TestPairs.WIDTH, TestPairs.HEIGHT, 9));
        var after = run(evaluator).provenance().inputs();

        assertThat(before.keySet())
                .containsExactly(
                        root.resolve("ir").toString(), root.resolve("vi").toString(), folder.toString());
        assertThat(before.values()).allMatch(digest -> digest.matches("[0-9a-f]{64}"));
        assertThat(after.get(folder.toString())).isNotEqualTo(before.get(folder.toString()));
        assertThat(after.get(root.resolve("ir").toString()))
                .isEqualTo(before.get(root.resolve("ir").toString()));
    }

    @Test
    void aFileThatIsReplacedMeanwhileHasTheDigestOfWhatWasMeasured() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 1);
        Path folder = TestPairs.constant(root.resolve("mine"), pairs, 50);
        Path fused = folder.resolve(pairs.get(0).name() + ".png");
        String measured = Sha256.of(fused);
        FusionMetric replacing = metric(input -> {
            try {
                TestPairs.write(
                        folder,
                        pairs.get(0).name(),
                        TestPairs.constant(input.fused().width(), input.fused().height(), 200));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return MetricValue.of(SimpleMetric.mean(input.fused()));
        });
        EvaluationPlan plan = EvaluationPlan.of(pairs, List.of(replacing), Protocol.MODERN);

        FusionScores scores = run(Evaluator.of(plan, Entry.ofFolders(List.of(folder), Set.of())));

        assertThat(value(scores, 0, 0, SimpleMetric.LEVEL)).isEqualTo(50);
        assertThat(scores.provenance().inputs()).containsEntry(fused.toString(), measured);
        assertThat(Sha256.of(fused)).isNotEqualTo(measured);
    }

    @Test
    void pairsThatWeightsWereTrainedOnAreKnownByTheirContent() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 3);
        Path folder = TestPairs.constant(root.resolve("mine"), pairs, 50);
        FusionScores unknown = run(evaluator(pairs, folder));
        assertThat(unknown.methods().get(0).overlap())
                .as("a source baseline has no weights")
                .isEmpty();
        assertThat(unknown.methods().get(2).overlap()).hasValue(TrainingOverlap.UNKNOWN);
        TrainingPairs training =
                TrainingPairs.of(List.of(unknown.sources().get(1).orElseThrow()), true);

        Entry trained = Entry.ofFolders(List.of(folder), Set.of()).get(0).withTrainingPairs(training);
        FusionScores scores = run(Evaluator.of(plan(pairs), List.of(trained)));

        assertThat(scores.methods().get(0).overlap())
                .hasValue(new TrainingOverlap(List.of(pairs.get(1).name()), true));
        assertThat(ScoreNotes.training(scores))
                .containsExactly("mine was trained on 1 of these 3 pairs; its scores on them do not hold for other"
                        + " images.");
    }

    @Test
    void aMetricWithoutAFormUnderTheProtocolIsRefused() {
        assertThatThrownBy(() -> EvaluationPlan.of(
                        List.of(PairFiles.of("a", Path.of("a"), Path.of("b"))), METRICS, Protocol.AUTHORS_2022))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LEVEL has no form under the protocol authors2022");
    }

    @Test
    void settingsNameProtocolMetricsAndRange() {
        EvaluationPlan plan =
                EvaluationPlan.of(List.of(PairFiles.of("a", Path.of("a"), Path.of("b"))), METRICS, Protocol.LEGACY);

        assertThat(plan.settings())
                .containsEntry("protocol", "legacy")
                .containsEntry("metrics", "LEVEL,DISTANCE")
                .containsEntry("infrared range", "auto");
    }
}
