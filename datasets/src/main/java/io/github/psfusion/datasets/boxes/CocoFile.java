// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.boxes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.NaturalOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of COCO, piece by piece: true boxes with images and classes, or a list of results. Ids may be numbers or texts;
 * those of boxes are not needed and play no part. Unknown keys are skipped.
 */
final class CocoFile {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(
                    JsonReadFeature
                            .ALLOW_NON_NUMERIC_NUMBERS) // Python writes NaN; the message is about the number then
            .build();

    /** Numbers by value, texts in natural order. */
    private static final Comparator<String> BY_ID = (a, b) -> isNumber(a) && isNumber(b)
            ? Long.compare(Long.parseLong(a), Long.parseLong(b))
            : NaturalOrder.INSTANCE.compare(a, b);

    private final Path path;
    private final JsonParser parser;
    private final boolean scored;
    private final List<BoxImage> images = new ArrayList<>();
    private final List<LabeledBox> boxes = new ArrayList<>();
    private final Map<String, String> categories = new HashMap<>();
    /** Equal ids are one object in memory: there are many more boxes than images. */
    private final Map<String, String> ids = new HashMap<>();

    private final Set<String> sections = new HashSet<>();

    private CocoFile(Path path, JsonParser parser, boolean scored) {
        this.path = path;
        this.parser = parser;
        this.scored = scored;
    }

    static BoxFile read(Path path, boolean scored) throws IOException {
        try (JsonParser parser = JSON.createParser(path.toFile())) {
            CocoFile file = new CocoFile(path, parser, scored);
            try {
                file.parse();
            } catch (IllegalArgumentException e) {
                throw new DatasetException(
                        path + ", line " + parser.currentLocation().getLineNr() + ", column "
                                + parser.currentLocation().getColumnNr() + ": " + e.getMessage() + ".",
                        e);
            }
            return file.result();
        } catch (JsonProcessingException e) {
            throw new DatasetException(
                    path + ": this is no JSON file: " + e.getOriginalMessage() + " (line "
                            + (e.getLocation() == null
                                    ? "unknown"
                                    : e.getLocation().getLineNr()) + ").",
                    e);
        }
    }

    private void parse() throws IOException {
        JsonToken start = parser.nextToken();
        if (start == JsonToken.START_ARRAY) {
            if (!scored) {
                throw new IllegalArgumentException("this is a list of detections; expected an object with images,"
                        + " annotations and categories");
            }
            list(this::box);
        } else if (start == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                section(parser.currentName());
            }
        } else {
            throw new IllegalArgumentException("expected an object with images, annotations and categories"
                    + (scored ? ", or a list of detections" : ""));
        }
        if (parser.nextToken() != null) {
            throw new IllegalArgumentException("something follows the end of the data");
        }
    }

    private void section(String name) throws IOException {
        boolean known = List.of("images", "annotations", "categories").contains(name);
        JsonToken token = parser.nextToken();
        if (!known) {
            parser.skipChildren();
            return;
        }
        if (token != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException("\"" + name + "\" must be a list");
        }
        sections.add(name);
        switch (name) {
            case "images" -> list(this::image);
            case "annotations" -> list(this::box);
            default -> list(this::category);
        }
    }

    /** Takes the fields of one object of a list. */
    private interface Taking {
        void take(Fields fields);
    }

    /** The fields of an object that boxes need; numbers are kept as numbers. */
    private static final class Fields {
        final Map<String, Object> values = new HashMap<>();
        double @Nullable [] bbox;

        OptionalDouble number(String key) {
            Object value = values.get(key);
            if (value == null) {
                return OptionalDouble.empty();
            }
            if (value instanceof Number number) {
                return OptionalDouble.of(number.doubleValue());
            }
            throw new IllegalArgumentException("\"" + key + "\" is \"" + value + "\"; expected a number");
        }

        String text(String key) {
            Object value = values.get(key);
            if (value == null) {
                throw new IllegalArgumentException("the object that ends here has no \"" + key + "\"");
            }
            return value.toString();
        }
    }

    private void list(Taking taking) throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("a list has an element that is no object");
            }
            Fields fields = new Fields();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                field(fields, parser.currentName());
            }
            taking.take(fields);
        }
    }

    private void field(Fields fields, String name) throws IOException {
        JsonToken token = parser.nextToken();
        switch (token) {
            case START_ARRAY -> {
                if (name.equals("bbox")) {
                    fields.bbox = numbers();
                } else {
                    parser.skipChildren();
                }
            }
            case START_OBJECT -> parser.skipChildren();
            case VALUE_NUMBER_INT ->
                fields.values.put(name, name.endsWith("id") ? parser.getText() : (Object) parser.getDoubleValue());
            case VALUE_NUMBER_FLOAT -> fields.values.put(name, parser.getDoubleValue());
            case VALUE_STRING -> fields.values.put(name, parser.getText());
            case VALUE_TRUE -> fields.values.put(name, 1);
            case VALUE_FALSE -> fields.values.put(name, 0);
            default -> {} // null is as good as absent
        }
    }

    private double[] numbers() throws IOException {
        double[] numbers = new double[4];
        int size = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (!token.isNumeric()) {
                throw new IllegalArgumentException("\"bbox\" has an element that is not a number");
            }
            if (size < numbers.length) {
                numbers[size] = parser.getDoubleValue();
            }
            size++;
        }
        if (size != numbers.length) {
            throw new IllegalArgumentException("\"bbox\" has " + size + " numbers; expected x, y, width, height");
        }
        return numbers;
    }

    private void image(Fields fields) {
        String id = id(fields, "id");
        Object file = fields.values.get("file_name");
        String name = file == null ? id : stem(file.toString());
        images.add(new BoxImage(id, name, size(fields, "width"), size(fields, "height")));
    }

    private static int size(Fields fields, String key) {
        double value = fields.number(key).orElse(0);
        if (!(value >= 0 && value <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("the " + key + " of the image is " + value);
        }
        return (int) value;
    }

    private void category(Fields fields) {
        String id = id(fields, "id");
        Object name = fields.values.get("name");
        if (categories.put(id, name == null ? "class " + id : name.toString()) != null) {
            throw new IllegalArgumentException("the class " + id + " occurs twice in \"categories\"");
        }
    }

    private void box(Fields fields) {
        double[] box = fields.bbox;
        if (box == null) {
            throw new IllegalArgumentException("the object that ends here has no \"bbox\"");
        }
        OptionalDouble score = fields.number("score");
        if (scored && score.isEmpty()) {
            throw new IllegalArgumentException("the detection that ends here has no \"score\"");
        }
        boxes.add(new LabeledBox(
                id(fields, "image_id"),
                id(fields, "category_id"),
                box[0],
                box[1],
                box[2],
                box[3],
                scored ? OptionalDouble.empty() : fields.number("area"),
                fields.number("iscrowd").orElse(0) != 0,
                scored ? score : OptionalDouble.empty()));
    }

    private String id(Fields fields, String key) {
        String text = fields.text(key);
        return ids.computeIfAbsent(text, same -> same);
    }

    private BoxFile result() throws DatasetException {
        if (!scored && !sections.containsAll(List.of("images", "annotations", "categories"))) {
            throw new DatasetException(path + ": a COCO file has the lists \"images\", \"annotations\" and"
                    + " \"categories\"; not all of them are there.");
        }
        images.sort(Comparator.comparing(BoxImage::id, BY_ID));
        for (int i = 1; i < images.size(); i++) {
            if (images.get(i).id().equals(images.get(i - 1).id())) {
                throw new DatasetException(path + ": the id " + images.get(i).id()
                        + " belongs to two images. Give each image an id of its own.");
            }
        }
        Map<String, String> classes = new LinkedHashMap<>();
        categories.keySet().stream().sorted(BY_ID).forEach(id -> classes.put(id, String.valueOf(categories.get(id))));
        return new BoxFile(path, BoxFormat.COCO, images, classes, boxes);
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d{1,18}");
    }

    private static String stem(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
