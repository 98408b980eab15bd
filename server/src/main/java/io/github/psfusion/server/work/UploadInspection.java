// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.work;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.IntensityStatistics;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.SourceChecks;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.imaging.radiometric.RadiometricFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What an image that was sent is: its size, which of both sources it seems to be, and an image of it that browsers can show. */
public final class UploadInspection {
    private static final String INFRARED = "infrared";
    private static final String VISIBLE = "visible";

    private final DecodeLimits limits;

    /** Makes an inspection of images within limits. */
    public UploadInspection(DecodeLimits limits) {
        this.limits = limits;
    }

    /**
     * Inspects the part {@code image}.
     *
     * @return {@code width}, {@code height}, {@code bits}, {@code format}, {@code role} (infrared, visible or unknown), {@code
     *     radiometric}, {@code pair} (whether the file holds a visible image, too) and {@code preview}, a PNG as Base64
     * @throws IOException if it cannot be read
     */
    public Map<String, Object> of(UploadedImages images) throws IOException {
        Path file = images.file(UploadedImages.IMAGE);
        Optional<RadiometricFile> radiometric = RadiometricFile.read(file, limits);
        DecodedImage image = ImageFiles.read(file, limits);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("width", image.image().width());
        facts.put("height", image.image().height());
        facts.put("bits", image.depth().bits());
        facts.put("format", image.format().extensions().get(0));
        facts.put("role", radiometric.isPresent() ? INFRARED : role(image));
        facts.put("radiometric", radiometric.isPresent());
        facts.put("pair", radiometric.map(RadiometricFile::hasVisible).orElse(false));
        facts.put("preview", Base64.getEncoder().encodeToString(ImageFiles.encode(shown(image), WriteOptions.png())));
        return facts;
    }

    /** Cameras of visible light give colors; gray images of more than 8 bits are thermal ones. */
    private static String role(DecodedImage image) {
        if (SourceChecks.isColored(image.image())) {
            return VISIBLE;
        }
        return image.depth() == BitDepth.BITS_8 ? "unknown" : INFRARED;
    }

    private static Image shown(DecodedImage image) {
        if (image.depth() == BitDepth.BITS_8 || !(image.image() instanceof Plane plane)) {
            return image.image();
        }
        IntensityStatistics statistics = new IntensityWindow.Automatic().statistics();
        statistics.add(plane, image.depth());
        return statistics.levels(image.depth()).apply(plane);
    }
}
