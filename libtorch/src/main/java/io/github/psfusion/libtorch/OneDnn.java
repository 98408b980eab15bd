// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Whether libtorch may call oneDNN, the library of its convolutions.
 *
 * <p>oneDNN cuts its work to the sizes of the CPU's caches. Some virtual machines on AMD CPUs do not report them; oneDNN (libtorch 2.10)
 * then takes a cache of one byte, leaves channels out and writes beyond its memory, forward and backward, in FLOAT32 and BFLOAT16. Such
 * machines are found by two small convolutions that show the fault without writing beyond anything. There oneDNN is given sizes
 * ({@link HiddenCaches}); where that is not possible, libtorch's own convolutions compute everything, several times slower and
 * without bfloat16 and int8.
 */
final class OneDnn {
    private static final System.Logger LOG = System.getLogger(OneDnn.class.getName());

    private static final double TOLERANCE = 1e-3;

    private OneDnn() {}

    /** What was found. */
    private enum State {
        RIGHT,
        RIGHT_WITH_ASSUMED_CACHES,
        WRONG
    }

    /** Computed when it is first asked for. */
    private static final class Probe {
        static final State STATE = probe();

        private Probe() {}

        private static State probe() {
            if (!torch.hasMKLDNN()) {
                return State.WRONG;
            }
            if (isRight(8, 32)) {
                return State.RIGHT;
            }
            torch.globalContext().setUserEnabledNNPACK(false); // which asks for the caches, too, and complains
            if (HiddenCaches.fill() && isRight(16, 48)) {
                return State.RIGHT_WITH_ASSUMED_CACHES;
            }
            torch.globalContext().setUserEnabledMkldnn(false);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "oneDNN computes convolutions wrongly on this CPU, whose cache sizes it does not find; libtorch's own"
                            + " convolutions are used, which are slower, without bfloat16 and int8");
            return State.WRONG;
        }

        /**
         * The fault is in the last 16 channels, where their number is an odd multiple of 16 or rounded up to one. oneDNN keeps what it
         * has prepared for a shape of weights: so each call needs other channels, and such as no network has.
         */
        private static boolean isRight(long in, long furtherIn) {
            return isRightFor(in, 43) && isRightFor(furtherIn, 107);
        }

        private static boolean isRightFor(long in, long out) {
            try (var scope = new PointerScope()) {
                Tensor pixels = torch.arange(new Scalar(in * 96))
                        .to(ScalarType.Float)
                        .sin()
                        .reshape(1, 8, 12, in);
                Tensor weight = torch.arange(new Scalar(in * out))
                        .to(ScalarType.Float)
                        .cos()
                        .reshape(out, in);
                Tensor convolved = torch.mkldnn_convolution(
                                pixels.permute(0, 3, 1, 2),
                                weight.reshape(out, in, 1, 1),
                                new TensorOptional(),
                                Convolutions.both(0),
                                Convolutions.both(1),
                                Convolutions.both(1),
                                1)
                        .permute(0, 2, 3, 1);
                return convolved.sub(torch.linear(pixels, weight)).abs().max().item_double() < TOLERANCE;
            }
        }
    }

    /** Returns whether oneDNN is part of libtorch and right on this CPU; where it is not right, libtorch no longer calls it. */
    static boolean isUsable() {
        return Probe.STATE != State.WRONG;
    }

    /** Returns what a description of the backend should state of it; empty where all is well. */
    static String note() {
        return switch (Probe.STATE) {
            case RIGHT -> "";
            case RIGHT_WITH_ASSUMED_CACHES -> ", with assumed cache sizes, which this machine hides";
            case WRONG -> ", without oneDNN, which is wrong on this CPU";
        };
    }
}
