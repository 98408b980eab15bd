// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A metric that answers for what it states: its protocols and the smallest images that it can measure. */
abstract class StatedMetric implements FusionMetric {
    private final MetricDescription description;
    private final Set<Protocol> protocols;

    /**
     * Makes a metric.
     *
     * @param others protocols beside {@link Protocol#MODERN} under which it has a form
     */
    StatedMetric(MetricDescription description, Protocol... others) {
        this.description = description;
        this.protocols = Collections.unmodifiableSet(EnumSet.of(Protocol.MODERN, others));
    }

    @Override
    public final MetricDescription description() {
        return description;
    }

    @Override
    public final Set<Protocol> protocols() {
        return protocols;
    }

    @Override
    public final MetricValue value(MetricInput images, Protocol protocol) {
        if (!protocols.contains(protocol)) {
            throw new IllegalArgumentException(description.key() + " has no form under " + protocol.key()
                    + ", only under " + protocols.stream().map(Protocol::key).collect(Collectors.joining(", ")));
        }
        int side = smallestSide(protocol);
        if (images.smallerSide() < side) {
            return MetricValue.undefined(images.fused().width() + " x "
                    + images.fused().height() + " pixels; " + description.key() + " needs " + side + " a side");
        }
        return measure(images, protocol);
    }

    /** Returns the smallest side under a protocol; only where it differs from the described one is this overridden. */
    int smallestSide(Protocol protocol) {
        return description.smallestSide();
    }

    /** Measures images that are large enough, under a protocol that the metric has. */
    abstract MetricValue measure(MetricInput images, Protocol protocol);

    @Override
    public String toString() {
        return description.key();
    }
}
