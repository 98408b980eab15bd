// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide of Java shows the example project as it is; {@code .ci/consumer.sh} builds and runs it. */
class ConsumerExampleTest {
    private static final Pattern CODE = Pattern.compile("(?s)```java\\n.*?```");

    @Test
    void theGuideShowsTheFilesOfTheExample() {
        Path root = Checkout.find().root();
        String guide = Checkout.text(root.resolve("docs/guide/java.md"));
        for (String file :
                List.of("pom.xml", "src/main/java/org/example/FuseOnePair.java", "src/main/java/module-info.java")) {
            String text = Checkout.text(root.resolve("examples/consumer").resolve(file));
            assertThat(guide).as(file).contains("`" + file + "`:").contains("\n" + text.stripTrailing() + "\n```\n");
        }
    }

    @Test
    void theProgramHasLessThanTwentyLines() {
        String program = Checkout.text(
                Checkout.find().root().resolve("examples/consumer/src/main/java/org/example/FuseOnePair.java"));
        assertThat(program.lines().filter(line -> !line.isBlank())).hasSizeLessThan(20);
    }

    @Test
    void theGuideNamesThePackageOfEveryClassInItsCode() {
        Checkout checkout = Checkout.find();
        String guide = Checkout.text(checkout.root().resolve("docs/guide/java.md"));
        Set<String> words = new TreeSet<>();
        for (String code : CODE.matcher(guide).results().map(MatchResult::group).toList()) {
            words.addAll(List.of(code.split("\\W+")));
        }
        Map<String, String> packages = new TreeMap<>();
        for (Path file : checkout.mainClasses()) {
            String name = checkout.name(file);
            String type = name.replaceAll(".*/|\\.java$", "");
            if (words.contains(type) && !name.startsWith("benchmarks/")) {
                packages.put(
                        type, name.replaceAll(".*/src/main/java/|/[^/]*$", "").replace('/', '.'));
            }
        }
        assertThat(packages).containsKeys("BufferedImages", "PsFusion", "RigCalibration");
        packages.forEach((type, where) -> assertThat(guide)
                .as(type)
                .containsPattern("(?m)^\\| `" + where.replace(".", "\\.") + "` \\|.*`" + type + "`"));
    }
}
