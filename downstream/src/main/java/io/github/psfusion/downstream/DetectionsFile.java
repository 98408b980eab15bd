// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.psfusion.datasets.boxes.BoxImage;
import io.github.psfusion.metrics.detection.Detection;
import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Detections as one COCO file: the images, also those without a detection; the classes; the boxes with their scores as annotations.
 * Ids of images and classes are those of the true boxes where these are a COCO file.
 *
 * @param images that the detector saw
 * @param classes names by id, in the order of the numbers of detections
 */
record DetectionsFile(List<BoxImage> images, Map<String, String> classes) {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    /**
     * Writes the file, replacing an older one.
     *
     * @param detections of each image
     * @param program written into the file
     */
    void write(Path file, List<List<Detection>> detections, String program) throws IOException {
        AtomicFile.writeDurably(file, channel -> {
            try (JsonGenerator json = new JsonFactory()
                    .createGenerator(Channels.newOutputStream(channel))
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                json.setPrettyPrinter(
                        new DefaultPrettyPrinter().withArrayIndenter(new DefaultPrettyPrinter.FixedSpaceIndenter()));
                json.writeStartObject();
                json.writeObjectFieldStart("info");
                json.writeStringField("contributor", program);
                json.writeEndObject();
                images(json);
                categories(json);
                boxes(json, detections);
                json.writeEndObject();
            }
        });
    }

    private void images(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("images");
        for (BoxImage image : images) {
            json.writeStartObject();
            id(json, "id", image.id());
            json.writeStringField("file_name", image.name() + ".png");
            json.writeNumberField("width", image.width());
            json.writeNumberField("height", image.height());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void categories(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("categories");
        for (Map.Entry<String, String> category : classes.entrySet()) {
            json.writeStartObject();
            id(json, "id", category.getKey());
            json.writeStringField("name", category.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void boxes(JsonGenerator json, List<List<Detection>> detections) throws IOException {
        List<String> ids = List.copyOf(classes.keySet());
        json.writeArrayFieldStart("annotations");
        long number = 0;
        for (int i = 0; i < images.size(); i++) {
            for (Detection detection : detections.get(i)) {
                number++;
                json.writeStartObject();
                json.writeNumberField("id", number);
                id(json, "image_id", images.get(i).id());
                id(json, "category_id", ids.get(detection.category()));
                json.writeArrayFieldStart("bbox");
                json.writeNumber(detection.box().x());
                json.writeNumber(detection.box().y());
                json.writeNumber(detection.box().width());
                json.writeNumber(detection.box().height());
                json.writeEndArray();
                json.writeNumberField("area", detection.box().area());
                json.writeNumberField("score", detection.score());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void id(JsonGenerator json, String key, String id) throws IOException {
        if (NUMBER.matcher(id).matches()) {
            json.writeNumberField(key, Long.parseLong(id));
        } else {
            json.writeStringField(key, id);
        }
    }
}
