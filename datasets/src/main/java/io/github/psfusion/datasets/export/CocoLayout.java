// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * The layout of COCO: {@code annotations/instances_PART.json} with boxes in pixels. All ids begin at 1, since the evaluation of COCO
 * takes the id 0 for none.
 */
record CocoLayout(Path root, List<String> classes) implements ExportLayout {
    @Override
    public Path image(ExportedImage image) {
        return root.resolve(image.part()).resolve(image.file());
    }

    @Override
    public Path label(ExportedImage image) {
        return root.resolve("stuffthingmaps").resolve(image.part()).resolve(image.name() + ".png");
    }

    @Override
    public void add(ExportedImage image) {}

    @Override
    public void finish(List<ExportedImage> images) throws IOException {
        for (String part : List.of("train", "val")) {
            List<ExportedImage> ofPart =
                    images.stream().filter(image -> image.part().equals(part)).toList();
            if (!ofPart.isEmpty()) {
                ExportLayout.write(root.resolve("annotations").resolve("instances_" + part + ".json"), json(ofPart));
            }
        }
    }

    private String json(List<ExportedImage> images) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("images");
            int id = 1;
            for (ExportedImage image : images) {
                json.writeStartObject();
                json.writeNumberField("id", id++);
                json.writeStringField("file_name", image.file());
                json.writeNumberField("width", image.size().width());
                json.writeNumberField("height", image.size().height());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("categories");
            for (int c = 0; c < classes.size(); c++) {
                json.writeStartObject();
                json.writeNumberField("id", c + 1);
                json.writeStringField("name", classes.get(c));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("annotations");
            int annotation = 1;
            for (int i = 0; i < images.size(); i++) {
                for (ExportedImage.ExportedBox box : images.get(i).boxes()) {
                    annotation(json, annotation++, i + 1, box);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void annotation(JsonGenerator json, int id, int image, ExportedImage.ExportedBox box)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", id);
        json.writeNumberField("image_id", image);
        json.writeNumberField("category_id", box.category() + 1);
        json.writeArrayFieldStart("bbox");
        for (double value : new double[] {box.x(), box.y(), box.width(), box.height()}) {
            json.writeNumber(value);
        }
        json.writeEndArray();
        json.writeNumberField("area", box.width() * box.height());
        json.writeNumberField("iscrowd", box.crowd() ? 1 : 0);
        json.writeEndObject();
    }
}
