// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Instance normalization in training of channels-last feature maps: each sample as a batch of one, by the kernels of batch norms. */
final class InstanceNormTraining {
    private InstanceNormTraining() {}

    /**
     * Normalizes.
     *
     * @param x [N, C, H, W]; {@link BatchNormTraining#accepts} it
     */
    static Tensor normalize(Tensor x, double epsilon) {
        GradMode.set_enabled(false);
        try {
            var one = torch.ones(new long[] {x.size(1)}, new TensorOptions(ScalarType.Float));
            var zero = torch.zeros_like(one);
            Backward backward = new Backward(x, one);
            TensorVector samples = new TensorVector();
            for (long n = 0; n < x.size(0); n++) {
                try (var each = new PointerScope()) {
                    var sample = x.narrow(0, n, 1);
                    ChannelStatistics statistics = ChannelStatistics.of(sample);
                    var mean = ChannelStatistics.vector(statistics.mean());
                    var variance = ChannelStatistics.vector(statistics.variance());
                    backward.add(mean, ChannelStatistics.vector(statistics.inverse(epsilon)));
                    samples.push_back(BatchNormTraining.normalized(sample, one, zero, mean, variance, epsilon));
                }
            }
            Tensor result = torch.cat(samples, 0);
            if (x.requires_grad()) {
                BackwardPass.record(x, result, backward);
            }
            return result;
        } finally {
            GradMode.set_enabled(true);
        }
    }

    private static final class Backward extends BackwardPass {
        private final Tensor x;
        private final Tensor one;
        private final List<Tensor> means = new ArrayList<>();
        private final List<Tensor> inverses = new ArrayList<>();

        Backward(Tensor x, Tensor one) {
            this.x = saved(x);
            this.one = saved(one);
        }

        /** Adds the statistics of the next sample. */
        void add(Tensor mean, Tensor inverse) {
            means.add(saved(mean));
            inverses.add(saved(inverse));
        }

        @Override
        Tensor backward(Tensor gradient) {
            TensorVector samples = new TensorVector();
            for (int n = 0; n < means.size(); n++) {
                try (var each = new PointerScope()) {
                    samples.push_back(BatchNormTraining.Gradients.of(
                                    gradient.narrow(0, n, 1), x.narrow(0, n, 1), one, means.get(n), inverses.get(n))
                            .input());
                }
            }
            return torch.cat(samples, 0);
        }
    }
}
