// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.fiji;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedClassesTest {
    private final ClassLoader shared = new SharedClasses(getClass().getClassLoader());

    @Test
    void imageJAndTheInterfaceAreThoseOfTheProgram() throws ClassNotFoundException {
        assertThat(shared.loadClass("ij.ImagePlus")).isSameAs(ImagePlus.class);
        assertThat(shared.loadClass("io.github.psfusion.fiji.ImageFusion")).isSameAs(ImageFusion.class);
        assertThat(shared.loadClass("java.sql.Connection").getName()).isEqualTo("java.sql.Connection");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"org.junit.jupiter.api.Test", "com.fasterxml.jackson.core.JsonFactory", "org.scijava.Context"})
    void otherLibrariesOfTheProgramAreNotSeen(String name) throws ClassNotFoundException {
        assertThat(getClass().getClassLoader().loadClass(name)).isNotNull();

        assertThatThrownBy(() -> shared.loadClass(name)).isInstanceOf(ClassNotFoundException.class);
        assertThat(shared.getResource(name.replace('.', '/') + ".class")).isNull();
    }
}
