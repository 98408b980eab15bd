// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.testing.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The site in a real browser, opened from a disk; skipped where there is none. */
@Tag("slow")
class SiteBrowserTest {
    private static final String HITS_SHOWN = "return !document.getElementById('hits').hidden;";

    @TempDir
    private static Path temporary;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static BuiltSite site;

    @SuppressWarnings("NullAway.Init")
    private static ChromeDriver browser;

    @BeforeAll
    static void open() throws IOException {
        site = BuiltSite.in(temporary.resolve("a site"));
        browser = Chromium.open(temporary.resolve("profile"), 1400, 900, LogType.BROWSER);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    private static void show(String address) {
        browser.get(site.folder().resolve(address).toUri().toString());
    }

    private static void noErrors() {
        assertThat(browser.manage().logs().get(LogType.BROWSER))
                .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .extracting(LogEntry::getMessage)
                .isEmpty();
    }

    @Test
    void aHitOfTheSearchOpensTheSection() {
        show("guide/fuse.html");
        browser.findElement(By.tagName("body")).sendKeys("/");
        browser.switchTo().activeElement().sendKeys("resampls significanc"); // a typing error and half a word
        Chromium.until(browser, HITS_SHOWN);
        List<WebElement> hits = browser.findElements(By.cssSelector("#hits a"));
        assertThat(hits).isNotEmpty();
        assertThat(hits.get(0).findElements(By.tagName("mark"))).isNotEmpty();
        assertThat(browser.findElement(By.id("hits")).getText()).contains("Compare methods › Reading the table");

        browser.findElement(By.id("query")).clear();
        browser.findElement(By.id("query")).sendKeys("reading the table bootstrap");
        Chromium.until(
                browser, "return document.querySelector('#hits a strong')?.textContent.includes('Reading the table');");
        browser.switchTo().activeElement().sendKeys(Keys.ARROW_DOWN, Keys.ENTER);
        Chromium.until(browser, "return location.href.endsWith('/guide/compare.html#reading-the-table');");
        assertThat(browser.findElement(By.tagName("h1")).getText()).isEqualTo("Compare methods");
        noErrors();
    }

    @Test
    void theGalleryComparesTwoImages() {
        show("gallery/index.html");
        WebElement scene = browser.findElement(By.className("scene"));
        assertThat(scene.findElement(By.className("under")).getDomAttribute("src"))
                .isEqualTo("00001D-visible.png");
        scene.findElement(By.cssSelector("figure[data-label=laplacian] a")).click();
        assertThat(scene.findElement(By.className("over")).getDomAttribute("src"))
                .isEqualTo("00001D-laplacian.png");
        scene.findElement(By.cssSelector("input[type=range]")).sendKeys(Keys.HOME);
        Chromium.until(browser, "return getComputedStyle(document.querySelector('.over')).clipPath.endsWith(' 0%)');");
        noErrors();
    }

    @Test
    void theThemeIsKeptOnTheNextPage() {
        show("index.html");
        String before = browser.findElement(By.tagName("body")).getCssValue("background-color");
        browser.findElement(By.id("theme")).click();
        String after = browser.findElement(By.tagName("body")).getCssValue("background-color");
        assertThat(after).isNotEqualTo(before);
        show("guide/install.html");
        assertThat(browser.findElement(By.tagName("body")).getCssValue("background-color"))
                .isEqualTo(after);
        noErrors();
    }
}
