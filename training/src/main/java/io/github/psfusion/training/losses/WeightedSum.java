// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.losses;

import static java.util.stream.Collectors.joining;

import io.github.psfusion.tensors.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The sum of loss terms, each with a fixed weight.
 *
 * @param <I> what the terms compare
 * @param terms the terms in the order of the sum, of different names
 */
public record WeightedSum<I>(List<WeightedTerm<I>> terms) {
    /**
     * A term and its weight.
     *
     * @param <I> what the term compares
     * @param weight 0 leaves the term out
     * @param term the term
     */
    public record WeightedTerm<I>(double weight, LossTerm<I> term) {
        /** Returns the same on inputs of which those of the term are a part. */
        public <W> WeightedTerm<W> of(Function<W, I> part) {
            return new WeightedTerm<>(weight, term.of(part));
        }
    }

    /**
     * Checks the weights.
     *
     * @throws IllegalArgumentException if a weight is negative or not finite, or if all are 0
     */
    public WeightedSum {
        terms = List.copyOf(terms);
        for (WeightedTerm<I> weighted : terms) {
            if (!(weighted.weight() >= 0 && weighted.weight() < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the weight of the term \""
                        + weighted.term().name() + "\" must be 0 or above and finite, not " + weighted.weight());
            }
        }
        if (terms.stream().allMatch(weighted -> weighted.weight() == 0)) {
            throw new IllegalArgumentException("all terms of the loss have weight 0; leave at least one above");
        }
    }

    /**
     * Returns the same terms with other weights.
     *
     * @param weights weights by the names of the terms; terms that are not named keep theirs
     * @throws IllegalArgumentException if a weight is for no term, negative or not finite, or if all are 0
     */
    public WeightedSum<I> withWeights(Map<String, Double> weights) {
        List<String> names =
                terms.stream().map(weighted -> weighted.term().name()).toList();
        weights.keySet().forEach(name -> {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("no term of the loss is called \"" + name + "\"; there are "
                        + names.stream().collect(joining(", ")));
            }
        });
        return new WeightedSum<>(terms.stream()
                .map(own -> new WeightedTerm<>(weights.getOrDefault(own.term().name(), own.weight()), own.term()))
                .toList());
    }

    /** Returns the weights by the names of the terms, those of 0 included, in the order of the sum. */
    public Map<String, Double> weights() {
        Map<String, Double> weights = new LinkedHashMap<>();
        terms.forEach(weighted -> weights.put(weighted.term().name(), weighted.weight()));
        return Collections.unmodifiableMap(weights);
    }

    /**
     * Computes the terms and their weighted sum; a term of weight 0 is not computed.
     *
     * @param zero a scalar 0 of the data type of the terms, from which the sum starts
     */
    public LossValue value(I inputs, Tensor zero) {
        Tensor total = zero;
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (WeightedTerm<I> weighted : terms) {
            if (weighted.weight() > 0) {
                Tensor value = weighted.term().value(inputs);
                values.put(weighted.term().name(), value);
                total = total.add(value.multiply(weighted.weight()));
            }
        }
        return new LossValue(total, values);
    }
}
