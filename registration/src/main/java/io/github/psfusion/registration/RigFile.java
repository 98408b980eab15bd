// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.platform.AtomicFile;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes rigs as JSON, schema {@value #SCHEMA}:
 *
 * <pre>
 * {
 *   "schema": "psfusion-rig-1",
 *   "visible": {"width": 1280, "height": 960},
 *   "infrared": {"width": 640, "height": 512},
 *   "visibleToInfrared": [[m00, m01, m02], [m10, m11, m12], [m20, m21, 1]],
 *   "visibleLens": {"k1": 0, "k2": 0, "center": [0, 0], "unit": 1},
 *   "infraredLens": {"k1": -0.03, "k2": 0, "center": [319.5, 255.5], "unit": 320},
 *   "parallax": [1, 0],                      absent if unknown
 *   "pairs": 12, "score": 0.31, "residual": 1.8, "distance": "20 m and more",
 *   "sources": [{"name": "0001", "infrared": "SHA-256", "visible": "SHA-256"}]
 * }
 * </pre>
 */
public final class RigFile {
    private static final String SCHEMA = "psfusion-rig-1";
    private static final long MAX_BYTES = 4L << 20;
    private static final int MAX_DEPTH = 8;
    private static final int MAX_TEXT = 1 << 12;
    private static final int MAX_SIDE = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_BYTES)
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path file;

    private RigFile(Path file) {
        this.file = file;
    }

    /** Writes a rig; an older file is replaced. */
    public static void write(Path file, Rig rig) throws IOException {
        AtomicFile.write(file, JSON.writeValueAsBytes(json(rig)));
    }

    private static ObjectNode json(Rig rig) {
        ObjectNode root = JSON.createObjectNode();
        root.put("schema", SCHEMA);
        size(root.putObject("visible"), rig.visible());
        size(root.putObject("infrared"), rig.infrared());
        double[] matrix = rig.map().map().toArray();
        ArrayNode rows = root.putArray("visibleToInfrared");
        for (int row = 0; row < 3; row++) {
            rows.addArray().add(matrix[3 * row]).add(matrix[3 * row + 1]).add(matrix[3 * row + 2]);
        }
        lens(root.putObject("visibleLens"), rig.map().from());
        lens(root.putObject("infraredLens"), rig.map().to());
        rig.parallax().ifPresent(line -> root.putArray("parallax").add(line.x()).add(line.y()));
        Rig.Origin origin = rig.origin();
        root.put("pairs", origin.pairs());
        root.put("score", origin.score());
        root.put("residual", origin.residual());
        root.put("distance", origin.distance());
        ArrayNode sources = root.putArray("sources");
        for (Rig.Source source : origin.sources()) {
            sources.addObject()
                    .put("name", source.name())
                    .put("infrared", source.infraredSha256())
                    .put("visible", source.visibleSha256());
        }
        return root;
    }

    private static void size(ObjectNode node, ImageSize size) {
        node.put("width", size.width()).put("height", size.height());
    }

    private static void lens(ObjectNode node, LensDistortion lens) {
        node.put("k1", lens.k1()).put("k2", lens.k2());
        node.putArray("center").add(lens.centerX()).add(lens.centerY());
        node.put("unit", lens.unit());
    }

    /**
     * Reads a rig.
     *
     * @throws RigFileException if the file is missing, too large, no JSON, or not a rig
     */
    public static Rig read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new RigFileException(file + ": there is no such rig file. Check the name, or calibrate the rig.");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new RigFileException(file + ": " + Files.size(file) + " bytes; a rig file has at most " + MAX_BYTES
                    + ". Check the name.");
        }
        try {
            return new RigFile(file).rig(JSON.readTree(Files.readAllBytes(file)));
        } catch (JsonProcessingException | CharConversionException e) {
            throw new RigFileException(
                    file + ": not a rig file, but no valid JSON ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ")."
                            + " Check the name, or calibrate the rig again.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new RigFileException(file + ": " + e.getMessage() + ". Calibrate the rig again.", e);
        }
    }

    private Rig rig(JsonNode root) throws RigFileException {
        String schema = root.path("schema").asText("");
        if (!schema.equals(SCHEMA)) {
            throw new RigFileException(file + ": \"schema\" is \"" + schema + "\", expected \"" + SCHEMA
                    + "\". The file is no rig file, or one of another version; calibrate the rig again.");
        }
        double[] matrix = new double[9];
        JsonNode rows = array(root, "visibleToInfrared", 3);
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                matrix[3 * row + column] = number(rows.path(row).path(column), "visibleToInfrared");
            }
        }
        LensMap map = new LensMap(lens(root, "visibleLens"), Homography.of(matrix), lens(root, "infraredLens"));
        Optional<ParallaxLine> parallax = Optional.empty();
        if (root.has("parallax")) {
            JsonNode line = array(root, "parallax", 2);
            parallax =
                    Optional.of(new ParallaxLine(number(line.path(0), "parallax"), number(line.path(1), "parallax")));
        }
        List<Rig.Source> sources = new ArrayList<>();
        for (JsonNode source : root.path("sources")) {
            sources.add(new Rig.Source(
                    source.path("name").asText(""),
                    source.path("infrared").asText(""),
                    source.path("visible").asText("")));
        }
        return new Rig(
                size(root, "visible"),
                size(root, "infrared"),
                map,
                parallax,
                new Rig.Origin(
                        root.path("pairs").asInt(),
                        root.path("score").asDouble(),
                        root.path("residual").asDouble(),
                        root.path("distance").asText(""),
                        sources));
    }

    private ImageSize size(JsonNode root, String key) throws RigFileException {
        return new ImageSize(
                side(root.path(key).path("width"), key), side(root.path(key).path("height"), key));
    }

    private int side(JsonNode node, String key) throws RigFileException {
        if (!node.isInt() || node.intValue() < 1 || node.intValue() > MAX_SIDE) {
            throw wrong(key, "a width and a height in pixels");
        }
        return node.intValue();
    }

    private LensDistortion lens(JsonNode root, String key) throws RigFileException {
        JsonNode lens = root.path(key);
        JsonNode center = array(lens, "center", 2);
        return new LensDistortion(
                number(lens.path("k1"), key),
                number(lens.path("k2"), key),
                number(center.path(0), key),
                number(center.path(1), key),
                number(lens.path("unit"), key));
    }

    private JsonNode array(JsonNode parent, String key, int size) throws RigFileException {
        JsonNode node = parent.path(key);
        if (!node.isArray() || node.size() != size) {
            throw wrong(key, "an array of " + size);
        }
        return node;
    }

    private double number(JsonNode node, String key) throws RigFileException {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw wrong(key, "numbers");
        }
        return node.doubleValue();
    }

    private RigFileException wrong(String key, String expected) {
        return new RigFileException(
                file + ": \"" + key + "\" must have " + expected + ". The file is damaged; calibrate the rig again.");
    }
}
