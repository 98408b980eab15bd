// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
    @Test
    void everyEpochTakesEveryPairOnceInAnotherOrder() {
        BatchSampler plan = new BatchSampler(11, 4, 5);
        assertThat(plan.batchesPerEpoch()).isEqualTo(3);
        List<Integer> first = epoch(plan, 0);
        List<Integer> second = epoch(plan, 1);
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
        BatchSampler plan = new BatchSampler(50, 4, 5);
        assertThat(plan.members(1234)).isEqualTo(new BatchSampler(50, 4, 5).members(1234));
        assertThat(plan.members(1234)).isNotEqualTo(new BatchSampler(50, 4, 6).members(1234));
        assertThat(plan.random(3, 1).nextLong()).isEqualTo(plan.random(3, 1).nextLong());
        assertThat(plan.random(3, 1).nextLong()).isNotEqualTo(plan.random(3, 2).nextLong());
    }

    private static List<Integer> epoch(BatchSampler plan, int epoch) {
        List<Integer> members = new ArrayList<>();
        for (int batch = 0; batch < plan.batchesPerEpoch(); batch++) {
            for (int member : plan.members((long) epoch * plan.batchesPerEpoch() + batch)) {
                members.add(member);
            }
        }
        return members;
    }
}
