// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.gtf;

import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.MethodDescription;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Gradient transfer fusion (GTF): minimizes over the fused image {@code x}
 *
 * <pre>
 * sum |x - r| + lambda sum sqrt((Dx (x - v))^2 + (Dy (x - v))^2)
 * </pre>
 *
 * <p>with the infrared image {@code r}, the luminance {@code v} of the visible one, both in [0, 1], and {@code lambda = 4}: the
 * levels of the infrared image, the gradients of the visible one. The result is clipped to [0, 1], never normalized.
 *
 * <p>J. Ma, C. Chen, C. Li, J. Huang, "Infrared and visible image fusion via gradient transfer and total variation
 * minimization", Information Fusion 31, 2016. Two modes, which differ visibly: what the authors' program computes, which stops
 * short of the minimum, and the minimum. Deviation: the authors fuse gray images only.
 */
final class GradientTransferFusion implements FusionMethod {
    private static final System.Logger LOG = System.getLogger(GradientTransferFusion.class.getName());

    private final Settings settings;
    private final MethodDescription description;
    private final ExecutorService workers;

    /** How the functional is minimized. */
    enum Mode {
        /** As the authors' program does it: {@link ReweightedSolver}. */
        PUBLISHED,
        /** To a certified distance from the minimum: {@link PrimalDualSolver}. */
        MINIMUM
    }

    /**
     * The settings.
     *
     * @param mode how the functional is minimized
     * @param lambda weight of the gradients, at least 0
     * @param gap relative distance from the minimum that {@link Mode#MINIMUM} reaches
     * @param iterations at which {@link Mode#MINIMUM} gives up
     * @param threads that one image is worked on by, at least 1
     */
    record Settings(Mode mode, double lambda, double gap, int iterations, int threads) {}

    GradientTransferFusion(Settings settings, MethodDescription description) {
        this.settings = settings;
        this.description = description;
        this.workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "gtf");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public MethodDescription description() {
        return description;
    }

    /**
     * Fuses the luminance of a pair. {@link Mode#MINIMUM} gives back what it has, with a warning in the log that names the gap,
     * if that is not reached in the allowed number of iterations.
     */
    @Override
    public Plane fuseLuminance(ImagePair pair) {
        float[] infrared = pair.infrared().toArray();
        float[] visible = pair.visible().luminance().toArray();
        double[] s = new double[infrared.length];
        boolean equal = true;
        for (int i = 0; i < s.length; i++) {
            s[i] = (double) infrared[i] - visible[i];
            equal &= s[i] == 0;
        }
        if (equal) { // the published program would divide 0 by 0
            return pair.visible().luminance();
        }
        TotalVariation problem = new TotalVariation(pair.width(), pair.height(), settings.lambda, s);
        double[] u = minimize(problem, pair.name());
        for (int i = 0; i < s.length; i++) {
            visible[i] = (float) Math.min(Math.max(visible[i] + u[i], 0), 1);
        }
        return Plane.wrap(pair.width(), pair.height(), visible);
    }

    private double[] minimize(TotalVariation problem, String name) {
        Bands bands = new Bands(problem.height(), workers, settings.threads);
        if (settings.mode == Mode.PUBLISHED) {
            return new ReweightedSolver(problem, bands).solve().u();
        }
        PrimalDualSolver.Solution solution =
                new PrimalDualSolver(problem, bands).solve(settings.gap, settings.iterations);
        if (solution.gap() > settings.gap) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}: after {1} iterations the energy is certified to lie within {2} of the minimum, not within {3}; raise"
                            + " the option iterations",
                    name,
                    Integer.toString(solution.iterations()),
                    Double.toString(solution.gap()),
                    Double.toString(settings.gap));
        }
        return solution.u();
    }

    @Override
    public void close() {
        workers.shutdown();
    }
}
