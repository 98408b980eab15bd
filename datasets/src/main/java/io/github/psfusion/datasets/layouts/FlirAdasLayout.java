// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.layouts;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.DatasetLayout;
import io.github.psfusion.datasets.ImageFolder;
import io.github.psfusion.datasets.ImageRole;
import io.github.psfusion.datasets.Margin;
import io.github.psfusion.datasets.NameRule;
import io.github.psfusion.datasets.PairFolders;
import io.github.psfusion.datasets.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code images_thermal_train/data} beside {@code images_rgb_train/data}, and the same for {@code val}; for test
 * {@code video_thermal_test/data} beside {@code video_rgb_test/data}, whose file {@code rgb_to_thermal_vid_map.json} names the
 * partners.
 *
 * <p>The layout of FLIR ADAS, version 2. That of version 1 is {@link MsrsLayout}'s: {@code train/thermal_8_bit} beside
 * {@code train/RGB}.
 */
public final class FlirAdasLayout implements DatasetLayout {
    private static final String DATA = "data";
    private static final String MAP = "rgb_to_thermal_vid_map.json";
    private static final long MOST_BYTES = 64L << 20;
    private static final Map<Split, List<String>> NAMES = Map.of(
            Split.TRAIN, List.of("images_%s_train"),
            Split.VALIDATION, List.of("images_%s_val"),
            Split.TEST, List.of("video_%s_test"));

    @Override
    public List<String> names() {
        return List.of("flir-adas");
    }

    @Override
    public Map<Split, PairFolders> splits(Path root) throws IOException {
        Map<Split, PairFolders> splits = new EnumMap<>(Split.class);
        for (Map.Entry<Split, List<String>> names : NAMES.entrySet()) {
            Optional<Path> infrared = folder(root, names.getValue(), "thermal");
            Optional<Path> visible = folder(root, names.getValue(), "rgb");
            if (infrared.isPresent() && visible.isPresent()) {
                splits.put(names.getKey(), folders(root, infrared.get(), visible.get()));
            } else if (infrared.isPresent() || visible.isPresent()) {
                throw new DatasetException(root + ": there is " + infrared.or(() -> visible).orElseThrow()
                        + ", but the folder of its partners is missing. FLIR ADAS has "
                        + names.getValue().get(0).formatted("thermal") + " beside "
                        + names.getValue().get(0).formatted("rgb") + ".");
            }
        }
        return splits;
    }

    private static Optional<Path> folder(Path root, List<String> names, String kind) throws IOException {
        return PairFolders.subfolder(
                root, names.stream().map(name -> name.formatted(kind)).toList());
    }

    private static PairFolders folders(Path root, Path infrared, Path visible) throws IOException {
        Map<ImageRole, Path> folders = Map.of(ImageRole.INFRARED, data(infrared), ImageRole.VISIBLE, data(visible));
        for (Path place : List.of(root, visible, infrared)) {
            Path map = place.resolve(MAP);
            if (Files.isRegularFile(map)) {
                return new PairFolders(folders, Map.of(ImageRole.VISIBLE, partners(map)), Margin.NONE);
            }
        }
        return new PairFolders(folders);
    }

    private static Path data(Path folder) throws IOException {
        return PairFolders.subfolder(folder, List.of(DATA)).orElse(folder);
    }

    /** Visible images by the names of the infrared ones that a file gives. */
    private static NameRule partners(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new DatasetException(file + ": too large for a table of names.");
        }
        Map<String, String> byVisible = new HashMap<>();
        try {
            new JsonMapper()
                    .readValue(file.toFile(), new TypeReference<Map<String, String>>() {})
                    .forEach((visible, infrared) -> byVisible.put(key(visible), key(infrared)));
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new DatasetException(
                    file + ": this is no table of names in JSON. Get the file again, or remove it.", e);
        }
        return new NameRule() {
            @Override
            public Optional<String> key(Path image) {
                return Optional.ofNullable(byVisible.get(FlirAdasLayout.key(image.toString())));
            }

            @Override
            public String text() {
                return "a name in " + MAP;
            }
        };
    }

    private static String key(String file) {
        return ImageFolder.key(ImageFolder.name(Path.of(file)));
    }
}
