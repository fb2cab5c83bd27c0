package rocks.nua.itests;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/** Debian's Chromium without a window. Things on a page are found as people find them: by their words. */
final class Browser implements AutoCloseable {
    private final Path profile;
    private final ChromeDriver driver;

    Browser(Path folder) throws IOException {
        profile = Files.createTempDirectory(folder, "chromium");
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    void open(String address) {
        driver.get(address);
    }

    /** As wide as a phone, or as a desk's screen. */
    void width(int pixels) {
        driver.manage().window().setSize(new Dimension(pixels, 900));
    }

    /** Runs a script in the page and returns what it returns. */
    Object run(String script) {
        return driver.executeScript(script);
    }

    /** Runs a script that calls its last argument with what is returned. */
    Object runAsync(String script) {
        return driver.executeAsyncScript(script);
    }

    /** All that is to be read. */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    void sees(String words) {
        NuaPlatform.eventually("the page says: " + words, () -> has(words));
    }

    void seesNoMore(String words) {
        NuaPlatform.eventually("the page does not say any more: " + words, () -> !has(words));
    }

    private boolean has(String words) {
        try {
            return text().contains(words);
        } catch (StaleElementReferenceException | NoSuchElementException e) {
            return false;
        }
    }

    /** The input whose label begins with these words. */
    WebElement input(String label) {
        return found("//label[starts-with(normalize-space(), '%s')]//input".formatted(label));
    }

    /** Presses a button as soon as it can be pressed. */
    void press(String button) {
        found("//button[normalize-space()='%s' and not(@disabled)]".formatted(button))
                .click();
    }

    void follow(String link) {
        found("//a[normalize-space()='%s']".formatted(link)).click();
    }

    /** Says yes to what the page asks. */
    void agree() {
        driver.switchTo().alert().accept();
    }

    /** Steps into the frame with that title. */
    void enter(String title) {
        driver.switchTo().frame(found("//iframe[@title='%s']".formatted(title)));
    }

    void leave() {
        driver.switchTo().defaultContent();
    }

    private WebElement found(String xpath) {
        NuaPlatform.eventually(
                xpath, () -> !driver.findElements(By.xpath(xpath)).isEmpty());
        return driver.findElement(By.xpath(xpath));
    }

    /** What the browser complained of: forbidden by a policy, not found, an error of a script. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getMessage())
                .toList();
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        NuaPlatform.pause(Duration.ofMillis(200)); // its children write on for a moment
        NuaPlatform.delete(profile);
    }
}
