// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.weights.TensorToWrite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes a state dict as {@code torch.load} reads it, with {@code weights_only=True} too.
 *
 * <p>Each tensor is contiguous in a storage of its own; the data of each begin at a multiple of 64 bytes. For programs of
 * this project prefer safetensors.
 */
public final class TorchZipWriter {
    private static final String ROOT = "archive/";
    private static final int ALIGNMENT = 64;
    private static final int UTF8_NAMES = 0x0800;

    /** Identifier of the extra field that PyTorch pads with. */
    private static final short PADDING = 0x4246;

    private static final short VERSION_NEEDED = 20;

    /** 1 January 1980, the first date that the format knows: equal weights give equal files. */
    private static final short DATE = 0x21;

    private static final long MAX_ARCHIVE = 0xFFFFFFFFL;

    private final FileChannel channel;
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int members;

    private TorchZipWriter(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Writes a file whole or not at all.
     *
     * @param file replaced if it exists
     * @param tensors their bytes are computed one after another
     * @throws IllegalArgumentException if their sum is 4 GiB or more: write safetensors
     */
    public static void write(Path file, List<TensorToWrite> tensors) throws IOException {
        byte[] pickle = PickleWriter.stateDict(tensors);
        long total = pickle.length;
        for (TensorToWrite tensor : tensors) {
            total = Math.addExact(total, tensor.size() + 2L * ALIGNMENT + 256);
        }
        if (total > MAX_ARCHIVE) {
            throw new IllegalArgumentException(
                    total + " bytes do not fit a PyTorch file of less than 4 GiB; write safetensors");
        }
        AtomicFile.writeDurably(file, channel -> new TorchZipWriter(channel).write(pickle, tensors));
    }

    private void write(byte[] pickle, List<TensorToWrite> tensors) throws IOException {
        add("data.pkl", ByteBuffer.wrap(pickle));
        add("byteorder", ByteBuffer.wrap("little".getBytes(StandardCharsets.US_ASCII)));
        for (int i = 0; i < tensors.size(); i++) {
            add("data/" + i, tensors.get(i).checkedBytes());
        }
        add("version", ByteBuffer.wrap("3\n".getBytes(StandardCharsets.US_ASCII)));
        finish();
    }

    private void add(String name, ByteBuffer content) throws IOException {
        byte[] path = (ROOT + name).getBytes(StandardCharsets.UTF_8);
        long header = channel.position();
        long unpadded = header + ZipDirectory.LOCAL_LENGTH + path.length + 4;
        int padding = (int) (-unpadded & (ALIGNMENT - 1));
        CRC32 crc = new CRC32();
        crc.update(content.duplicate());

        ByteBuffer local = buffer(ZipDirectory.LOCAL_LENGTH + path.length + 4 + padding);
        local.putInt(ZipDirectory.LOCAL_SIGNATURE);
        putCommon(local, (int) crc.getValue(), content.remaining(), path.length);
        local.putShort((short) (4 + padding)).put(path);
        local.putShort(PADDING).putShort((short) padding);
        while (local.hasRemaining()) {
            local.put((byte) 'Z');
        }
        AtomicFile.writeFully(channel, local.flip());
        AtomicFile.writeFully(channel, content);

        byte[] listing = new byte[46 + path.length];
        ByteBuffer entry = ByteBuffer.wrap(listing).order(ByteOrder.LITTLE_ENDIAN);
        entry.putInt(0x02014B50).putShort(VERSION_NEEDED);
        putCommon(entry, (int) crc.getValue(), content.remaining(), path.length);
        // No extra field, no comment, first disk, no attributes.
        entry.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0);
        entry.putInt(0).putInt((int) header).put(path);
        directory.writeBytes(listing);
        members++;
    }

    /** The fields that local headers and the directory have in common: version to the length of the name. */
    private static void putCommon(ByteBuffer target, int crc, int size, int nameLength) {
        target.putShort(VERSION_NEEDED).putShort((short) UTF8_NAMES).putShort((short) 0);
        target.putShort((short) 0).putShort(DATE);
        target.putInt(crc).putInt(size).putInt(size).putShort((short) nameLength);
    }

    private void finish() throws IOException {
        if (members > 0xFFFF - 1) {
            throw new IOException(members + " members do not fit a ZIP archive; write safetensors");
        }
        long start = channel.position();
        AtomicFile.writeFully(channel, ByteBuffer.wrap(directory.toByteArray()));
        ByteBuffer end = buffer(22);
        end.putInt(0x06054B50).putShort((short) 0).putShort((short) 0);
        end.putShort((short) members).putShort((short) members);
        end.putInt(directory.size()).putInt((int) start).putShort((short) 0);
        AtomicFile.writeFully(channel, end.flip());
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
