// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium without a window and without a network of its own, for tests of pages. */
public final class Chromium {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Chromium() {}

    /**
     * Starts the browser; skips the test where it is not installed.
     *
     * @param profile an empty or absent folder
     * @param width of the window, pixels
     * @param height of the window, pixels
     * @param logs the logs that the test reads, such as {@link org.openqa.selenium.logging.LogType#BROWSER}
     * @return the browser; the caller who opens it quits it
     */
    public static ChromeDriver open(Path profile, int width, int height, String... logs) {
        assumeTrue(
                Files.isExecutable(PROGRAM) && Files.isExecutable(DRIVER),
                "skipped: there is no Chromium with its driver (apt install chromium chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(PROGRAM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile,
                "--window-size=" + width + "," + height);
        LoggingPreferences logging = new LoggingPreferences();
        for (String log : logs) {
            logging.enable(log, Level.ALL);
        }
        options.setCapability("goog:loggingPrefs", logging);
        return new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
    }

    /** Waits until a script returns true; fails after a minute. */
    public static void until(ChromeDriver browser, String script) {
        var unused = new WebDriverWait(browser, PATIENCE)
                .until(driver -> Boolean.TRUE.equals(browser.executeScript(script)));
    }
}
