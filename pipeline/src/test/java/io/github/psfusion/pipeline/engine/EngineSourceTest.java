// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineSourceTest {
    @TempDir
    private Path folder;

    private EngineSource source(String settings) throws IOException {
        return MavenSettings.source(Files.writeString(folder.resolve("settings.xml"), settings));
    }

    @Test
    void withoutSettingsItIsMavenCentral() throws IOException {
        assertThat(MavenSettings.source(folder.resolve("none.xml"))).isEqualTo(EngineSource.CENTRAL);
        assertThat(source("<settings/>")).isEqualTo(EngineSource.CENTRAL);
    }

    @Test
    void mirrorAndProxyOfMavenAreTaken() throws IOException {
        EngineSource source = source("""
                <settings xmlns="http://maven.apache.org/SETTINGS/1.0.0">
                  <mirrors>
                    <mirror><url>https://other.example/x</url><mirrorOf>other</mirrorOf></mirror>
                    <mirror><url>https://house.example/central</url><mirrorOf> *,!own </mirrorOf></mirror>
                  </mirrors>
                  <proxies>
                    <proxy><active>false</active><host>old.example</host><port>1</port></proxy>
                    <proxy><host>proxy.example</host><port>3128</port></proxy>
                  </proxies>
                </settings>
                """);

        assertThat(source.repository()).isEqualTo(URI.create("https://house.example/central/"));
        assertThat(source.proxy()).contains(InetSocketAddress.createUnresolved("proxy.example", 3128));
    }

    @Test
    void mirrorsOfAllButCentralAreLeftAlone() throws IOException {
        assertThat(source(
                        "<settings><mirrors><mirror><url>https://a.example</url><mirrorOf>*,!central</mirrorOf></mirror>"
                                + "</mirrors></settings>"))
                .isEqualTo(EngineSource.CENTRAL);
    }

    @Test
    void damagedAndHostileSettingsAreRefusedByName() {
        assertThatThrownBy(() -> source("<settings>"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("settings.xml");
        assertThatThrownBy(() ->
                        source("<!DOCTYPE s [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><settings>&e;</settings>"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("settings.xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"central", "ftp://a.example/", "https://", "http:///x", "a b"})
    void addressesThatAreNoneAreRefused(String text) {
        assertThatThrownBy(() -> EngineSource.CENTRAL.withRepository(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://maven.example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy", "proxy:", "proxy:0", "proxy:70000", "user:secret@proxy:80", ":80"})
    void proxiesThatAreNoneAreRefused(String text) {
        assertThatThrownBy(() -> EngineSource.CENTRAL.withProxy(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HOST:PORT");
    }

    @Test
    void theFolderIsInTheCacheThatTheLauncherUses() {
        assertThat(EngineFolder.of(Map.of("PSFUSION_CACHE", "/c", "HOME", "/h")).folder())
                .isEqualTo(Path.of("/c/engine"));
        assertThat(EngineFolder.of(Map.of("XDG_CACHE_HOME", "/x", "HOME", "/h")).folder())
                .isEqualTo(Path.of("/x/psfusion/engine"));
        assertThat(EngineFolder.of(Map.of("XDG_CACHE_HOME", "x", "HOME", "/h")).folder())
                .isEqualTo(Path.of("/h/.cache/psfusion/engine"));
    }

    @Test
    void theArchiveIsTheCudaBuildOfTheBundledVersion() {
        assertThat(EngineArchive.find("cuda")).contains(EngineArchive.CUDA);
        assertThat(EngineArchive.CUDA.file()).isEqualTo("pytorch-2.10.0-1.5.13-linux-x86_64-gpu.jar");
        assertThat(EngineArchive.CUDA.sha1()).matches("[0-9a-f]{40}");
    }
}
