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
