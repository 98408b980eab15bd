// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/** The metrics of {@link FusionMetricProvider}s on the class path. What cannot be used is left out with a warning. */
final class ProvidedMetrics {
    private static final System.Logger LOG = System.getLogger(ProvidedMetrics.class.getName());
    private static final int MAX_ERRORS = 100;

    /** Keys become names of columns and files, and are read back from score files. */
    private static final String KEY = "[\\p{L}\\p{N}][\\p{L}\\p{N}_.+-]{0,63}";

    private ProvidedMetrics() {}

    /**
     * Finds them.
     *
     * @param known keys that are taken
     */
    static List<FusionMetric> find(List<String> known) {
        Set<String> taken = new HashSet<>();
        known.forEach(key -> taken.add(key.toLowerCase(Locale.ROOT)));
        List<FusionMetric> found = new ArrayList<>();
        Iterator<FusionMetricProvider> providers =
                ServiceLoader.load(FusionMetricProvider.class).iterator();
        // After an error the iterator usually continues, but its contract does not promise it.
        for (int errors = 0; errors < MAX_ERRORS; ) {
            try {
                if (!providers.hasNext()) {
                    break;
                }
                for (FusionMetric metric : providers.next().metrics()) {
                    add(metric, taken, found);
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                errors++;
                leaveOut("a metric", e.getMessage() + ". Correct or remove the jar that names it in META-INF/services");
            }
        }
        return found;
    }

    private static void add(FusionMetric metric, Set<String> taken, List<FusionMetric> found) {
        String key = metric.description().key();
        String who = "the metric " + key + " of " + metric.getClass().getName();
        if (!key.matches(KEY)) {
            leaveOut(who, "its key must begin with a letter or digit, with only those and _ . + - behind, at most 64");
        } else if (!metric.protocols().contains(Protocol.MODERN)) {
            leaveOut(who, "it has no form under protocol " + Protocol.MODERN.key());
        } else if (!taken.add(key.toLowerCase(Locale.ROOT))) {
            leaveOut(who, "another metric has this key, whatever the case. Give it another one");
        } else {
            found.add(new Guarded(metric));
        }
    }

    private static void leaveOut(String what, String why) {
        LOG.log(System.Logger.Level.WARNING, () -> what + " is left out: " + why + ".");
    }

    /** A metric whose exceptions are the absence of a value: they stop neither the other metrics nor the other pairs. */
    private record Guarded(FusionMetric metric) implements FusionMetric {
        @Override
        public MetricDescription description() {
            return metric.description();
        }

        @Override
        public Set<Protocol> protocols() {
            return metric.protocols();
        }

        @Override
        public MetricValue value(MetricInput images, Protocol protocol) {
            try {
                return metric.value(images, protocol);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, () -> metric.getClass().getName(), e);
                return MetricValue.undefined(metric.getClass().getName() + " failed: " + e);
            }
        }
    }
}
