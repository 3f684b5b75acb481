package org.sanhao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a page as a careful person would and keeps the picture: nothing runs over sideways, no text is cut off, no raw
 * text key or missing glyph, nothing that axe calls serious.
 */
final class Looks {
    private static final Path SHOTS = Path.of("target/shots");

    /**
     * Text that its box hides although no ellipsis says so; ellipses are allowed where a title or a label tells the whole.
     * Things meant for screen readers alone (one pixel wide) are left out.
     */
    private static final String CUT = """
            () => [...document.querySelectorAll('body *')].filter((e) => {
              if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) return false
              const box = e.getBoundingClientRect(), style = getComputedStyle(e)
              if (box.width < 2 || box.height < 2 || style.visibility === 'hidden' || e.closest('svg, canvas, [aria-hidden=true]')) return false
              const hides = (v) => v === 'hidden' || v === 'clip'
              const wide = e.scrollWidth > e.clientWidth + 1 && hides(style.overflowX) && style.textOverflow !== 'ellipsis'
              const high = e.scrollHeight > e.clientHeight + 3 && hides(style.overflowY)
              return wide || high
            }).slice(0, 5).map((e) => e.tagName + '.' + e.className + ': ' + e.textContent.trim().slice(0, 40))
            """;

    /** What a person presses and that shows its middle but not its sides; tables may be wider than their frame. */
    private static final String HALF_SEEN = """
            () => [...document.querySelectorAll('button, a, select, input, textarea')].filter((e) => {
              const box = e.getBoundingClientRect(), y = (box.top + box.bottom) / 2
              if (box.width < 8 || box.height < 8 || e.getClientRects().length !== 1 || y < 1 || y > innerHeight - 1 || e.closest('table')) return false
              const seen = (x) => { const top = document.elementFromPoint(x, y); return top && (top === e || e.contains(top)) }
              return seen((box.left + box.right) / 2) && !(seen(box.left + 3) && seen(box.right - 3))
            }).slice(0, 5).map((e) => e.tagName + '.' + e.className + ': ' + e.textContent.trim().slice(0, 40))
            """;

    /** Characters of the page that the fonts of this machine draw exactly like a character nobody has. */
    private static final String MISSING = """
            () => {
              const canvas = document.createElement('canvas'); canvas.width = canvas.height = 24
              const pen = canvas.getContext('2d', { willReadFrequently: true })
              pen.font = '20px ' + getComputedStyle(document.body).fontFamily
              const drawn = (c) => { pen.clearRect(0, 0, 24, 24); pen.fillText(c, 1, 20); return pen.getImageData(0, 0, 24, 24).data.join() }
              const nobody = drawn('\\u{10FFFF}')
              return [...new Set(document.body.innerText)].filter((c) => c.trim() && c > '\\u00a0' && (c === '\\ufffd' || drawn(c) === nobody)).join('')
            }
            """;

    private static final String RAW_KEY =
            "\\b(access|assessment|audit|campaign|dashboard|evidence|institution|publication|review|shared|table|menu)\\.[a-zA-Z]+(\\.[a-zA-Z]+)*\\b";

    private Looks() {}

    /** Takes the picture and fails with everything wrong on the page. */
    static void at(Page page, String name) {
        assertThat(faults(page, name)).as(name).isEmpty();
    }

    /** What is wrong on the page, empty when all is well; the picture is in {@code target/shots}. */
    @SuppressWarnings("unchecked")
    static List<String> faults(Page page, String name) {
        settle(page);
        page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")));
        var faults = new ArrayList<String>();
        int over = ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth")).intValue();
        if (over > 0) {
            faults.add("runs over sideways by " + over + " px");
        }
        ((List<String>) page.evaluate(CUT)).forEach(cut -> faults.add("cut off: " + cut));
        ((List<String>) page.evaluate(HALF_SEEN)).forEach(half -> faults.add("half seen: " + half));
        var missing = (String) page.evaluate(MISSING);
        if (!missing.isEmpty()) {
            faults.add("no glyph for: " + missing);
        }
        var text = page.innerText("body");
        var raw = java.util.regex.Pattern.compile(RAW_KEY).matcher(text);
        while (raw.find()) {
            faults.add("raw text key: " + raw.group());
        }
        for (var word : List.of("undefined", "NaN", "[object Object]")) {
            if (text.contains(word)) {
                faults.add("shows " + word);
            }
        }
        new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(fault -> "serious".equals(fault.getImpact()) || "critical".equals(fault.getImpact()))
                        .forEach(fault -> faults.add("axe " + fault.getId() + " at "
                                + fault.getNodes().getFirst().getTarget()));
        return faults;
    }

    /** Waits until the page has stopped asking and nothing says that it waits. */
    static void settle(Page page) {
        page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        page.waitForFunction("() => ![...document.querySelectorAll('main [aria-busy=true]')].length");
    }
}
