// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.Cancellation;
import io.github.psfusion.cli.console.ErrorReport;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.InfraredGrey;
import io.github.psfusion.imaging.InfraredRange;
import io.github.psfusion.imaging.InfraredSurvey;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.SampleDepth;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the two pictures of a pair and makes them what the network takes. */
final class PairReader {
    private static final System.Logger LOG = System.getLogger(PairReader.class.getName());

    private final DecodeLimits limits;
    private final InfraredSurvey survey;

    private PairReader(DecodeLimits limits, InfraredSurvey survey) {
        this.limits = limits;
        this.survey = survey;
    }

    /**
     * Looks at the levels of all infrared pictures of the batch, where the range depends on them, so that brightness does not
     * jump from one to the next.
     *
     * @param pairs all pairs of the batch
     */
    static PairReader of(List<PairFiles> pairs, InfraredRange range, DecodeLimits limits, Cancellation cancellation) {
        InfraredSurvey survey = range.survey();
        if (range.dependsOnPictures(SampleDepth.BITS_16)) {
            for (PairFiles pair : pairs) {
                cancellation.check();
                try {
                    DecodedImage infrared = ImageFiles.read(pair.infrared(), limits);
                    survey.add(InfraredGrey.of(infrared.image(), infrared.depth()), infrared.depth());
                } catch (IOException e) {
                    // The pair's own turn will tell the user; the others must not fail for it.
                    LOG.log(System.Logger.Level.DEBUG, "left out of the levels: " + pair.infrared(), e);
                }
            }
        }
        return new PairReader(limits, survey);
    }

    /**
     * Reads a pair.
     *
     * @throws IOException if one picture cannot be read
     * @throws UserError if neither can be read, with both reasons, or if the sizes differ
     */
    LoadedPair read(PairFiles files) throws IOException {
        DecodedImage infrared;
        try {
            infrared = ImageFiles.read(files.infrared(), limits);
        } catch (IOException e) {
            throw withOther(e, files.visible());
        }
        DecodedImage visible = ImageFiles.read(files.visible(), limits);
        requireEqualSizes(files, infrared.image(), visible.image());
        List<Caution> cautions = new ArrayList<>();
        adapted(cautions, files.infrared(), infrared);
        adapted(cautions, files.visible(), visible);
        Plane grey = InfraredGrey.of(infrared.image(), infrared.depth());
        Plane stretched = survey.levels(infrared.depth()).apply(grey);
        cautions.addAll(SourceCautions.of(stretched, infrared.image(), visible.image()));
        return new LoadedPair(files, new ImagePair(files.name(), stretched, visible.image()), cautions);
    }

    /** The user wants to know all that is wrong with a pair at once. */
    private IOException withOther(IOException first, Path other) {
        try {
            var unused = ImageFiles.read(other, limits);
            return first;
        } catch (IOException second) {
            return new IOException(ErrorReport.message(first) + "\n" + ErrorReport.message(second), first);
        }
    }

    private static void requireEqualSizes(PairFiles files, Image infrared, Image visible) {
        if (infrared.width() != visible.width() || infrared.height() != visible.height()) {
            throw UserError.input(files.infrared() + ": " + infrared.width() + " x " + infrared.height()
                    + " pixels, but its visible partner " + files.visible() + " has " + visible.width() + " x "
                    + visible.height()
                    + ".\nPairs must be registered and of equal size; `psfusion dataset prepare --resize` can bring them"
                    + " together.");
        }
    }

    private static void adapted(List<Caution> cautions, Path file, DecodedImage picture) {
        for (String note : picture.notes()) {
            cautions.add(new Caution(Caution.Kind.ADAPTED, file.getFileName() + ": " + note));
        }
    }
}
