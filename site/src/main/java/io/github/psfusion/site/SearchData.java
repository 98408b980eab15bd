// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.site;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** What the search looks through: the text below each heading of each page. */
final class SearchData {
    private static final String VARIABLE = "window.psfusionSections = ";

    /**
     * The text below a heading, up to the next one.
     *
     * @param address of the page, with the anchor of the heading if it has one
     * @param page the title of the page
     * @param heading as text
     * @param text all paragraphs, tables and code
     */
    record Section(String address, String page, String heading, String text) {}

    private SearchData() {}

    /** Returns the sections of pages in order. */
    static List<Section> sections(List<SitePage> pages) {
        List<Section> sections = new ArrayList<>();
        for (SitePage page : pages) {
            String address = page.address();
            String heading = page.title();
            StringBuilder text = new StringBuilder();
            for (Element part : Jsoup.parse(page.body()).body().children()) {
                if (part.normalName().matches("h[2-4]")) {
                    sections.add(new Section(
                            address, page.title(), heading, text.toString().strip()));
                    address = part.id().isEmpty() ? page.address() : page.address() + "#" + part.id();
                    heading = part.text();
                    text.setLength(0);
                } else if (!part.normalName().equals("h1")) {
                    text.append(part.text()).append('\n');
                }
            }
            sections.add(
                    new Section(address, page.title(), heading, text.toString().strip()));
        }
        return List.copyOf(sections);
    }

    /**
     * Returns the sections as a script. A page that is opened from a disk may load scripts, but no data.
     *
     * @return an array of arrays: address, page, heading, text
     */
    static String script(List<Section> sections) throws IOException {
        StringWriter script = new StringWriter();
        script.write(VARIABLE);
        try (JsonGenerator json = new JsonFactory().createGenerator(script)) {
            json.writeStartArray();
            for (Section section : sections) {
                json.writeStartArray();
                json.writeString(section.address);
                json.writeString(section.page);
                json.writeString(section.heading);
                json.writeString(section.text);
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        return script + ";\n";
    }
}
