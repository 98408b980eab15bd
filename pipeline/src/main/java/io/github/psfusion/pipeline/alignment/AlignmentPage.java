// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.alignment;

import io.github.psfusion.pipeline.Alignment;
import io.github.psfusion.pipeline.PairOutcome;
import io.github.psfusion.registration.Confidence;
import io.github.psfusion.registration.Registration;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page that opens without a network: verdict and figures of each pair, and for some of them checkerboards before and after the
 * alignment. Images are embedded; names are shown as text and never read as markup.
 */
final class AlignmentPage {
    /** Name of the file. */
    static final String NAME = "align.html";

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Aligned pairs</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 110em; padding: 0 1em; }
            table { border-collapse: collapse; }
            th, td { text-align: right; padding: 0.2em 0.8em; border-bottom: 1px solid #ccc; }
            th:first-child, td:first-child, th:nth-child(2), td:nth-child(2) { text-align: left; }
            .refused { color: #b00020; font-weight: bold; }
            figure { display: inline-block; margin: 0.5em 1em 1em 0; vertical-align: top; }
            figure img { max-width: 48vw; height: auto; display: block; }
            </style>
            </head>
            <body>
            <h1>Aligned pairs</h1>
            <p>Tiles show the infrared and the visible image in turn. Where the images lie on each other, edges of the scene
            continue from tile to tile. <em>Before</em> lays the whole infrared image onto the whole visible one.</p>
            """;

    private final List<PairOutcome> outcomes;
    private final Map<PairOutcome, View> views = new LinkedHashMap<>();

    /**
     * The two checkerboards of a pair.
     *
     * @param before JPEG
     * @param after JPEG
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes of a file, which nobody compares
    record View(byte[] before, byte[] after) {}

    AlignmentPage(List<PairOutcome> outcomes, Map<PairOutcome, View> views) {
        this.outcomes = List.copyOf(outcomes);
        this.views.putAll(views);
    }

    byte[] bytes() {
        StringBuilder page = new StringBuilder(HEAD);
        page.append(
                "<table>\n<tr><th>pair</th><th>verdict</th><th>parts that agree</th><th>forward and backward differ, px</th>"
                        + "<th>overlap, %</th><th>infrared image is moved</th><th>size</th></tr>\n");
        outcomes.forEach(outcome -> page.append(row(outcome)));
        page.append("</table>\n");
        views.forEach((outcome, view) -> page.append(figures(outcome, view)));
        return page.append("</body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String row(PairOutcome outcome) {
        Optional<Confidence> confidence =
                outcome.alignment().flatMap(Alignment::registration).map(Registration::confidence);
        boolean failed = outcome.state() == PairOutcome.State.FAILED;
        return "<tr><td>" + escaped(outcome.pair().name()) + "</td><td"
                + (failed ? " class=\"refused\"" : "") + ">" + AlignmentTable.verdict(outcome) + "</td><td>"
                + confidence.map(of -> of.agreeing() + " of " + of.parts()).orElse("") + "</td><td>"
                + confidence
                        .map(of -> AlignmentTable.number("%.2f", of.forwardBackward()))
                        .orElse("") + "</td><td>"
                + confidence
                        .map(of -> AlignmentTable.number("%.0f", 100 * of.overlap()))
                        .orElse("") + "</td><td>"
                + outcome.alignment().map(of -> of.summary().toString()).orElse("") + "</td><td>"
                + (outcome.width() == 0 ? "" : outcome.width() + " x " + outcome.height()) + "</td></tr>\n";
    }

    private static String figures(PairOutcome outcome, View view) {
        boolean failed = outcome.state() == PairOutcome.State.FAILED;
        return "<h2>" + escaped(outcome.pair().name()) + "</h2>\n"
                + (failed ? "<p class=\"refused\">" + AlignmentTable.verdict(outcome) + ": not written</p>\n" : "")
                + figure(view.before, "before")
                + figure(view.after, failed ? "after, by the best map that was found" : "after");
    }

    private static String figure(byte[] jpeg, String caption) {
        return "<figure><img alt=\"" + caption + "\" src=\"data:image/jpeg;base64,"
                + Base64.getEncoder().encodeToString(jpeg) + "\"><figcaption>" + caption + "</figcaption></figure>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
