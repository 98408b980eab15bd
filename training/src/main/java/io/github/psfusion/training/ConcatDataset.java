// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The pairs of several data sets, one set after the other. */
final class ConcatDataset implements Dataset {
    private final List<Dataset> parts;

    private ConcatDataset(List<Dataset> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Returns the pairs of these sets.
     *
     * @param parts at least one
     */
    static Dataset of(List<Dataset> parts) {
        return parts.size() == 1 ? parts.get(0) : new ConcatDataset(parts);
    }

    @Override
    public int size() {
        return parts.stream().mapToInt(Dataset::size).reduce(0, Math::addExact);
    }

    /** A pair within its own set. */
    private record Place(Dataset part, int index) {}

    private Place place(int index) {
        int within = index;
        for (Dataset part : parts) {
            if (within < part.size()) {
                return new Place(part, within);
            }
            within -= part.size();
        }
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public String name(int index) {
        Place place = place(index);
        return place.part().name(place.index());
    }

    @Override
    public TrainingSample sample(int index) throws IOException {
        Place place = place(index);
        return place.part().sample(place.index());
    }

    @Override
    public Optional<LabelMap> classes(int index) throws IOException {
        Place place = place(index);
        return place.part().classes(place.index());
    }

    @Override
    public Optional<PairFingerprint> fingerprint(int index) {
        Place place = place(index);
        return place.part().fingerprint(place.index());
    }

    @Override
    public void readAll(Runnable check) throws IOException {
        for (Dataset part : parts) {
            part.readAll(check);
        }
    }

    @Override
    public String identity() {
        return parts.stream().map(Dataset::identity).collect(Collectors.joining("; "));
    }
}
