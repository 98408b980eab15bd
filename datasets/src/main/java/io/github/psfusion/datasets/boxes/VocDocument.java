// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.boxes;

import io.github.psfusion.datasets.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The boxes of one image in the XML of PASCAL VOC: {@code xmin} to {@code ymax} count pixels from 1 and are inclusive, {@code
 * difficult} objects are crowds, detections have a {@code score} in each {@code object}.
 *
 * @param image the image, with the size that the file states
 * @param boxes its boxes
 */
record VocDocument(BoxImage image, List<LabeledBox> boxes) {
    private static final List<String> EDGES = List.of("xmin", "ymin", "xmax", "ymax");
    private static final String OBJECT = "annotation/object";

    static VocDocument read(Path file, String name, boolean scored) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false); // no entities, so no other files and no explosions
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            try {
                return read(reader, name, scored);
            } catch (IllegalArgumentException e) {
                throw BoxText.wrong(file, reader.getLocation().getLineNumber(), e);
            }
        } catch (XMLStreamException e) {
            throw new DatasetException(
                    file + ": this is no XML file: "
                            + String.valueOf(e.getMessage()).replace('\n', ' ').strip() + ".",
                    e);
        }
    }

    private static VocDocument read(XMLStreamReader reader, String name, boolean scored) throws XMLStreamException {
        Deque<String> open = new ArrayDeque<>();
        Map<String, String> values = new HashMap<>();
        List<LabeledBox> boxes = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int width = 0;
        int height = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    open.addLast(reader.getLocalName());
                    text.setLength(0);
                    if (open.size() == 1 && !"annotation".equals(open.getFirst())) {
                        throw new IllegalArgumentException(
                                "the file begins with <" + open.getFirst() + ">; expected <annotation>");
                    }
                    if (String.join("/", open).equals(OBJECT)) {
                        values.clear();
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    String path = String.join("/", open);
                    if (path.equals(OBJECT)) {
                        boxes.add(box(values, name, scored));
                    } else if (path.startsWith(OBJECT + "/") && !path.contains("/part/")) {
                        values.put(
                                path.substring(OBJECT.length() + 1),
                                text.toString().strip());
                    } else if (path.equals("annotation/size/width")) {
                        width = (int) BoxText.number(text.toString());
                    } else if (path.equals("annotation/size/height")) {
                        height = (int) BoxText.number(text.toString());
                    }
                    open.removeLast();
                    text.setLength(0);
                }
                default -> {} // comments and the like
            }
        }
        return new VocDocument(new BoxImage(name, name, width, height), boxes);
    }

    private static LabeledBox box(Map<String, String> values, String image, boolean scored) {
        double[] edges = EDGES.stream()
                .mapToDouble(edge -> BoxText.number(value(values, "bndbox/" + edge)))
                .toArray();
        String category = value(values, "name");
        OptionalDouble score =
                scored ? OptionalDouble.of(BoxText.number(value(values, "score"))) : OptionalDouble.empty();
        return new LabeledBox(
                image,
                category,
                edges[0] - 1,
                edges[1] - 1,
                edges[2] - edges[0] + 1,
                edges[3] - edges[1] + 1,
                OptionalDouble.empty(),
                "1".equals(values.get("difficult")),
                score);
    }

    private static String value(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the object that ends here has no " + key);
        }
        return value;
    }
}
