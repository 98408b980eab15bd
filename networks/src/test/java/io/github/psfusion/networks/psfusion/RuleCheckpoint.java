// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.testing.RuleWeights;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A whole checkpoint as the authors' trainer writes it, with the rule's weights: a stored zip around a golden pickle. */
final class RuleCheckpoint {
    private RuleCheckpoint() {}

    static void write(Path file) throws IOException {
        List<String> rows = new String(resource("psfusion.storages.tsv"), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .toList();
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            add(zip, "archive/data.pkl", resource("psfusion.data.pkl"));
            for (String row : rows) {
                List<String> cells = List.of(row.split("\t", -1));
                add(zip, "archive/data/" + cells.get(0), storage(cells));
            }
            add(zip, "archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Cells: storage, type, count, key, offset, size. */
    private static byte[] storage(List<String> cells) {
        int count = Integer.parseInt(cells.get(2));
        if (cells.get(1).equals("LongStorage")) {
            return new byte[Long.BYTES * count];
        }
        long[] sizes = cells.get(5).isEmpty()
                ? new long[0]
                : Arrays.stream(cells.get(5).split("x", -1))
                        .mapToLong(Long::parseLong)
                        .toArray();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(RuleWeights.of(cells.get(3), sizes));
        return bytes.array();
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(RuleCheckpoint.class.getResourceAsStream("/goldens/" + name), name)) {
            return in.readAllBytes();
        }
    }
}
