// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guide of Java shows the example project as it is; {@code .ci/consumer.sh} builds and runs it. */
class ConsumerExampleTest {
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
}
