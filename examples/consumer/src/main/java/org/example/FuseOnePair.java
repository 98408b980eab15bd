package org.example;

import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.InfraredGray;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.networks.psfusion.PsFusion;
import java.nio.file.Path;

/** Fuses a pair of files: arguments WEIGHTS INFRARED VISIBLE OUTPUT. */
public final class FuseOnePair {
    public static void main(String[] args) throws Exception {
        var infrared = ImageFiles.read(Path.of(args[1]), DecodeLimits.defaults());
        var visible = ImageFiles.read(Path.of(args[2]), DecodeLimits.defaults());
        try (PsFusion psfusion = PsFusion.load(Path.of(args[0]))) {
            var pair = new ImagePair("night", InfraredGray.of(infrared.image(), infrared.depth()), visible.image());
            ImageFiles.write(Path.of(args[3]), psfusion.fuse(pair), WriteOptions.png());
        }
    }
}
