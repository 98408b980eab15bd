// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FusionMethodsTest {
    @Test
    void readsNameAndOptions() throws MethodOptionException {
        FusionMethods.Request request = FusionMethods.parse("gtf:minimum:gap=1e-3");

        assertThat(request.provider().key()).isEqualTo("gtf");
        assertThat(request.options().text("")).contains("minimum");
        assertThat(request.options().text("gap")).contains("1e-3");
    }

    @Test
    void aPathMayHoldColonsAndEqualsSigns() throws MethodOptionException {
        assertThat(FusionMethods.parse("folder:C:/results/a=b").options().text(""))
                .contains("C:/results/a=b");
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> FusionMethods.parse("laplace"))
                .isInstanceOf(MethodOptionException.class)
                .hasMessageContaining("laplace: there is no such method.")
                .hasMessageContaining("Did you mean laplacian?")
                .hasMessageContaining("Known are anisotropic, average,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"laplacian:levels=0", "laplacian:levels=four", "laplacian:levels=", "laplacian:levels=1e9"})
    void numbersOutOfRangeAreRefusedWithIt(String text) {
        assertThatThrownBy(() -> {
                    FusionMethods.Request request = FusionMethods.parse(text);
                    request.provider().open(request.options()).close();
                })
                .isInstanceOf(MethodOptionException.class)
                .hasMessageContaining("from 1 to 12");
    }

    @Test
    void anOptionTwiceIsRefused() {
        assertThatThrownBy(() -> FusionMethods.parse("laplacian:levels=3:levels=4"))
                .isInstanceOf(MethodOptionException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void aFormerNameOfAnOptionIsAccepted() throws MethodOptionException {
        assertThat(FusionMethods.parse("anisotropic:neighbours=8").options().text("neighbors"))
                .hasValue("8");
    }

    @Test
    void aFormerNameBesideTodaysIsRefused() {
        assertThatThrownBy(() -> FusionMethods.parse("anisotropic:neighbours=8:neighbors=4"))
                .isInstanceOf(MethodOptionException.class)
                .hasMessageContaining("neighbours");
    }

    /** A jar whose list of services names a class that is not there, and one that repeats a method that is. */
    @Test
    void aBrokenJarDoesNotHideOtherMethods(@TempDir Path jar) throws IOException {
        inJarWithServices(
                jar,
                "org.example.Missing\nio.github.psfusion.methods.FusionMethodsTest$Second\n",
                () -> assertThat(FusionMethods.all())
                        .extracting(FusionMethodProvider::key)
                        .contains("laplacian", "average")
                        .doesNotContain("missing"));
    }

    @Test
    void twoMethodsOfOneNameAreRefused(@TempDir Path jar) throws IOException {
        inJarWithServices(
                jar,
                "io.github.psfusion.methods.FusionMethodsTest$Second\n",
                () -> assertThatThrownBy(() -> FusionMethods.parse("average"))
                        .isInstanceOf(MethodOptionException.class)
                        .hasMessageContaining("several methods")
                        .hasMessageContaining("FusionMethodsTest$Second")
                        .hasMessageContaining("classical.Average"));
    }

    private static void inJarWithServices(Path jar, String lines, Runnable check) throws IOException {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(services.resolve(FusionMethodProvider.class.getName()), lines);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, FusionMethods.class.getClassLoader())) {
            thread.setContextClassLoader(loader);
            check.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A second method that is called average. */
    public static final class Second implements FusionMethodProvider {
        @Override
        public String key() {
            return "average";
        }

        @Override
        public String name() {
            return "another average";
        }

        @Override
        public String citation() {
            return "";
        }

        @Override
        public List<String> options() {
            return List.of();
        }

        @Override
        public FusionMethod open(MethodOptions options, MethodContext context) {
            throw new AssertionError("never opened");
        }
    }
}
