package org.example;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.InfraredGray;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.BufferedImages;
import io.github.psfusion.networks.psfusion.PsFusion;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Fuses images as Java's own classes hold them: arguments WEIGHTS INFRARED VISIBLE OUTPUT. */
public final class FuseOnePair {
    private FuseOnePair() {}

    public static void main(String[] args) throws IOException {
        BufferedImage infraredFile = ImageIO.read(new File(args[1]));
        BufferedImage visibleFile = ImageIO.read(new File(args[2]));
        Image stored = BufferedImages.of(infraredFile); // gray, or RGB with three equal channels
        Plane infrared = InfraredGray.of(stored, BitDepth.BITS_8); // one channel, whatever is stored
        Image visible = BufferedImages.of(visibleFile);
        try (PsFusion psfusion = PsFusion.load(Path.of(args[0]))) {
            Image fused = psfusion.fuse(new ImagePair("example", infrared, visible));
            ImageIO.write(BufferedImages.of(fused, BitDepth.BITS_8), "png", new File(args[3]));
            System.out.println("wrote " + args[3] + ", " + fused.width() + " x " + fused.height());
        }
    }
}
