// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.benchmarks.WordScanner.Banned;
import io.github.psfusion.benchmarks.WordScanner.Exemption;
import io.github.psfusion.benchmarks.WordScanner.Violation;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Code and documents use the field's words: PyTorch's, those of imaging and the paper, the JDK's. */
@Tag("slow") // reads all sources of the project
class WordsTest {
    private static final Checkout CHECKOUT = Checkout.find();
    private static final WordScanner SCANNER = BannedWords.scanner();

    @Test
    void mainClassesUseTheStandardWords() {
        assertThat(violations(CHECKOUT.mainClasses())).isEmpty();
    }

    @Test
    void documentsUseTheStandardWords() {
        assertThat(violations(CHECKOUT.documents())).isEmpty();
    }

    @Test
    void helpTextsUseTheStandardWords() {
        assertThat(violations(CHECKOUT.helpTexts())).isEmpty();
    }

    @Test
    void pagesUseTheStandardWords() {
        assertThat(violations(CHECKOUT.pages())).isEmpty();
    }

    @Test
    void theLauncherUsesTheStandardWords() {
        assertThat(violations(List.of(CHECKOUT.launcher()))).isEmpty();
    }

    @Test
    void allKindsOfFilesAreSeen() {
        assertThat(CHECKOUT.modules()).contains("imaging", "networks", "cli");
        assertThat(CHECKOUT.mainClasses()).hasSizeGreaterThan(500);
        assertThat(CHECKOUT.documents().stream().map(CHECKOUT::name))
                .contains("README.md", "docs/reference/metrics.md");
        assertThat(CHECKOUT.helpTexts().stream().map(CHECKOUT::name)).contains("docs/reference/help/psfusion-fuse.txt");
        assertThat(CHECKOUT.pages().stream().map(CHECKOUT::name)).anyMatch(name -> name.endsWith("/page.html"));
    }

    @Test
    void aViolationNamesFileLineWordAndStandardWord() {
        WordScanner scanner = new WordScanner(
                List.of(new Banned(Pattern.compile(".*"), Pattern.compile("(?i)widget"), "gadget")), List.of());

        List<Violation> found = scanner.scan("a/B.java", "class B {\n    int widgetCount; // of all\n}\n");

        assertThat(found).containsExactly(new Violation("a/B.java", 2, "widget", "gadget"));
        assertThat(found.get(0)).hasToString("a/B.java:2: \"widget\", use: gadget");
    }

    @Test
    void anExemptionCoversTheWordsInsideItOnly() {
        WordScanner scanner = new WordScanner(
                List.of(new Banned(Pattern.compile(".*"), Pattern.compile("widgets?"), "gadget")),
                List.of(new Exemption(Pattern.compile("a/.*"), Pattern.compile("\"widgets\""), "stored key")));

        assertThat(scanner.scan("a/B.java", "put(\"widgets\");")).isEmpty();
        assertThat(scanner.scan("a/B.java", "put(\"widgets\"); // the widgets")).hasSize(1);
        assertThat(scanner.scan("b/B.java", "put(\"widgets\");")).hasSize(1);
    }

    @Test
    void storedKeysMayStandWhereTheyAreStored() {
        String key = "machine.put(\"processors\", count)";

        assertThat(SCANNER.scan("evaluation/src/main/java/Machine.java", key)).isEmpty();
        assertThat(SCANNER.scan("cli/src/main/java/Machine.java", key)).hasSize(1);
    }

    @Test
    void aWordMayBeBannedInSomeFilesOnly() {
        WordScanner scanner = new WordScanner(
                List.of(new Banned(Pattern.compile(".*\\.md"), Pattern.compile("--old"), "--new")), List.of());

        assertThat(scanner.scan("guide.md", "use --old")).hasSize(1);
        assertThat(scanner.scan("Command.java", "names = {\"--new\", \"--old\"}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the fused picture | image",
                "PictureBatch batch; | image",
                "a greyscale value | gray",
                "int colourBits; | color",
                "the verb fuse | command",
                "class FuseVerb { | command",
                "telling floats as bytes | quantize",
                "a fault of the program | internal error",
                "exit status of a process | exit code",
                "it ends with status 3 | exit code",
                "on two processors | CPU",
                "needs a graphics card | GPU",
                "the engine loads | libtorch",
                "throw new EngineException() | backend",
                "new KeptMemory() | MemoryTrimmer",
                "missing and misshapen ones | shape mismatch",
                "the plain visible image | source baselines",
                "infrared and visible are exchanged | swapped",
                "two runs that do not count | warm-up",
                "the normalised value | -ize",
                "Graph optimisedGraph | -ize",
                "analysedOnce() | analyzed",
                "PsFusionObjective loss | Loss",
                "numbers of the maps | values",
                "calibration of edges aligned | HALF_PIXEL",
                "recorded graph | traced",
                "deep infrared | 16-bit",
                "no log hears of it | metaphors",
                "a labelled set | labeled",
                "the training goes on | continue",
                "Whoever builds it | anyone",
                "it stands in the report | is",
                "the value is no number | not a number",
                "EN less that of SeAFusion | difference",
                "1 pairs are left out | singular",
            })
    void theTableFindsTheWord(String text, String standard) {
        assertThat(SCANNER.scan("x/src/main/java/X.java", text))
                .as(text)
                .isNotEmpty()
                .anySatisfy(violation -> assertThat(violation.standard()).contains(standard));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the fused image of a pair",
                "Runtime.getRuntime().availableProcessors()",
                "import org.snakeyaml.engine.v2.api.Load;",
                "metadata.put(\"int8_pictures\", text)",
                "exit code 3",
                "a verbose log, kept verbatim",
                "size in bytes",
                "the training objective",
                "a minimum that is unique",
                "realistic analyses of the optimizer's behavior",
                "class 0 is unlabelled",
                "signs stand on the street",
                "a star stands for anything",
                "the first of 11 pairs",
            })
    void theTableLetsStandardWordsPass(String text) {
        assertThat(SCANNER.scan("x/src/main/java/X.java", text)).isEmpty();
    }

    private static List<Violation> violations(List<Path> files) {
        return files.parallelStream()
                .flatMap(file -> SCANNER.scan(CHECKOUT.name(file), Checkout.text(file)).stream())
                .toList();
    }

    @Test
    void noRuleFindsAnythingInAnEmptyText() {
        Stream<Banned> rules = SCANNER.banned().stream();
        assertThat(rules.filter(rule -> rule.word().matcher("").find())).isEmpty();
    }
}
