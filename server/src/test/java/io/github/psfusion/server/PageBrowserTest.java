// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.psfusion.testing.Chromium;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The page in a real browser, from the drop to the fused image. */
@Tag("slow")
class PageBrowserTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;

    @TempDir
    private Path folder;

    private final RunningServer server = new RunningServer();
    private Optional<ChromeDriver> opened = Optional.empty();
    private Path infrared = Path.of("");
    private Path visible = Path.of("");

    @BeforeEach
    void open() throws IOException {
        infrared = Files.write(folder.resolve("scene_b.png"), TestImages.infrared(WIDTH, HEIGHT));
        visible = Files.write(folder.resolve("scene_a.png"), TestImages.visible(WIDTH, HEIGHT));
        ChromeDriver browser =
                Chromium.open(folder.resolve("profile"), 1200, 1400, LogType.BROWSER, LogType.PERFORMANCE);
        opened = Optional.of(browser);
        browser.get("http://localhost:" + server.port() + "/");
        until("return document.querySelectorAll('#method option').length > 5");
    }

    @AfterEach
    void close() {
        opened.ifPresent(ChromeDriver::quit);
        server.close();
    }

    private ChromeDriver browser() {
        return opened.orElseThrow();
    }

    private Object run(String script, Object... arguments) {
        Object result = browser().executeScript(script, arguments);
        return result == null ? "" : result;
    }

    private void until(String script) {
        Chromium.until(browser(), script);
    }

    private WebElement find(String id) {
        return browser().findElement(By.id(id));
    }

    /** Drops files as a file manager does: the input only brings them into the browser. */
    private void drop(Path... files) {
        run("const input = document.createElement('input'); input.type = 'file'; input.multiple = true;"
                + " input.id = 'carrier'; document.body.append(input);");
        find("carrier")
                .sendKeys(String.join(
                        "\n", List.of(files).stream().map(Path::toString).toList()));
        run("const input = document.getElementById('carrier'); const data = new DataTransfer();"
                + " for (const file of input.files) data.items.add(file); input.remove();"
                + " document.getElementById('drop').dispatchEvent(new DragEvent('drop',"
                + " {bubbles: true, cancelable: true, dataTransfer: data}));");
        until("return document.getElementById('status').textContent.startsWith('The pair is ready')");
    }

    private void fuse() {
        run("document.getElementById('method').value = 'laplacian'");
        find("fuse").click();
        until("return document.getElementById('status').textContent === 'The pair is fused.'"
                + " && document.getElementById('layer-fused').complete");
    }

    private void shoot(String name) throws IOException {
        String place = System.getProperty("psfusion.screenshots");
        if (place != null) {
            Files.write(Path.of(place, name + ".png"), browser().getScreenshotAs(OutputType.BYTES));
        }
    }

    private void requireQuiet() {
        assertThat(browser().getCurrentUrl()).isEqualTo("http://localhost:" + server.port() + "/");
        List<LogEntry> console = browser().manage().logs().get(LogType.BROWSER).getAll();
        assertThat(console).isEmpty();
        for (LogEntry entry : browser().manage().logs().get(LogType.PERFORMANCE)) {
            String message = entry.getMessage();
            int at = message.indexOf("\"method\":\"Network.requestWillBeSent\"");
            // What the browser loads for its own first page is not the page's.
            if (at >= 0 && message.contains("\"documentURL\":\"http://localhost:" + server.port() + "/")) {
                assertThat(message).containsPattern("\"url\":\"(blob:)?http://localhost:" + server.port() + "/");
            }
        }
    }

    @Test
    void twoDroppedImagesAreFusedAndComparedByKeyboard() throws IOException {
        shoot("start");
        drop(visible, infrared);
        assertThat(find("infrared-name").getText()).startsWith("scene_b.png");
        assertThat(find("visible-name").getText()).startsWith("scene_a.png");

        fuse();

        assertThat(run("return document.getElementById('layer-fused').naturalWidth"))
                .isEqualTo((long) WIDTH);
        assertThat(browser().findElements(By.cssSelector("#metrics tr"))).hasSizeGreaterThanOrEqualTo(6);
        shoot("fused");

        WebElement split = find("split");
        Object before = run("return getComputedStyle(document.getElementById('layer-fused')).clipPath");
        split.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.PAGE_UP);
        assertThat(run("return Number(document.getElementById('split').value)")).isEqualTo(62L);
        assertThat(run("return getComputedStyle(document.getElementById('layer-fused')).clipPath"))
                .isNotEqualTo(before);

        find("stage").sendKeys("++");
        assertThat(find("zoom-level").getText()).isEqualTo("225 %");
        Object transform = run("return getComputedStyle(document.getElementById('layer-fused')).transform");
        assertThat(run("return getComputedStyle(document.getElementById('layer-source')).transform"))
                .isEqualTo(transform);
        find("stage").sendKeys(Keys.ARROW_LEFT);
        assertThat(run("return getComputedStyle(document.getElementById('layer-fused')).transform"))
                .isNotEqualTo(transform);
        shoot("zoomed");
        find("stage").sendKeys("0");
        assertThat(find("zoom-level").getText()).isEqualTo("100 %");
        requireQuiet();
    }

    @Test
    void theWheelZoomsAndDraggingMoves() throws IOException {
        drop(infrared, visible);
        fuse();
        run("document.getElementById('stage').dispatchEvent(new WheelEvent('wheel', {deltaY: -400, clientX: 200,"
                + " clientY: 200, bubbles: true, cancelable: true}))");
        assertThat(find("zoom-level").getText()).isEqualTo("272 %");
        Object before = run("return getComputedStyle(document.getElementById('layer-fused')).transform");
        new org.openqa.selenium.interactions.Actions(browser())
                .dragAndDropBy(find("stage"), -60, -40)
                .perform();
        assertThat(run("return getComputedStyle(document.getElementById('layer-fused')).transform"))
                .isNotEqualTo(before);
        requireQuiet();
    }

    @Test
    void swappedImagesAndSeveralPairsAndTheDownload() throws IOException {
        drop(infrared, visible);
        find("swap").click();
        assertThat(find("infrared-name").getText()).startsWith("scene_a.png");
        find("swap").click();
        drop(infrared, visible);
        assertThat(browser().findElements(By.cssSelector("#pairs button"))).hasSize(2);
        run("document.getElementById('method').value = 'average'");
        find("fuse-all").click();
        until("return document.getElementById('status').textContent === '2 of 2 pairs are fused.'");

        String expected = java.util.Base64.getEncoder()
                .encodeToString(server.post(
                                "/v1/fuse",
                                new FormBody()
                                        .file("infrared", Files.readAllBytes(infrared))
                                        .file("visible", Files.readAllBytes(visible))
                                        .field("method", "average"))
                        .body());
        Object downloaded = browser()
                .executeAsyncScript("const done = arguments[arguments.length - 1];"
                        + " const image = new Image(); fetch(document.getElementById('download').href).catch(() => null);"
                        + " const pair = pairs[current]; pair.result.blob.arrayBuffer().then(b => done(btoa("
                        + "String.fromCharCode(...new Uint8Array(b)))));");
        assertThat(downloaded).isEqualTo(expected);
        assertThat(find("download").getDomAttribute("download")).isEqualTo("scene_b_fused.png");
    }

    @Test
    void anErrorIsShownAndThePageWorksOn() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.png"), "no image");
        run("const file = new File(['no image'], 'notes.png'); add([file]);");
        until("return document.getElementById('error').textContent.includes('not an image of a known format')");
        assertThat(text).exists();
        drop(infrared, visible);
        assertThat(find("error").getText()).isEmpty();
        fuse();
    }

    @Test
    void aSampleIsFusedAtOnce() throws IOException {
        assumeTrue(server.get("/samples/1/infrared.png").statusCode() == 200, "skipped: built without samples");
        browser().findElement(By.cssSelector("[data-sample='1']")).click();
        until("return document.getElementById('status').textContent.startsWith('The pair is ready')");
        fuse();
        assertThat(run("return document.getElementById('layer-fused').naturalWidth"))
                .isEqualTo(640L);
        shoot("sample");
        requireQuiet();
    }

    @Test
    void thePageFitsAPhoneAndTheDark() throws IOException {
        drop(infrared, visible);
        fuse();
        browser()
                .executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        assertThat(run("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(18, 23, 29)");
        shoot("dark");
        browser()
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", 360, "height", 800, "deviceScaleFactor", 2, "mobile", true));
        assertThat((Long) run("return document.documentElement.scrollWidth"))
                .as(
                        "elements beyond the edge: %s",
                        run(
                                "return [...document.querySelectorAll('body *')]"
                                        + ".filter(e => e.getBoundingClientRect().right > 361).map(e => e.tagName + e.id).join()"))
                .isLessThanOrEqualTo(360);
        shoot("phone-dark");
        run("window.scrollTo(0, 0)");
        browser()
                .executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "light"))));
        shoot("phone");
        run("document.querySelectorAll('button, .button, select').forEach(e => {"
                + " if (e.offsetParent && e.getBoundingClientRect().height < 39) throw new Error(e.id); })");
    }

    @Test
    void axeFindsNoSeriousFault() throws IOException {
        String axe;
        try (InputStream in = PageBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            assertThat(in).isNotNull();
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        drop(infrared, visible);
        fuse();
        for (String scheme : List.of("light", "dark")) {
            browser()
                    .executeCdpCommand(
                            "Emulation.setEmulatedMedia",
                            Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
            run(axe);
            Object found = browser()
                    .executeAsyncScript("const done = arguments[arguments.length - 1];"
                            + " axe.run().then(r => done(r.violations.map(v => v.impact + ' ' + v.id + ': '"
                            + " + v.nodes.map(n => n.target.join(' ')).join(', '))))");
            assertThat((List<?>) found).as(scheme).isEmpty();
        }
    }
}
