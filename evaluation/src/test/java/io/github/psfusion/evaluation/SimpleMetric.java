// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.Gray8Image;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import java.util.EnumSet;
import java.util.Set;

/** Metrics that can be computed by hand. */
public enum SimpleMetric implements FusionMetric {
    /** Mean level of the fused image. */
    LEVEL(Direction.HIGHER_IS_BETTER) {
        @Override
        public MetricValue value(MetricInput images, Protocol protocol) {
            return MetricValue.of(mean(images.fused()));
        }
    },
    /** Distance of the mean levels of fused and visible image. */
    DISTANCE(Direction.LOWER_IS_BETTER) {
        @Override
        public MetricValue value(MetricInput images, Protocol protocol) {
            return MetricValue.of(
                    Math.abs(mean(images.fused()) - mean(images.sources().visible())));
        }
    },
    /** Undefined for images with a level 0 in the corner, NaN for those with a level 255 there. */
    FRAGILE(Direction.HIGHER_IS_BETTER) {
        @Override
        public MetricValue value(MetricInput images, Protocol protocol) {
            int corner = images.fused().at(0, 0);
            return corner == 0
                    ? MetricValue.undefined("the corner is black")
                    : MetricValue.of(corner == 255 ? Double.NaN : corner);
        }
    };

    private final Direction direction;

    SimpleMetric(Direction direction) {
        this.direction = direction;
    }

    static double mean(Gray8Image image) {
        double sum = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                sum += image.at(x, y);
            }
        }
        return sum / (image.width() * (double) image.height());
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
