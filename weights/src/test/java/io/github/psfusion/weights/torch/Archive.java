// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The members of a ZIP archive, to be changed and written again, stored and with right check sums. */
final class Archive {
    private final Map<String, byte[]> members = new LinkedHashMap<>();

    static Archive of(Path file) throws IOException {
        Archive archive = new Archive();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                archive.with(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return archive;
    }

    /** An archive of a pickle alone. */
    static Archive of(byte[] pickle) {
        return new Archive().with("a/data.pkl", pickle);
    }

    byte[] member(String name) {
        byte[] content = members.get(name);
        if (content == null) {
            throw new IllegalArgumentException(name + " is not among " + members.keySet());
        }
        return content;
    }

    Archive with(String name, byte... content) {
        members.put(name, content);
        return this;
    }

    Archive without(String name) {
        members.remove(name);
        return this;
    }

    Path writeTo(Path file) throws IOException {
        return writeTo(file, ZipEntry.STORED);
    }

    Path writeTo(Path file, int method) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                ZipEntry entry = new ZipEntry(member.getKey());
                entry.setMethod(method);
                entry.setSize(member.getValue().length);
                CRC32 crc = new CRC32();
                crc.update(member.getValue());
                entry.setCrc(crc.getValue());
                out.putNextEntry(entry);
                out.write(member.getValue());
                out.closeEntry();
            }
        }
        return file;
    }
}
