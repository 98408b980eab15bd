// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.platform.Sha256;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The SHA-256 of the samples of a pair that a method receives. Unlike a digest of the files it changes with the levels of
 * infrared images, which depend on options and on the other pairs.
 */
final class SampleDigest {
    private SampleDigest() {}

    static String of(ImagePair pair) {
        Sha256 digest = new Sha256();
        digest.add(ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(pair.width())
                .putInt(pair.height())
                .flip());
        add(digest, pair.infrared());
        planes(pair.visible()).forEach(plane -> add(digest, plane));
        return digest.hex();
    }

    private static List<Plane> planes(Image image) {
        return image instanceof ColorImage color
                ? List.of(color.red(), color.green(), color.blue())
                : List.of((Plane) image);
    }

    private static void add(Sha256 digest, Plane plane) {
        float[] samples = plane.toArray();
        ByteBuffer row = ByteBuffer.allocate(plane.width() * Float.BYTES);
        for (int y = 0; y < plane.height(); y++) {
            row.clear();
            row.asFloatBuffer().put(samples, y * plane.width(), plane.width());
            digest.add(row);
        }
    }
}
