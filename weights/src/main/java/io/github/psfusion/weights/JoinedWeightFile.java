// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several files as one: the weights of a network that was published in parts. Owns the files. */
public final class JoinedWeightFile implements WeightFile {
    private final Path folder;
    private final List<WeightFile> files;
    private final Map<String, WeightFile> byName = new LinkedHashMap<>();

    private JoinedWeightFile(Path folder, List<WeightFile> files) {
        this.folder = folder;
        this.files = List.copyOf(files);
    }

    /**
     * Joins opened files.
     *
     * @param folder named in messages
     * @throws WeightFormatException if two hold a tensor of one name
     */
    public static JoinedWeightFile of(Path folder, List<WeightFile> files) throws WeightFormatException {
        JoinedWeightFile joined = new JoinedWeightFile(folder, files);
        for (WeightFile file : files) {
            for (String name : file.names()) {
                WeightFile other = joined.byName.put(name, file);
                if (other != null) {
                    throw new WeightFormatException(
                            folder,
                            "\"" + name + "\" is in " + other.path().getFileName() + " and in "
                                    + file.path().getFileName() + ". They are not parts of one network");
                }
            }
        }
        return joined;
    }

    private WeightFile holder(String name) {
        WeightFile file = byName.get(name);
        if (file == null) {
            throw new IllegalArgumentException("there is no tensor " + name + " in " + files());
        }
        return file;
    }

    @Override
    public Path path() {
        return folder;
    }

    @Override
    public List<Path> files() {
        return files.stream().map(WeightFile::path).toList();
    }

    @Override
    public String format() {
        return files.get(0).format();
    }

    @Override
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    @Override
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    @Override
    public DataType type(String name) {
        return holder(name).type(name);
    }

    @Override
    public Shape shape(String name) {
        return holder(name).shape(name);
    }

    @Override
    public StoredTensor tensor(String name) throws IOException {
        return holder(name).tensor(name);
    }

    /** Returns nothing: what holds for one file need not hold for all. */
    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public List<String> remarks() {
        return files.stream().flatMap(file -> file.remarks().stream()).toList();
    }

    @Override
    public void close() throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (WeightFile file : files) {
            try {
                file.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }
}
