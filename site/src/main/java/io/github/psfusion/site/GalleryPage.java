// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.site;

import io.github.psfusion.methods.MethodDescription;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** The page of the gallery: for each scene all images with their captions, which a script compares behind a slider. */
final class GalleryPage {
    static final String FOLDER = "gallery/";
    static final String ADDRESS = FOLDER + "index.html";
    private static final String SHA256 = "weights-sha256";
    private static final int DIGITS_OF_DIGEST = 12;
    /** A space at which no line ends. */
    private static final String NO_BREAK = "\u00a0";

    private GalleryPage() {}

    /** Returns the page. */
    static SitePage of(Gallery gallery) {
        Gallery.Plan plan = gallery.plan();
        Element body = new Element("div");
        body.appendElement("h1").text("Gallery");
        body.appendElement("p")
                .text(
                        "Synthetic street scenes by day and at night: the visible and the infrared image, and what the bundled"
                                + " weights of PSFusion and some classical methods make of them. The slider puts any two images of a"
                                + " scene beside each other. The scenes show how the methods differ; they are no measure of quality on"
                                + " real images.");
        body.appendElement("p").text("The program made all images when this site was built, with the commands");
        body.appendElement("pre").appendElement("code").text(commands(plan));
        for (Gallery.Shown scene : gallery.scenes()) {
            body.appendChild(scene(gallery, scene));
        }
        body.appendElement("h2").attr("id", "methods").text("Methods");
        body.appendElement("p")
                .append(
                        "The options are the defaults. <a href=\"../reference/methods.html\">Fusion methods</a> explains"
                                + " each method and option.");
        body.appendChild(methods(gallery.methods()));
        return new SitePage(ADDRESS, "Gallery", body.html());
    }

    private static String commands(Gallery.Plan plan) {
        StringBuilder lines = new StringBuilder(String.format(
                Locale.ROOT,
                "./psfusion dataset generate -o scenes --pairs %d --size %dx%d --seed %d%n",
                plan.scenes(),
                plan.width(),
                plan.height(),
                plan.seed()));
        lines.append("./psfusion fuse --pairs scenes --precision float32 -o psfusion\n");
        lines.append("./psfusion fuse --pairs scenes --method METHOD -o METHOD\n");
        return lines.toString().replace("\r", "");
    }

    private static Element scene(Gallery gallery, Gallery.Shown scene) {
        Element section = new Element("section").addClass("scene");
        String hours = scene.night() ? "at night" : "by day";
        section.appendElement("h2")
                .attr("id", scene.name().toLowerCase(Locale.ROOT))
                .text("Scene " + scene.name() + ", " + hours);
        section.appendElement("p")
                .addClass("classes")
                .text("Classes of its label map: " + String.join(", ", scene.classes()) + ".");
        Element images = section.appendElement("div").addClass("images");
        images.appendChild(figure(gallery.plan(), scene, "visible", "visible", "source image, color"));
        images.appendChild(figure(gallery.plan(), scene, "infrared", "infrared", "source image, hot is white"));
        for (MethodDescription method : gallery.methods()) {
            images.appendChild(figure(gallery.plan(), scene, method.key(), method.key(), options(method, ", ")));
        }
        return section;
    }

    private static Element figure(Gallery.Plan plan, Gallery.Shown scene, String image, String label, String details) {
        String file = Gallery.file(scene.name(), image);
        Element figure = new Element("figure").attr("data-label", label);
        figure.appendElement("a")
                .attr("href", file)
                .appendElement("img")
                .attr("src", file)
                .attr("loading", "lazy")
                .attr("width", String.valueOf(plan.width()))
                .attr("height", String.valueOf(plan.height()))
                .attr("alt", "scene " + scene.name() + ": " + label);
        Element caption = figure.appendElement("figcaption");
        caption.appendElement("strong").text(label);
        caption.appendText(" " + details + "; " + plan.width() + NO_BREAK + "x" + NO_BREAK + plan.height());
        return figure;
    }

    private static String options(MethodDescription method, String separator) {
        if (method.settings().isEmpty()) {
            return "no options";
        }
        return method.settings().entrySet().stream()
                .filter(option -> !option.getKey().equals(SHA256))
                .map(option -> option.getKey() + " " + option.getValue())
                .collect(Collectors.joining(separator));
    }

    private static Element methods(List<MethodDescription> methods) {
        Element frame = new Element("div").addClass("wide").attr("tabindex", "0");
        Element table = frame.appendElement("table");
        table.appendElement("thead")
                .appendElement("tr")
                .append("<th>method</th><th>name</th><th>options</th><th>paper</th>");
        Element rows = table.appendElement("tbody");
        for (MethodDescription method : methods) {
            Element row = rows.appendElement("tr");
            row.appendElement("td").appendElement("code").text(method.key());
            row.appendElement("td").text(method.name());
            String digest = method.settings().getOrDefault(SHA256, "");
            row.appendElement("td")
                    .text(options(method, "; ")
                            + (digest.isEmpty()
                                    ? ""
                                    : "; weights models/psfusion.safetensors, SHA-256 "
                                            + digest.substring(0, Math.min(digest.length(), DIGITS_OF_DIGEST)) + "…"));
            row.appendElement("td").text(method.citation());
        }
        return frame;
    }
}
