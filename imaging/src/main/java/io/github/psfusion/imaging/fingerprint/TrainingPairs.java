// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.fingerprint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The pairs that weights were trained on, as far as they are known. A weight file carries them in its metadata under {@value
 * #METADATA}: a word for the form, {@code complete} or {@code partial}, and the fingerprints, with blanks between them. Immutable.
 */
public final class TrainingPairs {
    /** The key in the metadata of a weight file. */
    public static final String METADATA = "training_pairs";

    private static final String FORM = "pairs-1";
    private static final String COMPLETE = "complete";
    private static final String PARTIAL = "partial";
    private static final int HEAD = 2;

    private static final TrainingPairs UNKNOWN = new TrainingPairs(new TreeMap<>(), false);

    /** By digest, so that equal sets have equal texts. */
    private final SortedMap<String, PairFingerprint> byDigest;

    private final boolean complete;

    private TrainingPairs(SortedMap<String, PairFingerprint> byDigest, boolean complete) {
        this.byDigest = byDigest;
        this.complete = complete;
    }

    /** Returns what is known of weights that carry no list. */
    public static TrainingPairs unknown() {
        return UNKNOWN;
    }

    /**
     * Returns these pairs.
     *
     * @param complete whether the weights saw no other pairs of real images
     */
    public static TrainingPairs of(Collection<PairFingerprint> pairs, boolean complete) {
        TreeMap<String, PairFingerprint> byDigest = new TreeMap<>();
        pairs.forEach(pair -> byDigest.put(pair.digest(), pair));
        return new TrainingPairs(byDigest, complete);
    }

    /**
     * Reads the list in the metadata of a weight file; unknown where there is none.
     *
     * @throws IllegalArgumentException if the list is damaged, naming the key
     */
    public static TrainingPairs in(Map<String, String> metadata) {
        String text = metadata.get(METADATA);
        return text == null ? UNKNOWN : parse(text);
    }

    /**
     * Reads what {@link #text} returned.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static TrainingPairs parse(String text) {
        List<String> words = List.of(text.split(" ", -1));
        boolean known = words.size() >= HEAD
                && words.get(0).equals(FORM)
                && List.of(COMPLETE, PARTIAL).contains(words.get(1));
        if (!known) {
            throw new IllegalArgumentException("\"" + METADATA + "\" is not in the form " + FORM);
        }
        List<PairFingerprint> pairs = new ArrayList<>();
        for (String word : words.subList(HEAD, words.size())) {
            try {
                pairs.add(PairFingerprint.parse(word));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "\"" + METADATA + "\" is damaged: fingerprint " + (pairs.size() + 1) + ": " + e.getMessage(),
                        e);
            }
        }
        return of(pairs, words.get(1).equals(COMPLETE));
    }

    /** Returns the list as the metadata hold it. */
    public String text() {
        StringBuilder text = new StringBuilder(FORM + " " + (complete ? COMPLETE : PARTIAL));
        byDigest.values().forEach(pair -> text.append(' ').append(pair.text()));
        return text.toString();
    }

    /** Returns whether nothing is known, so that a file need not carry a list. */
    public boolean isUnknown() {
        return byDigest.isEmpty() && !complete;
    }

    /** Returns whether the weights saw no other pairs of real images. */
    public boolean isComplete() {
        return complete;
    }

    /** Returns how many pairs are known. */
    public int size() {
        return byDigest.size();
    }

    /** Returns whether the weights were trained on a pair, as far as is known. */
    public boolean contains(PairFingerprint pair) {
        return byDigest.containsKey(pair.digest())
                || byDigest.values().stream().anyMatch(known -> known.isSamePair(pair));
    }

    /** Returns the pairs of both; complete if both are. */
    public TrainingPairs and(TrainingPairs other) {
        TreeMap<String, PairFingerprint> both = new TreeMap<>(byDigest);
        both.putAll(other.byDigest);
        return new TrainingPairs(both, complete && other.complete);
    }

    /** Returns metadata in which the list is replaced by its description, for readers; as they are where they have none. */
    public static Map<String, String> described(Map<String, String> metadata) {
        if (!metadata.containsKey(METADATA)) {
            return metadata;
        }
        Map<String, String> described = new LinkedHashMap<>(metadata);
        Optional<TrainingPairs> pairs;
        try {
            pairs = Optional.of(in(metadata));
        } catch (IllegalArgumentException e) {
            pairs = Optional.empty();
        }
        described.put(METADATA, pairs.map(TrainingPairs::toString).orElse("damaged"));
        return described;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrainingPairs pairs && complete == pairs.complete && byDigest.equals(pairs.byDigest);
    }

    @Override
    public int hashCode() {
        return byDigest.hashCode() + Boolean.hashCode(complete);
    }

    /** Returns the number of pairs in words, such as {@code 307 pairs}. */
    @Override
    public String toString() {
        if (isUnknown()) {
            return "unknown";
        }
        return byDigest.size()
                + (byDigest.size() == 1 ? " pair" : " pairs")
                + (complete ? "" : ", others are not known");
    }
}
