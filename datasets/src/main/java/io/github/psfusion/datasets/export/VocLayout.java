// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.export;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The layout of PASCAL VOC: an XML file for each image, whose boxes are whole pixels from 1 on, the last one included. */
record VocLayout(Path root, List<String> classes) implements ExportLayout {
    @Override
    public Path image(ExportedImage image) {
        return root.resolve("JPEGImages").resolve(image.file());
    }

    @Override
    public Path label(ExportedImage image) {
        return root.resolve("SegmentationClass").resolve(image.name() + ".png");
    }

    @Override
    public void add(ExportedImage image) throws IOException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartElement("annotation");
            element(xml, "folder", "JPEGImages");
            element(xml, "filename", image.file());
            xml.writeStartElement("size");
            element(xml, "width", String.valueOf(image.size().width()));
            element(xml, "height", String.valueOf(image.size().height()));
            element(xml, "depth", "3");
            xml.writeEndElement();
            element(xml, "segmented", image.label().isPresent() ? "1" : "0");
            for (ExportedImage.ExportedBox box : image.boxes()) {
                xml.writeStartElement("object");
                element(xml, "name", classes.get(box.category()));
                element(xml, "difficult", box.crowd() ? "1" : "0");
                xml.writeStartElement("bndbox");
                // An edge between two pixels goes to the nearer one; a box has at least one pixel.
                long left = Math.min(Math.round(box.x()) + 1, image.size().width());
                long top = Math.min(Math.round(box.y()) + 1, image.size().height());
                element(xml, "xmin", String.valueOf(left));
                element(xml, "ymin", String.valueOf(top));
                element(xml, "xmax", String.valueOf(Math.max(left, Math.round(box.x() + box.width()))));
                element(xml, "ymax", String.valueOf(Math.max(top, Math.round(box.y() + box.height()))));
                xml.writeEndElement();
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("the boxes of " + image.name() + " cannot be written as XML", e);
        }
        ExportLayout.write(root.resolve("Annotations").resolve(image.name() + ".xml"), text + "\n");
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    @Override
    public void finish(List<ExportedImage> images) throws IOException {
        for (String part : List.of("train", "val")) {
            for (String task : List.of("Main", "Segmentation")) {
                StringBuilder names = new StringBuilder();
                images.stream()
                        .filter(image -> image.part().equals(part))
                        .filter(image -> task.equals("Main") || image.label().isPresent())
                        .forEach(image -> names.append(image.name()).append('\n'));
                ExportLayout.write(root.resolve("ImageSets").resolve(task).resolve(part + ".txt"), names.toString());
            }
        }
    }
}
