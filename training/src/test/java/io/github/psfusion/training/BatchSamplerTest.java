// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchSamplerTest {
    @Test
    void everyEpochTakesEveryPairOnceInAnotherOrder() {
        BatchSampler sampler = new BatchSampler(11, 4, 5);
        assertThat(sampler.batchesPerEpoch()).isEqualTo(3);
        List<Integer> first = epoch(sampler, 0);
        List<Integer> second = epoch(sampler, 1);
        assertThat(first).doesNotHaveDuplicates().hasSize(11);
        assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
    }

    @Test
    void lastBatchOfOneIsDropped() {
        assertThat(new BatchSampler(9, 4, 5).batchesPerEpoch()).isEqualTo(2);
        assertThat(new BatchSampler(10, 4, 5).batchesPerEpoch()).isEqualTo(3);
        assertThat(new BatchSampler(10, 4, 5).members(2)).hasSize(2);
        assertThat(new BatchSampler(3, 4, 5).members(7)).hasSize(3);
    }

    @Test
    void publishedDataSetHas271BatchesAnEpoch() {
        assertThat(new BatchSampler(1083, 4, 1).batchesPerEpoch()).isEqualTo(271);
    }

    @Test
    void batchesAreAFunctionOfSeedAndNumber() {
        BatchSampler sampler = new BatchSampler(50, 4, 5);
        assertThat(sampler.members(1234)).isEqualTo(new BatchSampler(50, 4, 5).members(1234));
        assertThat(sampler.members(1234)).isNotEqualTo(new BatchSampler(50, 4, 6).members(1234));
        assertThat(sampler.random(3, 1).nextLong())
                .isEqualTo(sampler.random(3, 1).nextLong());
        assertThat(sampler.random(3, 1).nextLong())
                .isNotEqualTo(sampler.random(3, 2).nextLong());
    }

    private static List<Integer> epoch(BatchSampler sampler, int epoch) {
        List<Integer> members = new ArrayList<>();
        for (int batch = 0; batch < sampler.batchesPerEpoch(); batch++) {
            for (int member : sampler.members((long) epoch * sampler.batchesPerEpoch() + batch)) {
                members.add(member);
            }
        }
        return members;
    }
}
