// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.psfusion.cli.console.Cancellation;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.Terminal;
import io.github.psfusion.cli.manual.ManualPages;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ManualTest {
    private static final CommandLine PROGRAM = PsFusionCommand.commandLine(
            new Session(System.out, System.err, Map.of(), Terminal.none(), new Cancellation()));

    @TempDir
    Path folder;

    @Test
    void everyCommandAndOptionHasItsPlace() {
        SortedMap<String, String> pages = ManualPages.of(PROGRAM);
        requirePage(PROGRAM, pages);
        assertThat(pages).containsKeys("psfusion.1", "psfusion-fuse.1", "psfusion-weights-import.1");
    }

    private static void requirePage(CommandLine command, SortedMap<String, String> pages) {
        String page = pages.get(command.getCommandSpec().qualifiedName("-") + ".1");
        assertThat(page).contains(".SH \"NAME\"\npsfusion", ".SH \"SYNOPSIS\"\n\\fBpsfusion");
        command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden() && !option.inherited())
                .forEach(option -> assertThat(page).contains("\\fB" + option.names()[0].replace("-", "\\-") + "\\fR"));
        command.getSubcommands().values().forEach(below -> requirePage(below, pages));
    }

    @Test
    void everyExitCodeIsListed() throws IllegalAccessException {
        String page = ManualPages.of(PROGRAM).get("psfusion.1");
        for (Field code : ExitCode.class.getFields()) {
            int number = code.getInt(null);
            String tag = code.getName().equals("SIGNAL_BASE") ? "129, 130, 143" : Integer.toString(number);
            assertThat(page).contains(".TP\n" + tag + "\n");
        }
    }

    @Test
    void nothingInATextIsARequestOrAnEscape() {
        CommandLine.Model.CommandSpec odd =
                CommandLine.Model.CommandSpec.create().name("odd");
        odd.usageMessage()
                .header("a header")
                .customSynopsis("odd")
                .description(".so /etc/passwd", "", "a\\fBb 'c' ~ é");
        String page = ManualPages.of(new CommandLine(odd)).get("odd.1");
        assertThat(page).contains("\n\\&.so /etc/passwd\n").contains("a\\(rsfBb \\(aqc\\(aq \\(ti \\[u00E9]");
    }

    @Test
    void examplesKeepTheirLines() {
        assertThat(ManualPages.of(PROGRAM).get("psfusion-weights-export.1"))
                .contains(".nf\npsfusion weights export models/psfusion.safetensors \\-o psfusion.pth\n");
    }

    @Test
    void pagesAreWrittenAndNotReplaced() {
        Path made = folder.resolve("man1");
        Run first = Run.of("generate-man-pages", made.toString());
        assertThat(first.status()).as(first.err()).isEqualTo(ExitCode.OK);
        assertThat(made.resolve("psfusion-fuse.1")).isRegularFile();
        assertThat(Run.of("generate-man-pages", made.toString()).status()).isEqualTo(ExitCode.OUTPUT);
        assertThat(Run.of("generate-man-pages", made.toString(), "--overwrite").status())
                .isEqualTo(ExitCode.OK);
    }

    @Test
    @Tag("slow")
    void manReadsThePagesWithoutAWarning() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/man")), "there is no program man");
        for (Map.Entry<String, String> page : ManualPages.of(PROGRAM).entrySet()) {
            Path file = Files.writeString(folder.resolve(page.getKey()), page.getValue());
            Path errors = folder.resolve("errors");
            ProcessBuilder man = new ProcessBuilder("man", "--warnings", "-E", "UTF-8", "-l", file.toString());
            man.environment().put("MANWIDTH", "80");
            Process shown = man.redirectError(errors.toFile()).start();
            String text = new String(shown.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shown.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(errors).as(page.getKey()).isEmptyFile();
            assertThat(shown.exitValue()).isZero();
            assertThat(text).contains("SYNOPSIS", "psfusion");
        }
    }
}
