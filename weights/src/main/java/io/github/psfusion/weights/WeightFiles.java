// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import io.github.psfusion.weights.safetensors.SafetensorsReader;
import io.github.psfusion.weights.tensorflow.BundleReader;
import io.github.psfusion.weights.torch.TorchLegacyReader;
import io.github.psfusion.weights.torch.TorchZipReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens weight files. The format is recognized by the content, never by the name; names only lead from one file of a TensorFlow
 * checkpoint to another.
 */
public final class WeightFiles {
    private static final int ZIP = 0x04034B50;
    private static final int HDF5 = 0x46444889;
    private static final int NUMPY = 0x4D554E93;
    private static final int TAR_OFFSET = 257;
    private static final int TAR = 0x61747375;

    /** The beginning of the text file {@code checkpoint}, which TensorFlow writes beside the others. */
    private static final String CHECKPOINT_LIST = "model_checkpoint_path:";

    /** A pickle of protocol 0 or 1 that begins with a name to be called. */
    private static final Pattern TEXT_PICKLE = Pattern.compile("c([\\w.]+)\n([\\w.]+)\n.*", Pattern.DOTALL);

    private WeightFiles() {}

    /**
     * Returns the file that stands for weights: of a TensorFlow checkpoint, which may be given by its prefix or any of its files,
     * the index; else the file itself. Either need not exist.
     */
    public static Path resolve(Path file) {
        return BundleReader.index(file).orElse(file);
    }

    /** Opens a file with the default limits. */
    public static WeightFile open(Path file) throws IOException {
        return open(file, ReadLimits.defaults());
    }

    /**
     * Opens a file, or the files of a TensorFlow checkpoint that is given as for {@link #resolve}.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws WeightFormatException if it is damaged, exceeds a limit or has a format that is not read here
     */
    public static WeightFile open(Path file, ReadLimits limits) throws IOException {
        return open(file, limits, Optional.empty());
    }

    /**
     * Opens a file that may hold several state dicts.
     *
     * @param section the entry of a PyTorch file that holds the state dict to read; empty finds it; other formats have none
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws WeightFormatException if it is damaged, exceeds a limit or has a format that is not read here
     */
    public static WeightFile open(Path file, ReadLimits limits, Optional<String> section) throws IOException {
        MappedFile mapped = map(file);
        boolean opened = false;
        try {
            WeightFile weights = open(mapped, limits, section);
            opened = true;
            return weights;
        } finally {
            if (!opened) {
                mapped.close();
            }
        }
    }

    private static MappedFile map(Path file) throws IOException {
        Path resolved = resolve(file);
        if (Files.isRegularFile(file) && !Files.exists(resolved)) {
            throw new WeightFormatException(
                    file,
                    "holds the values of a TensorFlow checkpoint; their names and shapes are in "
                            + resolved.getFileName() + ", which is not beside it. Copy it there.");
        }
        return MappedFile.open(resolved);
    }

    private static WeightFile open(MappedFile file, ReadLimits limits, Optional<String> section) throws IOException {
        ByteBuffer start = file.part(0, Math.min(file.size(), TAR_OFFSET + 5));
        int magic = start.limit() >= 4 ? start.getInt(0) : 0;
        if (magic == ZIP) {
            return TorchZipReader.open(file, limits, section);
        }
        if (TorchLegacyReader.recognizes(file)) {
            return TorchLegacyReader.open(file, limits, section);
        }
        if (BundleReader.recognizes(file)) {
            return BundleReader.open(file, limits);
        }
        if (start.limit() > 8 && start.get(8) == '{') {
            return new SafetensorsReader(file, limits);
        }
        throw new WeightFormatException(file.path(), refusal(start, magic));
    }

    private static String refusal(ByteBuffer start, int magic) {
        String remedy =
                " Give a .safetensors file, a state dict saved by PyTorch, or the index of a TensorFlow checkpoint.";
        if (start.limit() < 8) {
            return "has only " + start.limit() + " bytes. It is cut off; copy or download it again.";
        }
        if (magic == HDF5) {
            return "is an HDF5 file, which is not read." + remedy;
        }
        if (magic == NUMPY) {
            return "is a NumPy array, which has no names." + remedy;
        }
        if (start.limit() >= TAR_OFFSET + 4 && start.getInt(TAR_OFFSET) == TAR) {
            return "is a tar archive as PyTorch wrote them before 2017, which is not read." + remedy;
        }
        if (StandardCharsets.ISO_8859_1.decode(start.duplicate()).toString().startsWith(CHECKPOINT_LIST)) {
            return "is TensorFlow's list of checkpoints, not one of them. Give the .index file of the one that it names.";
        }
        Matcher text = TEXT_PICKLE.matcher(StandardCharsets.ISO_8859_1.decode(start.duplicate()));
        if (text.matches()) {
            return "is a bare pickle that asks for \"" + text.group(1) + " " + text.group(2)
                    + "\". Nothing of it was run." + remedy;
        }
        if ((start.get(0) & 0xFF) == 0x80 && start.get(1) >= 2 && start.get(1) <= 5) {
            return "is a bare pickle, not a file of torch.save." + remedy;
        }
        byte[] first = new byte[8];
        start.order(ByteOrder.LITTLE_ENDIAN).get(0, first);
        return "is no weight file: it begins with the bytes "
                + HexFormat.ofDelimiter(" ").formatHex(first) + "." + remedy;
    }
}
