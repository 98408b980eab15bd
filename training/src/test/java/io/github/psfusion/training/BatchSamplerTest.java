// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
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
        assertThat(sampler.photometricRandom(3, 1).nextLong())
                .isEqualTo(sampler.photometricRandom(3, 1).nextLong())
                .isNotEqualTo(sampler.photometricRandom(3, 2).nextLong())
                .isNotEqualTo(sampler.random(3, 1).nextLong());
    }

    /** The order of earlier versions, so that their checkpoints continue as they began. */
    @Test
    void aSingleSetIsDrawnAsEver() {
        BatchSampler small = new BatchSampler(7, 3, 5); // the last pair of each epoch is left out
        assertThat(small.members(0)).containsExactly(5, 2, 1);
        assertThat(small.members(1)).containsExactly(3, 6, 0);
        assertThat(small.members(2)).containsExactly(1, 6, 4);
        assertThat(small.members(3)).containsExactly(3, 2, 5);
        assertThat(small.members(4)).containsExactly(5, 2, 4);
        BatchSampler large = new BatchSampler(307, 4, 1);
        assertThat(large.members(76)).containsExactly(74, 15, 12);
        assertThat(large.members(77)).containsExactly(291, 267, 82, 56);
        assertThat(large.members(12345)).containsExactly(111, 18, 46, 246);
        assertThat(large.random(12345, 1).nextLong()).isEqualTo(4585817811390657886L);
    }

    private static Mixture mixture(int firstPairs, double share, int secondPairs) {
        return new Mixture(List.of(new Mixture.Part(firstPairs, share), new Mixture.Part(secondPairs, 1 - share)));
    }

    @Test
    void anEpochTakesFromEachSetItsShare() {
        BatchSampler sampler = new BatchSampler(mixture(40, 0.7, 20), 4, 9);
        assertThat(sampler.batchesPerEpoch()).isEqualTo(15);
        for (int epoch = 0; epoch < 5; epoch++) {
            List<Integer> members = epoch(sampler, epoch);
            assertThat(members).hasSize(60);
            assertThat(members).filteredOn(member -> member < 40).hasSize(42);
        }
    }

    @Test
    void everyBatchHoldsTheSharesAsWellAsWholeNumbersAllow() {
        BatchSampler quarter = new BatchSampler(mixture(30, 0.75, 10), 4, 9);
        BatchSampler tenth = new BatchSampler(mixture(90, 0.9, 10), 4, 9);
        for (int batch = 0; batch < 30; batch++) {
            assertThat(Arrays.stream(quarter.members(batch)).filter(member -> member >= 30))
                    .hasSize(1);
            assertThat(Arrays.stream(tenth.members(batch)).filter(member -> member >= 90))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void eachSetIsWalkedInItsOwnEpochs() {
        BatchSampler sampler = new BatchSampler(mixture(40, 0.5, 6), 4, 9); // 23 samples of each set in an epoch of 46
        List<Integer> small = new ArrayList<>();
        List<Integer> large = new ArrayList<>();
        for (int epoch = 0; epoch < 40; epoch++) {
            for (int member : epoch(sampler, epoch)) {
                (member < 40 ? large : small).add(member);
            }
        }
        assertThat(small).hasSize(920);
        assertThat(large).hasSize(920);
        for (int walk = 0; walk + 6 <= small.size(); walk += 6) {
            assertThat(small.subList(walk, walk + 6)).containsExactlyInAnyOrder(40, 41, 42, 43, 44, 45);
        }
        for (int walk = 0; walk + 40 <= large.size(); walk += 40) {
            assertThat(large.subList(walk, walk + 40)).doesNotHaveDuplicates();
        }
        assertThat(large.subList(0, 40)).isNotEqualTo(large.subList(40, 80));
        assertThat(small.subList(0, 6)).isNotEqualTo(small.subList(6, 12));
    }

    @Test
    void setsWithSharesInProportionToTheirPairsAreDrawnOnceAnEpoch() {
        BatchSampler sampler = new BatchSampler(mixture(30, 30 / 37.0, 7), 4, 9); // 37 = 9 * 4 + 1: one is left out
        assertThat(sampler.batchesPerEpoch()).isEqualTo(9);
        assertThat(epoch(sampler, 0)).hasSize(36).doesNotHaveDuplicates();
        BatchSampler whole = new BatchSampler(mixture(30, 30 / 36.0, 6), 4, 9);
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(epoch(whole, epoch)).hasSize(36).doesNotHaveDuplicates();
        }
    }

    @Test
    void severalSetsAreAFunctionOfSeedAndNumber() {
        Mixture mixture = mixture(300, 0.8, 20);
        BatchSampler sampler = new BatchSampler(mixture, 4, 5);
        for (long batch : new long[] {1234, 3, 99_999, 0}) {
            assertThat(new BatchSampler(mixture, 4, 5).members(batch)).isEqualTo(sampler.members(batch));
            assertThat(new BatchSampler(mixture, 4, 6).members(batch)).isNotEqualTo(sampler.members(batch));
        }
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
