// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.networks.psfusion.PsFusionPart;
import io.github.psfusion.training.DataSettings;
import io.github.psfusion.training.Loss;
import io.github.psfusion.training.TrainingTask;
import java.util.Locale;

/** Which part of PSFusion a training trains. Weight files of either hold all parameters. */
public enum PsFusionStage {
    /** All of it, as published. */
    WHOLE {
        @Override
        public Loss<?> loss(PsFusionLossOptions options) {
            return new PsFusionLoss(options);
        }

        @Override
        public TrainingTask<?> task(int classes, PsFusionLossOptions options) {
            return new PsFusionTask(classes, options);
        }
    },
    /**
     * The semantic branch: encoders, deep fusion and the three heads. What only the images need is not computed and stays as it is.
     */
    SEMANTIC {
        @Override
        public Loss<?> loss(PsFusionLossOptions options) {
            return new SemanticLoss(options);
        }

        @Override
        public TrainingTask<?> task(int classes, PsFusionLossOptions options) {
            return new PsFusionSemanticTask(classes, options);
        }

        @Override
        public void check(PsFusionAblations ablations) {
            if (ablations.withoutSalientMask() || ablations.withoutContrastMask()) {
                throw new IllegalArgumentException(
                        "the semantic stage has no term intensity whose masks could be left out");
            }
            if (!ablations.variant().has(PsFusionPart.S2P2)) {
                throw new IllegalArgumentException("the semantic stage trains the semantic heads alone");
            }
        }

        @Override
        public void check(DataSettings data) {
            if (data.labels() == DataSettings.LabelUse.NONE) {
                throw new IllegalArgumentException(
                        "the semantic stage learns from labels alone, but labels are not read");
            }
        }
    };

    /**
     * Returns what the stage minimizes.
     *
     * @throws IllegalArgumentException if an option is out of range
     */
    public abstract Loss<?> loss(PsFusionLossOptions options);

    /**
     * Returns the task; its network has no values yet. The caller closes it.
     *
     * @param classes number of semantic classes, at least 2
     * @throws IllegalArgumentException if an option of the loss is out of range
     */
    public abstract TrainingTask<?> task(int classes, PsFusionLossOptions options);

    /**
     * Checks that the stage can be trained on such data.
     *
     * @throws IllegalArgumentException if not
     */
    public void check(DataSettings data) {}

    /**
     * Checks that what is left out leaves something to train in this stage.
     *
     * @throws IllegalArgumentException if not
     */
    public void check(PsFusionAblations ablations) {}

    /** Returns the name in the metadata of weight files. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
