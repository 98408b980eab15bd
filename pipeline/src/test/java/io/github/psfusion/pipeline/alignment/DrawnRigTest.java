// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.datasets.InfraredOptions;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairFinder;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.datasets.synthetic.CameraRig;
import io.github.psfusion.datasets.synthetic.RigScene;
import io.github.psfusion.datasets.synthetic.SceneGenerator;
import io.github.psfusion.datasets.synthetic.SceneSettings;
import io.github.psfusion.datasets.synthetic.SceneWriter;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.pipeline.Alignment;
import io.github.psfusion.pipeline.PairAligner;
import io.github.psfusion.registration.CalibrationOptions;
import io.github.psfusion.registration.LensDistortion;
import io.github.psfusion.registration.LensMap;
import io.github.psfusion.registration.Rig;
import io.github.psfusion.registration.WarpModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two drawn cameras with parallax, distortion and two resolutions, whose map at each distance is known. */
class DrawnRigTest {
    private static final ImageSize SIZE = new ImageSize(640, 480);
    private static final SceneSettings SETTINGS = SceneSettings.defaults().withHours(SceneSettings.Hours.DAY);
    private static final CameraRig CAMERAS = CameraRig.ofNumber(1, SIZE);
    private static final int CALIBRATING = 12;
    private static final int REMAINING = 3;

    @TempDir
    private Path folder;

    private List<PairFiles> pairs(CameraRig cameras, long seed, int count) throws IOException {
        Path root = folder.resolve("set" + seed);
        SceneWriter.write(root, SETTINGS, cameras, seed, count, (done, total) -> {});
        return PairFinder.between(root.resolve("ir"), root.resolve("vi")).pairs();
    }

    /** Mean distance, in visible pixels, of the map from the truth over pixels of a scene at about one distance; NaN without any. */
    private static double error(LensMap map, RigScene scene, double distance) {
        double scale = CAMERAS.infraredFocal() / CAMERAS.visibleFocal();
        double[] found = new double[2];
        double sum = 0;
        int count = 0;
        for (int i = 0; i < scene.distance().length; i += 7) {
            double there = scene.distance()[i];
            double x = i % SIZE.width();
            double y = Math.floorDiv(i, SIZE.width());
            double[] truth = CAMERAS.infraredPoint(x, y, there);
            boolean seen = truth[0] >= 0
                    && truth[0] <= CAMERAS.infrared().width() - 1
                    && truth[1] >= 0
                    && truth[1] <= CAMERAS.infrared().height() - 1;
            if (seen && there > distance / 1.1 && there < distance * 1.1) {
                map.map(x, y, found);
                sum += Math.hypot(found[0] - truth[0], found[1] - truth[1]) / scale;
                count++;
            }
        }
        return count < 100 ? Double.NaN : sum / count;
    }

    @Test
    @Tag("slow") // draws and registers 17 pairs of 640 x 480
    @Tag("long")
    void twelvePairsCalibrateTheOthers() throws IOException {
        List<PairFiles> pairs = pairs(CAMERAS, 1, CALIBRATING);
        RigCalibrationRun run = new RigCalibrationRun(
                PairWindows.defaults(), InfraredOptions.DEFAULTS, DecodeLimits.defaults(), 2, () -> false);
        // The cameras do not look in quite the same direction, and near ground passes for shear.
        CalibrationOptions options =
                new CalibrationOptions(WarpModel.CAMERA, 1, LensDistortion.NONE, LensDistortion.NONE, "");
        Rig rig = run.calibrate(pairs, options, (done, total) -> {}).rig();
        assertThat(rig.origin().pairs()).isGreaterThanOrEqualTo(8);

        // The calibrated distance is that at which the scenes of the calibration fit best.
        List<RigScene> scenes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            scenes.add(SceneGenerator.scene(SETTINGS, CAMERAS, 1, i));
        }
        double calibrated = 0;
        double least = Double.POSITIVE_INFINITY;
        for (double distance = 6; distance < 60; distance *= 1.1) {
            double sum = 0;
            for (RigScene scene : scenes) {
                double error = error(rig.map(), scene, distance);
                sum += Double.isNaN(error) ? 100 : error;
            }
            if (sum < least) {
                least = sum;
                calibrated = distance;
            }
        }
        for (int i = 0; i < REMAINING; i++) {
            RigScene scene = SceneGenerator.scene(SETTINGS, CAMERAS, 1, CALIBRATING + i);
            double error = error(rig.map(), scene, calibrated);
            assertThat(error).as("pixels at %.0f m of scene %d", calibrated, i).isLessThan(1);
        }

        PairAligner aligner = PairAligner.ofRig(rig);
        assertThat(verdict(aligner, pairs(CAMERAS, 2, 1))).isEqualTo(Alignment.Verdict.ACCEPTED);
        // The infrared camera has been turned.
        assertThat(verdict(aligner, List.of(turned(pairs(CAMERAS, 3, 1).get(0)))))
                .isEqualTo(Alignment.Verdict.OTHER_RIG);
    }

    /** Shifts the infrared image of a pair by a tenth of its width; the last column is repeated. */
    private PairFiles turned(PairFiles pair) throws IOException {
        Plane plane = (Plane)
                ImageFiles.read(pair.infrared(), DecodeLimits.defaults()).image();
        float[] samples = new float[plane.width() * plane.height()];
        for (int i = 0; i < samples.length; i++) {
            int x = Math.min(i % plane.width() + plane.width() / 10, plane.width() - 1);
            samples[i] = plane.at(x, Math.floorDiv(i, plane.width()));
        }
        Path file = folder.resolve("turned.png");
        ImageFiles.write(file, Plane.wrap(plane.width(), plane.height(), samples), WriteOptions.png());
        return PairFiles.of("turned", file, pair.visible());
    }

    private static Alignment.Verdict verdict(PairAligner aligner, List<PairFiles> pairs) throws IOException {
        PairReader reader = PairReader.of(pairs, PairWindows.defaults(), DecodeLimits.defaults(), () -> {});
        return aligner.find(reader.readUnaligned(pairs.get(0))).verdict();
    }
}
