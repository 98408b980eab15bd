// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.GreyLevels;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import java.util.EnumSet;
import java.util.Set;

/** Metrics that can be computed by hand. */
public enum SimpleMetric implements FusionMetric {
    /** Mean level of the fused picture. */
    LEVEL(Direction.HIGHER_IS_BETTER) {
        @Override
        public MetricValue value(MetricInput pictures, Protocol protocol) {
            return MetricValue.of(mean(pictures.fused()));
        }
    },
    /** Distance of the mean levels of fused and visible picture. */
    DISTANCE(Direction.LOWER_IS_BETTER) {
        @Override
        public MetricValue value(MetricInput pictures, Protocol protocol) {
            return MetricValue.of(
                    Math.abs(mean(pictures.fused()) - mean(pictures.sources().visible())));
        }
    },
    /** Undefined for pictures with a level 0 in the corner, NaN for those with a level 255 there. */
    FRAGILE(Direction.HIGHER_IS_BETTER) {
        @Override
        public MetricValue value(MetricInput pictures, Protocol protocol) {
            int corner = pictures.fused().at(0, 0);
            return corner == 0
                    ? MetricValue.undefined("the corner is black")
                    : MetricValue.of(corner == 255 ? Double.NaN : corner);
        }
    };

    private final Direction direction;

    SimpleMetric(Direction direction) {
        this.direction = direction;
    }

    static double mean(GreyLevels picture) {
        double sum = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                sum += picture.at(x, y);
            }
        }
        return sum / (picture.width() * (double) picture.height());
    }

    @Override
    public MetricDescription description() {
        return new MetricDescription(
                name(), "simple " + name(), direction, 0, Double.POSITIVE_INFINITY, 1, "see the test", "none");
    }

    @Override
    public Set<Protocol> protocols() {
        return EnumSet.of(Protocol.MODERN, Protocol.LEGACY);
    }
}
