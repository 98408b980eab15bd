// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Profiles without the network's weights; with them see {@link FuseTest}. */
class ProfileTest {
    @Test
    void countsNeedNoWeights() throws IOException {
        Run text = Run.of("profile", "--static");
        assertThat(text.status()).as(text.err()).isZero();
        assertThat(text.out())
                .containsPattern("seg_rec_decoder +92672 +28311.6 +yes")
                .containsPattern("classfier +29775 +1455.5 +no")
                .containsPattern("total +45908840 +184549.8");
        assertThat(text.out().lines()).allMatch(line -> line.length() <= 80);
        JsonNode json =
                Run.of("profile", "--static", "--size", "1x1000", "--json").json();
        assertThat(json.at("/size").asText()).isEqualTo("1x1000");
        assertThat(json.at("/blocks")).hasSizeGreaterThan(25);
    }

    @Test
    void variantsAreCounted() throws IOException {
        Run run = Run.of("profile", "--static", "--without", "psim,s2p2");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("SIM1 +27712 +2123.4 +yes")
                .containsPattern("SIM3 +37024 ")
                .containsPattern("total +45860441 ")
                .doesNotContain("classfier");
        assertThat(Run.of("profile", "--without", "psim").err()).contains("--without psim only counts: add --static");
        assertThat(Run.of("profile", "--static", "--without", "psmi").err())
                .contains("--without psmi: expected s2p2, sfp, psim, sdfm, psfm, not psmi; did you mean psim?");
        assertThat(Run.of("profile", "--static", "-m", "gtf", "--without", "psim")
                        .err())
                .contains("--without psim: method gtf is no network");
        assertThat(Run.of("profile", "--static", "-m", "seafusion", "--without", "psim")
                        .err())
                .contains("SeAFusion has no parts that can be left out");
    }

    @Test
    void otherMethodsAreTimedByStage() throws IOException {
        JsonNode json = Run.of(
                        "profile", "-m", "laplacian", "--size", "40x30", "--repeat", "3", "--warm-up", "1", "--json")
                .json();
        assertThat(json.at("/stagesMilliseconds").fieldNames())
                .toIterable()
                .containsExactly("decode", "fuse", "encode", "total");
        JsonNode total = json.at("/stagesMilliseconds/total");
        assertThat(total.at("/median").asDouble())
                .isGreaterThan(json.at("/stagesMilliseconds/fuse/median").asDouble())
                .isBetween(
                        total.at("/percentile5").asDouble(),
                        total.at("/percentile95").asDouble());
        assertThat(json.has("blocks")).isFalse();
    }

    @Test
    void wrongArgumentsAreToldApart() {
        assertThat(Run.of("profile", "--repeat", "0").err()).contains("--repeat 0", "at least 1");
        assertThat(Run.of("profile", "--size", "0x5").status()).isEqualTo(2);
        assertThat(Run.of("profile", "-m", "gtf", "--static").err()).contains("has no blocks to count");
        assertThat(Run.of("profile", "-m", "gft").err()).contains("Did you mean gtf?");
    }
}
