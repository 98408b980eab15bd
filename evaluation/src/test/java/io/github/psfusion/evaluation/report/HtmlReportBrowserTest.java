// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.PairScores;
import io.github.psfusion.evaluation.ReportImages;
import io.github.psfusion.evaluation.ReportPair;
import io.github.psfusion.evaluation.ScoreProvenance;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.metrics.MetricCatalog;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.testing.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The page in a real browser, from a file and without a network. */
@Tag("slow")
class HtmlReportBrowserTest {
    private static final String HOSTILE = "<img src=x onerror=document.title='broken'>";
    private static final List<String> PAIRS = List.of(HOSTILE, "p1", "p2", "p3", "p4", "p5");
    private static final int SIDE = 64;

    @TempDir
    private Path folder;

    private Optional<ChromeDriver> opened = Optional.empty();

    @BeforeEach
    void open() throws IOException {
        Path page = folder.resolve(HtmlReport.PAGE);
        HtmlReport.write(ScoreStatistics.of(scores()), images(), page);
        ChromeDriver browser = Chromium.open(folder.resolve("profile"), 1400, 1200, LogType.BROWSER);
        opened = Optional.of(browser);
        browser.get(page.toUri().toString());
        until("return document.querySelectorAll('#tiles .frame').length === 3");
    }

    @AfterEach
    void close() {
        opened.ifPresent(ChromeDriver::quit);
    }

    /** Values of EN and MSE rise from pair to pair; the methods differ in EN only. */
    private static FusionScores scores() {
        List<MethodScores> methods = new ArrayList<>();
        double value = 7;
        for (String name : List.of("average", HOSTILE, "gtf")) {
            List<PairScores> scores = new ArrayList<>();
            for (int i = 0; i < PAIRS.size(); i++) {
                Map<String, MetricValue> values =
                        Map.of("EN", MetricValue.of(value + i / 8.0), "MSE", MetricValue.of(10 + i));
                scores.add(new PairScores(PAIRS.get(i), values, Optional.empty()));
            }
            methods.add(new MethodScores(
                    new MethodDescription(name, name, "", Map.of()),
                    MethodScores.Kind.IMAGES,
                    scores,
                    Optional.empty()));
            value -= 1;
        }
        return new FusionScores(
                new ScoreProvenance("psfusion", Instant.EPOCH, Map.of(), Map.of(), Map.of()),
                Protocol.MODERN,
                List.of(
                        MetricCatalog.of("EN").description(),
                        MetricCatalog.of("MSE").description()),
                PAIRS,
                methods);
    }

    private static ReportImages images() {
        List<Optional<byte[]>> images = new ArrayList<>();
        for (float level : new float[] {0.2f, 0.5f, 0.8f}) {
            images.add(Optional.of(ImageFiles.encode(Plane.constant(SIDE, SIDE, level), WriteOptions.png())));
        }
        Map<String, byte[]> thumbnails = Map.of(
                HOSTILE,
                ImageFiles.encode(Plane.constant(8, 8, 0.5f), WriteOptions.png().withFormat(ImageFormat.JPEG)));
        return new ReportImages(
                List.of(new ReportPair("p1", images), new ReportPair(HOSTILE, images)),
                List.of(thumbnails, thumbnails, thumbnails));
    }

    private ChromeDriver browser() {
        return opened.orElseThrow();
    }

    private Object run(String script) {
        Object result = browser().executeScript(script);
        return result == null ? "" : result;
    }

    private void until(String script) {
        Chromium.until(browser(), script);
    }

    private void orderIs(String first, String last) {
        until("const names = [...document.querySelectorAll('#table .tabulator-cell[tabulator-field=method]')]"
                + ".map(cell => cell.innerText); return names[0] === \"" + first + "\" && names[2] === \"" + last
                + "\"");
    }

    @Test
    void worksWithoutAMessageInTheConsole() {
        sortsTheTable();
        zoomsSlidesAndSubtracts();
        showsBestAndWorst();
        drawsIntervals();
        assertThat(run("return document.querySelectorAll('#curves svg, #boxes svg').length"))
                .isEqualTo(4L);
        assertThat(run("return document.title")).isEqualTo("Fusion scores");
        assertThat(run("return performance.getEntriesByType('resource').filter(e => !e.name.startsWith('data:'))"
                        + ".length"))
                .isEqualTo(0L);
        assertThat(browser().manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    private void sortsTheTable() {
        orderIs("average", "gtf");
        WebElement head = browser().findElement(By.cssSelector("#table .tabulator-col[tabulator-field=m0]"));
        head.click();
        orderIs("gtf", "average");
        head.click();
        orderIs("average", "gtf");
        assertThat(run("return document.querySelector('#table .best').innerText"))
                .isEqualTo("7.3125");
    }

    private void zoomsSlidesAndSubtracts() {
        browser().findElement(By.id("in")).click();
        until("const all = [...document.querySelectorAll('#tiles .frame > *')].map(e => e.style.transform);"
                + " return all.length === 3 && all.every(t => t === all[0] && t.includes('scale(1.5)'))");

        run("const slider = document.getElementById('slider'); slider.value = 20;"
                + " slider.dispatchEvent(new Event('input'))");
        assertThat(String.valueOf(run("return document.getElementById('wipeLeft').style.clipPath")))
                .contains("80%");

        choose("mode", "1");
        until("return document.querySelectorAll('#tiles canvas').length === 3");
        // Darker than the middle one: blue; the middle one itself: black; brighter: orange.
        assertThat(run("return [...document.querySelectorAll('#tiles canvas')].map(c => {"
                        + " const p = c.getContext('2d').getImageData(5, 5, 1, 1).data;"
                        + " return p[0] > p[2] ? '+' : p[2] > p[0] ? '-' : '0'; }).join('')"))
                .isEqualTo("-0+");
    }

    private void showsBestAndWorst() {
        assertThat(captions("best")).isEqualTo("7.6250 p5|7.5000 p4|7.3750 p3");
        assertThat(captions("worst")).isEqualTo("7.0000 " + HOSTILE + "|7.1250 p1|7.2500 p2");
        String chosen = "return document.getElementById('extremesOf').textContent";
        assertThat(run(chosen).toString()).endsWith(", among the common pairs of the metric.");
        Object first = run(chosen);
        choose("extremeMetric", "1"); // lower is better
        choose("extremeMethod", "2");
        assertThat(captions("best")).isEqualTo("10.0000 " + HOSTILE + "|11.0000 p1|12.0000 p2");
        assertThat(run(chosen)).isNotEqualTo(first);
        until("return document.querySelector('#best img').naturalWidth === 8");
        assertThat(run("return document.querySelectorAll('#best img').length")).isEqualTo(1L);
        run("document.querySelector('#best button').click()");
        assertThat(run("return document.getElementById('pair').value")).isEqualTo("1");
    }

    private void choose(String select, String value) {
        run("const s = document.getElementById('" + select + "'); s.value = '" + value
                + "'; s.dispatchEvent(new Event('change'))");
    }

    private String captions(String strip) {
        return String.valueOf(run("return [...document.querySelectorAll('#" + strip + " figcaption')]"
                + ".map(c => [...c.querySelectorAll('b, span')].map(e => e.textContent.trim()).join(' ')).join('|')"));
    }

    private void drawsIntervals() {
        assertThat(run("return document.querySelectorAll('#differences svg').length"))
                .isEqualTo(2L);
        assertThat(
                        run(
                                "return JSON.parse(document.getElementById('differencesData').textContent)[0].methods[2].significant"))
                .isEqualTo(true);
        assertThat(
                        run(
                                "return JSON.parse(document.getElementById('differencesData').textContent)[1].methods[2].significant"))
                .isEqualTo(false);
    }
}
