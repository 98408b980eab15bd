// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.ImageFolder;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.testing.RecordedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonRunTest {
    private static final ScoreOrigin ORIGIN = new ScoreOrigin(
            "psfusion 1", Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), Map.of("command", "psfusion compare"));

    @TempDir
    private Path root;

    private final List<String> events = new ArrayList<>();

    /** Fills each image with one level; records its life in the events of the test. */
    private final class Level implements MethodSource {
        private final String key;
        private final float level;

        Level(String key, float level) {
            this.key = key;
            this.level = level;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public FusionMethod open() throws IOException {
            if (level < 0) {
                throw new IOException(key + " has no weights");
            }
            events.add("open " + key);
            return new FusionMethod() {
                @Override
                public MethodDescription description() {
                    return new MethodDescription("level", "one level", "", Map.of());
                }

                @Override
                public Plane fuseLuminance(ImagePair pair) {
                    return Plane.constant(pair.width(), pair.height(), level);
                }

                @Override
                public void close() {
                    events.add("close " + key);
                }
            };
        }
    }

    private static EvaluationPlan plan(List<PairFiles> pairs) {
        return EvaluationPlan.of(pairs, List.of(SimpleMetric.LEVEL, SimpleMetric.DISTANCE), Protocol.MODERN);
    }

    private ComparisonRun run(List<PairFiles> pairs, List<MethodSource> methods, Path... folders) throws IOException {
        return ComparisonRun.of(plan(pairs), methods, Entry.ofFolders(List.of(folders), Set.of()));
    }

    private ComparisonRun.Result result(ComparisonRun run) throws IOException, InterruptedException {
        return run.run(Optional.of(root.resolve("out")), ExistingImages.KEEP, ORIGIN, ComparisonListener.NONE);
    }

    private static List<String> keys(FusionScores scores) {
        return scores.methods().stream().map(method -> method.method().key()).toList();
    }

    @Test
    void baselinesMethodsAndFoldersAreRowsInThisOrder() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 2);
        Path mine = TestPairs.constant(root.resolve("mine"), pairs, 100);

        ComparisonRun.Result result = result(run(pairs, List.of(new Level("b:x=1", 0.6f), new Level("a", 0.2f)), mine));

        assertThat(keys(result.scores())).containsExactly("visible", "infrared", "b:x=1", "a", "mine");
        ScoreTable table = ScoreTable.of(result.scores());
        assertThat(table.values(2, 0)).containsExactly(153, 153);
        assertThat(table.values(3, 0)).containsExactly(51, 51);
        assertThat(table.values(4, 0)).containsExactly(100, 100);
        assertThat(result.scores().methods().get(2).timing().orElseThrow().seconds())
                .hasSize(2);
        assertThat(root.resolve("out/images/b,x=1").resolve(pairs.get(0).name() + ".png"))
                .exists();
        assertThat(result.scores().provenance().settings())
                .containsEntry("metrics", "LEVEL,DISTANCE")
                .containsEntry("command", "psfusion compare");
        assertThat(result.scores().provenance().time()).isEqualTo(Instant.EPOCH);
        assertThat(result.images(1).pairs())
                .singleElement()
                .satisfies(pair -> assertThat(pair.images()).hasSize(5).allMatch(Optional::isPresent));
    }

    @Test
    void eachFolderIsListedOnce() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 2);
        Path mine = TestPairs.constant(root.resolve("mine"), pairs, 100);
        Path other = TestPairs.constant(root.resolve("other"), pairs, 90);
        try (RecordedLog log = RecordedLog.of(ImageFolder.class)) {
            ComparisonRun run = run(pairs, List.of(new Level("a", 0.5f)), mine, other);
            assertThat(run.missing()).isEmpty();
            ComparisonRun.Result result = result(run);
            assertThat(result.images(2).pairs()).hasSize(2);

            assertThat(log.messages())
                    .containsExactly(
                            mine + ": listed, 2 images",
                            other + ": listed, 2 images",
                            root.resolve("out/images/a") + ": listed, 2 images");
        }
    }

    @Test
    void methodsAndMetricsSeeTheSameLevelsOf16BitInfrared() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 2);
        WriteOptions deep = WriteOptions.png().withDepth(BitDepth.BITS_16);
        for (int i = 0; i < 2; i++) {
            float level = (1000f + 1000 * i) / BitDepth.BITS_16.max();
            ImageFiles.write(pairs.get(i).infrared(), Plane.constant(TestPairs.WIDTH, TestPairs.HEIGHT, level), deep);
        }
        MethodSource infrared = new MethodSource() {
            @Override
            public String key() {
                return "copy";
            }

            @Override
            public int threads() {
                return 1;
            }

            @Override
            public FusionMethod open() {
                return new FusionMethod() {
                    @Override
                    public MethodDescription description() {
                        return new MethodDescription("copy", "infrared", "", Map.of());
                    }

                    @Override
                    public Plane fuseLuminance(ImagePair pair) {
                        return pair.infrared();
                    }

                    @Override
                    public Plane fuse(ImagePair pair) {
                        return pair.infrared();
                    }
                };
            }
        };

        ScoreTable table = ScoreTable.of(result(run(pairs, List.of(infrared))).scores());

        assertThat(table.values(1, 0)).containsExactly(0, 255);
        assertThat(table.values(2, 0)).containsExactly(0, 255);
    }

    @Test
    void allMethodsAreOpenedBeforeOneRunsAndClosedAfterAFailure() throws IOException {
        List<PairFiles> pairs = TestPairs.drawn(root, 1);
        ComparisonRun run = run(pairs, List.of(new Level("a", 0.5f), new Level("broken", -1)));

        assertThatThrownBy(() -> result(run)).isInstanceOf(IOException.class).hasMessage("broken has no weights");

        assertThat(events).containsExactly("open a", "close a");
        assertThat(root.resolve("out/images/a")).doesNotExist();
    }

    @Test
    void tasksAreObservedInTheirOrder() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 2);
        ComparisonListener listener = new ComparisonListener() {
            @Override
            public WorkListener begin(String task) {
                events.add("begin " + task);
                return new WorkListener() {
                    @Override
                    public void advanced(int done, int total, String pair) {
                        events.add(done + "/" + total);
                    }

                    @Override
                    public void close() {
                        events.add("end " + task);
                    }
                };
            }

            @Override
            public void kept(String method, int images) {
                events.add("kept " + images + " of " + method);
            }
        };
        var unused = result(run(pairs, List.of(new Level("a", 0.5f))));
        events.clear();

        var again = run(pairs, List.of(new Level("a", 0.5f)))
                .run(Optional.of(root.resolve("out")), ExistingImages.KEEP, ORIGIN, listener);

        assertThat(events)
                .containsExactly(
                        "open a",
                        "begin survey",
                        "end survey",
                        "begin a",
                        "0/2",
                        "1/2",
                        "2/2",
                        "kept 2 of a",
                        "end a",
                        "begin measure",
                        "0/2",
                        "1/2",
                        "2/2",
                        "end measure",
                        "close a");
        assertThat(again.scores().failures()).isEmpty();
    }

    @Test
    void aCancelledComparisonClosesItsMethods() throws IOException {
        List<PairFiles> pairs = TestPairs.drawn(root, 2);
        ComparisonRun run = run(pairs, List.of(new Level("a", 0.5f)));
        ComparisonListener leaving = task -> new WorkListener() {
            @Override
            public void advanced(int done, int total, String pair) {}

            @Override
            public boolean cancelled() {
                return task.equals("a");
            }
        };

        assertThatThrownBy(() -> run.run(Optional.of(root.resolve("out")), ExistingImages.KEEP, ORIGIN, leaving))
                .isInstanceOf(CancellationException.class);

        assertThat(events).containsExactly("open a", "close a");
    }

    @Test
    void aPairThatIsRefusedIsAFailedRow() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 2);
        MethodSource choosy = new MethodSource() {
            @Override
            public String key() {
                return "choosy";
            }

            @Override
            public int threads() {
                return 1;
            }

            @Override
            public FusionMethod open() throws IOException {
                return new Level("choosy", 0.5f).open();
            }

            @Override
            public void check(FusionMethod opened, ImagePair pair) throws IOException {
                if (pair.name().equals(pairs.get(1).name())) {
                    throw new IOException(pair.name() + ": too large");
                }
            }
        };

        FusionScores scores = result(run(pairs, List.of(choosy))).scores();

        assertThat(scores.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.method()).isEqualTo("choosy");
            assertThat(failure.reason()).isEqualTo(pairs.get(1).name() + ": too large");
        });
    }

    @Test
    void aComparisonThatAFormerVersionBeganGoesOnInItsFolder() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 2);
        var unused = result(run(pairs, List.of(new Level("a", 0.5f))));
        Path former = root.resolve("out/pictures");
        Files.move(root.resolve("out/images"), former);
        Path record = former.resolve("a/method.json");
        String images = Files.readString(record);
        assertThat(images).contains("\"images\"");
        Files.writeString(record, images.replace("\"images\"", "\"pictures\""));
        List<Integer> kept = new ArrayList<>();

        var again = run(pairs, List.of(new Level("a", 0.5f)))
                .run(Optional.of(root.resolve("out")), ExistingImages.KEEP, ORIGIN, new ComparisonListener() {
                    @Override
                    public WorkListener begin(String task) {
                        return WorkListener.NONE;
                    }

                    @Override
                    public void kept(String method, int number) {
                        kept.add(number);
                    }
                });

        assertThat(kept).containsExactly(2);
        assertThat(again.scores().methods().get(2).pairs()).hasSize(2);
        assertThat(root.resolve("out/images")).doesNotExist();
    }

    @Test
    void withoutAFolderNothingStays() throws IOException, InterruptedException {
        List<PairFiles> pairs = TestPairs.drawn(root, 1);
        List<Path> before = temporaryFolders();

        FusionScores scores = run(pairs, List.of(new Level("a", 0.5f)))
                .run(Optional.empty(), ExistingImages.KEEP, ORIGIN, ComparisonListener.NONE)
                .scores();

        assertThat(scores.failures()).isEmpty();
        assertThat(temporaryFolders()).isEqualTo(before);
    }

    private static List<Path> temporaryFolders() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("psfusion-compare-"))
                    .toList();
        }
    }

    @Test
    void missingImagesAreKnownBeforeAnyMethodIsOpened() throws IOException {
        List<PairFiles> pairs = TestPairs.drawn(root, 2);
        Path mine = TestPairs.constant(root.resolve("mine"), pairs, 100);
        Files.delete(mine.resolve(pairs.get(0).name() + ".png"));

        assertThat(run(pairs, List.of(new Level("a", 0.5f)), mine).missing())
                .containsExactly(new MissingImage("mine", pairs.get(0).name(), mine));
        assertThatThrownBy(() -> run(pairs, List.of(new Level("a", 0.5f)), root.resolve("nowhere")))
                .isInstanceOf(DatasetException.class);
        assertThat(events).isEmpty();
    }

    @Test
    void entriesOfOneKeyAreRefused() throws IOException {
        List<PairFiles> pairs = TestPairs.drawn(root, 1);

        assertThatThrownBy(() -> run(pairs, List.of(new Level("visible", 0.5f))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two entries are named \"visible\"");
        assertThatThrownBy(() -> Evaluator.of(plan(pairs), List.of(Entry.infrared(), Entry.infrared())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two entries are named \"infrared\"");
    }
}
