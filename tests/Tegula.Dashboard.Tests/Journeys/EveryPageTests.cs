using Tegula.Dashboard.Tests.Browsing;

namespace Tegula.Dashboard.Tests.Journeys;

/// <summary>Every page on a telephone and on a 4K display, light and dark; the pictures are kept for people to look at.</summary>
[Collection("Pages")]
public sealed class EveryPageTests(BrowserFixture browsers, StudyFolder folder) : IClassFixture<StudyFolder>
{
    public static TheoryData<string, string> Pages => new()
    {
        { "studies", "/" },
        { "studies-filtered-to-none", "/?contains=nothing-is-called-so" },
        { "study-evolution", "/studies/cells.db/{evolution}" },
        { "study-reinforce", "/studies/cells.db/{reinforce}?size=25" },
        { "study-hostile", "/studies/cells.db/{hostile}" },
        { "study-darts", "/studies/cells.db/{darts}" },
        { "study-table", "/studies/cells.db/{evolution}?sort=kappa&descending=true&contains=nor_conv_3x3&min-kappa=10&size=25" },
        { "study-table-wrong", "/studies/cells.db/{evolution}?sort=nothing&min-kappa=many&page=-3&size=25" },
        { "architecture", "/architectures/cells.db/3?study={evolution}" },
        { "architecture-darts", "{a DARTS architecture}" },
        { "compare", "/compare?study=cells.db/{evolution}&study=cells.db/{reinforce}" },
        { "compare-none", "/compare" },
        { "correlation", "/correlation?study=cells.db/{evolution}&table=table.csv" },
        { "correlation-none", "/correlation" },
        { "landscapes", "/landscapes?study=cells.db/{evolution}" },
        { "landscapes-trajectory", "/landscapes?study=cells.db/{trajectory}" },
        { "results", "/results/cells.db" },
        { "result-landscape", "/results/cells.db/landscape" },
        { "result-isometry", "/results/cells.db/isometry" },
        { "design", "/design" },
        { "design-found", "/design?family=mobilenet-v2&like=mobilenet-v2:1.0&max-params=3M" },
        { "design-wrong", "/design?family=mobilenet-v2&like=nonsense&max-params=many" },
        { "new-search", "/searches/new" },
        { "not-found", "/studies/none.db/1" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_is_readable_on_every_screen(string name, string path)
    {
        var browser = browsers.Open();
        var address = folder.Dashboard.At(folder.Fill(path));
        foreach (var screen in Screen.All)
        {
            browser.Look(screen);
            browser.Open(address);
            browser.WaitForCharts();
            browser.Picture($"{name}-{screen}");
            browser.Run("return document.documentElement.scrollWidth - document.documentElement.clientWidth").ShouldBe(0L, $"{name} overflows at {screen}");
            if (screen.IsNarrow != screen.IsDark)
                Accessibility.Violations(browser).ShouldBeEmpty($"{name} at {screen}");
        }

        browser.Errors().Where(error => name != "not-found" || !error.Contains("404", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_control_of_a_page_is_reached_by_the_tab_key_and_shows_that_it_has_the_focus(string name, string path)
    {
        const int Most = 400;
        const int Together = 30;
        var browser = browsers.Open();
        browser.Open(folder.Dashboard.At(folder.Fill(path)));
        browser.WaitForCharts();
        const string Reachable =
            """
            window.wanted = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
                .filter(element => !element.disabled && element.checkVisibility() && element.type !== 'radio');
            window.seen = new Set();
            window.unmarked = [];
            document.addEventListener('focusin', event => {
                window.seen.add(event.target);
                const style = getComputedStyle(event.target);
                if ((style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0) && style.boxShadow === 'none') window.unmarked.push(event.target.outerHTML.slice(0, 200));
            });
            return window.wanted.length;
            """;
        var controls = (long)browser.Run(Reachable)!;
        for (var presses = 0L; presses < Math.Min(Most, controls + Together); presses += Together)
            browser.Type(string.Concat(Enumerable.Repeat(OpenQA.Selenium.Keys.Tab, Together)));
        if (controls < Most)
        {
            browser.Run("return window.wanted.filter(element => !window.seen.has(element)).map(element => element.outerHTML.slice(0, 200)).join('\\n')")
                .ShouldBe("", name);
        }

        browser.Run("return window.unmarked.join('\\n')").ShouldBe("", name);
    }
}
