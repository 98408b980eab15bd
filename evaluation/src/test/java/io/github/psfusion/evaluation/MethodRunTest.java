// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.evaluation.OpenMethods.OpenMethod;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.metrics.Gray8Image;
import io.github.psfusion.metrics.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MethodRunTest {
    @TempDir
    private Path root;

    /** Gives the infrared image; counts its calls and fails on one pair. */
    private static final class Copying implements FusionMethod {
        private final String setting;
        private final String failing;
        private final List<String> calls = new ArrayList<>();

        Copying(String setting, String failing) {
            this.setting = setting;
            this.failing = failing;
        }

        @Override
        public MethodDescription description() {
            return new MethodDescription("copy:much", "copies", "", Map.of("setting", setting));
        }

        @Override
        public Plane fuseLuminance(ImagePair pair) {
            calls.add(pair.name());
            if (pair.name().equals(failing)) {
                throw new IllegalStateException("no luck");
            }
            return pair.infrared();
        }
    }

    /** Names and opens a method. */
    private record Source(FusionMethod open) implements MethodSource {
        @Override
        public String key() {
            return "copy:much";
        }

        @Override
        public int threads() {
            return 2;
        }
    }

    private static MethodRun run(ExistingImages existing, FusionMethod method) {
        return new MethodRun(new OpenMethod(new Source(method), method), "psfusion 1", existing);
    }

    private static PairReader reader(List<PairFiles> pairs) {
        return PairReader.of(
                pairs, PairWindows.ofInfrared(new IntensityWindow.Automatic()), DecodeLimits.defaults(), () -> {});
    }

    private MethodRun.Result run(ExistingImages existing, FusionMethod method, List<PairFiles> pairs)
            throws IOException {
        return run(existing, method).run(pairs, reader(pairs), root.resolve("out"), WorkListener.NONE);
    }

    @Test
    void imagesAreWrittenAndTimedAfterAWarmUp() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 3);
        Copying method = new Copying("a", "");

        MethodRun.Result result = run(ExistingImages.KEEP, method, pairs);

        assertThat(method.calls.subList(0, 2)).containsOnly(pairs.get(0).name()); // warm-up, then its turn
        assertThat(method.calls.subList(method.calls.size() - 2, method.calls.size()))
                .containsExactly(pairs.get(1).name(), pairs.get(2).name());
        assertThat(result.entry().timing()).hasValueSatisfying(timing -> {
            assertThat(timing.seconds()).hasSize(3).allMatch(seconds -> seconds > 0);
            assertThat(timing.warmUps()).isEqualTo(method.calls.size() - 3).isBetween(1, 10);
            assertThat(timing.threads()).isEqualTo(2);
        });
        EvaluationPlan plan = EvaluationPlan.of(pairs, List.of(SimpleMetric.LEVEL), Protocol.MODERN);
        assertThat(Evaluator.of(plan, List.of(result.entry()))
                        .run(TestScores.origin(), WorkListener.NONE)
                        .failures())
                .isEmpty();
    }

    @Test
    void anEqualRunKeepsImagesAndTimes() throws IOException {
        List<PairFiles> pairs = TestPairs.drawn(root, 3);
        MethodRun.Result first = run(ExistingImages.KEEP, new Copying("a", ""), pairs);
        Copying again = new Copying("a", "");

        MethodRun.Result second = run(ExistingImages.KEEP, again, pairs);

        assertThat(again.calls).isEmpty();
        assertThat(second.kept()).isEqualTo(3);
        assertThat(second.entry()).isEqualTo(first.entry());
    }

    @Test
    void anImageThatIsGoneOrChangedOrHasOtherSourcesIsMadeAgain() throws IOException {
        List<PairFiles> pairs = TestPairs.drawn(root, 4);
        var unused = run(ExistingImages.KEEP, new Copying("a", ""), pairs);
        Path out = root.resolve("out");
        Files.delete(out.resolve(pairs.get(0).name() + ".png"));
        TestPairs.write(out, pairs.get(1).name(), TestPairs.constant(48, 32, 3));
        TestPairs.write(root.resolve("ir"), pairs.get(2).name(), TestPairs.constant(48, 32, 9));
        Copying again = new Copying("a", "");

        MethodRun.Result result = run(ExistingImages.KEEP, again, pairs);

        assertThat(again.calls)
                .doesNotContain(pairs.get(3).name())
                .contains(pairs.get(2).name());
        assertThat(result.kept()).isEqualTo(1);
        assertThat(result.entry().timing().orElseThrow().seconds()).hasSize(4);
    }

    @Test
    void imagesOfAnotherRunAreReplacedOnlyIfThatIsAskedFor() throws IOException {
        List<PairFiles> pairs = TestPairs.drawn(root, 1);
        var unused = run(ExistingImages.KEEP, new Copying("a", ""), pairs);

        assertThatThrownBy(() -> run(ExistingImages.KEEP, new Copying("b", ""), pairs))
                .isInstanceOf(ScoreFileException.class)
                .hasMessageContainingAll(root.resolve("out").toString(), "{setting=a}", "{setting=b}", "--overwrite");
        assertThat(run(ExistingImages.REPLACE, new Copying("b", ""), pairs).kept())
                .isZero();
    }

    @Test
    void imagesOfUnknownOriginAreNotReplaced() throws IOException {
        List<PairFiles> pairs = TestPairs.drawn(root, 1);
        Path file = root.resolve("out").resolve(pairs.get(0).name() + ".png");
        TestPairs.write(root.resolve("out"), pairs.get(0).name(), TestPairs.constant(4, 4, 9));
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> run(ExistingImages.KEEP, new Copying("b", ""), pairs))
                .isInstanceOf(ScoreFileException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aDamagedRecordIsAnErrorThatNamesIt() throws IOException {
        List<PairFiles> pairs = TestPairs.drawn(root, 1);
        Path file = Files.createDirectories(root.resolve("out")).resolve("method.json");
        for (String text : List.of(
                "",
                "nothing",
                "{}",
                "[1]",
                "{\"schema\": \"psfusion-method-1\", \"pictures\": {\"a\": {\"seconds\": -1}}}")) {
            Files.writeString(file, text);

            assertThatThrownBy(() -> run(ExistingImages.KEEP, new Copying("b", ""), pairs))
                    .isInstanceOf(ScoreFileException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void aPairThatFailsHasAReasonAndTheOthersGoOn() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 3);
        Files.writeString(pairs.get(2).visible(), "no image");
        Copying method = new Copying("a", pairs.get(1).name());

        Entry entry = run(ExistingImages.KEEP, method, pairs).entry();

        assertThat(entry.failures())
                .containsOnlyKeys(pairs.get(1).name(), pairs.get(2).name());
        assertThat(entry.failures().get(pairs.get(1).name()))
                .contains(pairs.get(1).infrared().toString(), "no luck");
        assertThat(entry.timing().orElseThrow().seconds()).hasSize(1);
        EvaluationPlan plan = EvaluationPlan.of(pairs, List.of(SimpleMetric.LEVEL), Protocol.MODERN);
        Evaluator evaluator = Evaluator.of(plan, List.of(entry));
        assertThat(evaluator.missing()).isEmpty();
        assertThat(evaluator.run(TestScores.origin(), WorkListener.NONE).failures())
                .hasSize(2)
                .anySatisfy(failure -> assertThat(failure.reason()).contains("no luck"));
    }

    @Test
    void anotherSizeIsAFailure() throws IOException {
        List<PairFiles> pairs = TestPairs.drawn(root, 1);
        FusionMethod shrinking = new FusionMethod() {
            @Override
            public MethodDescription description() {
                return new MethodDescription("shrink", "shrinks", "", Map.of());
            }

            @Override
            public Plane fuseLuminance(ImagePair pair) {
                return Plane.constant(2, 2, 0);
            }

            @Override
            public Image fuse(ImagePair pair) {
                return fuseLuminance(pair);
            }
        };

        assertThat(run(ExistingImages.KEEP, shrinking, pairs).entry().failures().values())
                .singleElement()
                .asString()
                .contains("48 x 32", "2 x 2");
    }

    @Test
    void whateverOnePairDoesTheOthersGoOn() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 5);
        FusionMethod failing = new FusionMethod() {
            @Override
            public MethodDescription description() {
                return new MethodDescription("fails", "fails", "", Map.of());
            }

            @Override
            public Plane fuseLuminance(ImagePair pair) {
                if (pair.name().equals(pairs.get(0).name())) {
                    throw new OutOfMemoryError("as if");
                }
                if (pair.name().equals(pairs.get(1).name())) {
                    throw new StackOverflowError("as if");
                }
                if (pair.name().equals(pairs.get(2).name())) {
                    throw new NoClassDefFoundError("as if");
                }
                float level = pair.name().equals(pairs.get(3).name()) ? Float.NaN : 0.5f;
                return Plane.constant(pair.width(), pair.height(), level);
            }

            @Override
            public Image fuse(ImagePair pair) {
                return fuseLuminance(pair);
            }
        };

        Entry entry = run(ExistingImages.KEEP, failing, pairs).entry();

        assertThat(entry.failures()).hasSize(4).doesNotContainKey(pairs.get(4).name());
        assertThat(entry.failures().get(pairs.get(0).name()))
                .contains("-Xmx", pairs.get(0).infrared().toString());
        assertThat(entry.failures().get(pairs.get(3).name())).contains("cannot be stored");
        EvaluationPlan plan = EvaluationPlan.of(pairs, List.of(SimpleMetric.LEVEL), Protocol.MODERN);
        assertThat(Evaluator.of(plan, List.of(entry))
                        .run(TestScores.origin(), WorkListener.NONE)
                        .failures())
                .hasSize(4);
    }

    @Test
    void trainingPairsOfTheMethodStayBesideItsImages() throws IOException {
        List<PairFiles> pairs = TestPairs.drawn(root, 1);
        Plane plane = Plane.constant(8, 8, 0.5f);
        TrainingPairs training = TrainingPairs.of(List.of(PairFingerprint.of(plane, plane)), true);
        FusionMethod trained = new FusionMethod() {
            @Override
            public MethodDescription description() {
                return new MethodDescription("trained", "trained", "", Map.of());
            }

            @Override
            public Optional<TrainingPairs> trainingPairs() {
                return Optional.of(training);
            }

            @Override
            public Plane fuseLuminance(ImagePair pair) {
                return pair.infrared();
            }
        };

        Entry made = run(ExistingImages.KEEP, trained, pairs).entry();

        assertThat(made.trainingPairs()).hasValue(training);
        Path out = root.resolve("out");
        assertThat(Entry.images("later", out).trainingPairs()).hasValue(training);
        Path record = out.resolve("method.json");
        Files.writeString(record, Files.readString(record).replace("pairs-1 complete", "pairs-1 wrong"));
        assertThat(Entry.images("damaged", out).trainingPairs()).hasValue(TrainingPairs.unknown());
        Files.delete(record);
        assertThat(Entry.images("foreign", out).trainingPairs()).hasValue(TrainingPairs.unknown());
        assertThat(run(ExistingImages.REPLACE, new Copying("a", ""), pairs)
                        .entry()
                        .trainingPairs())
                .as("a method without weights")
                .isEmpty();
        assertThat(Entry.images("classical", out).trainingPairs()).isEmpty();
    }

    @Test
    void aCancelledRunGoesOnLater() throws IOException {
        List<PairFiles> pairs = TestPairs.drawn(root, 3);
        WorkListener leaving = new WorkListener() {
            private int pairsDone;

            @Override
            public void advanced(int done, int total, String pair) {
                pairsDone = done;
            }

            @Override
            public boolean cancelled() {
                return pairsDone == 2;
            }
        };

        assertThatThrownBy(() -> run(ExistingImages.KEEP, new Copying("a", ""))
                        .run(pairs, reader(pairs), root.resolve("out"), leaving))
                .isInstanceOf(CancellationException.class);

        assertThat(run(ExistingImages.KEEP, new Copying("a", ""), pairs).kept()).isEqualTo(2);
    }

    @Test
    void imagesAreWhatTheMethodMade() throws IOException {
        List<PairFiles> pairs = TestPairs.drawn(root, 1);
        var unused = run(ExistingImages.KEEP, new Copying("a", ""), pairs);

        Image written = ImageFiles.read(
                        root.resolve("out").resolve(pairs.get(0).name() + ".png"), DecodeLimits.defaults())
                .image();

        assertThat(written.width()).isEqualTo(48);
        assertThat(SimpleMetric.mean(Gray8Image.of(written)))
                .isCloseTo(
                        SimpleMetric.mean(
                                Gray8Image.of(ImageFiles.read(pairs.get(0).infrared(), DecodeLimits.defaults())
                                        .image())),
                        within(2.0));
    }

    @Test
    void namesOfFoldersAreSafe() {
        assertThat(SafeNames.of("gtf:minimum")).isEqualTo("gtf,minimum");
        assertThat(SafeNames.of("psfusion:weights=/data/w.safetensors"))
                .isEqualTo("psfusion,weights=_data_w.safetensors");
        assertThat(SafeNames.of("con")).isEqualTo("_con");
        assertThat(SafeNames.of("..")).isEqualTo("_._");
        assertThat(SafeNames.of("a".repeat(300))).hasSizeLessThan(120);
        List<String> distinct = SafeNames.distinct(List.of("a:b", "a,b", "A,B", "c", "/etc/passwd", "../x"));
        assertThat(distinct.get(3)).isEqualTo("c");
        assertThat(distinct.stream().map(name -> name.toLowerCase(Locale.ROOT))).doesNotHaveDuplicates();
        assertThat(distinct).noneMatch(name -> name.contains("/") || name.startsWith("."));
    }
}
