using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using OpenQA.Selenium.Support.UI;

namespace Tegula.Dashboard.Tests.Browsing;

/// <summary>A tab of Chromium: what a reader does and sees.</summary>
/// <param name="driver">The browser.</param>
/// <param name="downloads">Where its downloads arrive.</param>
internal sealed class Browser(ChromeDriver driver, string downloads)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The address that is shown.</summary>
    public Uri Address => new(driver.Url);

    /// <summary>Name of the page.</summary>
    public string Title => driver.Title;

    /// <summary>All that can be read.</summary>
    public string Text => driver.FindElement(By.TagName("body")).Text;

    /// <summary>Forgets the last test.</summary>
    public void Clear()
    {
        driver.Navigate().GoToUrl(new Uri("about:blank"));
        driver.Manage().Cookies.DeleteAllCookies();
        _ = Errors();
        Look(Screen.Laptop);
    }

    /// <summary>Changes size and theme.</summary>
    public void Look(Screen screen)
    {
        Resize(screen.Width, screen.Height);
        var theme = new Dictionary<string, object> { ["name"] = "prefers-color-scheme", ["value"] = screen.IsDark ? "dark" : "light" };
        var motion = new Dictionary<string, object> { ["name"] = "prefers-reduced-motion", ["value"] = "reduce" };
        driver.ExecuteCdpCommand("Emulation.setEmulatedMedia", new() { ["features"] = new object[] { theme, motion } });
    }

    /// <summary>Opens an address.</summary>
    public void Open(Uri address) => driver.Navigate().GoToUrl(address);

    /// <summary>The first element that a CSS selector finds, waited for.</summary>
    public IWebElement Find(string selector) => Wait(selector, () => driver.FindElements(By.CssSelector(selector)).FirstOrDefault());

    /// <summary>All elements that a CSS selector finds now.</summary>
    public IReadOnlyList<IWebElement> All(string selector) => driver.FindElements(By.CssSelector(selector));

    /// <summary>Presses a button or follows a link, wherever it stands.</summary>
    public void Press(IWebElement element)
    {
        driver.ExecuteScript("arguments[0].scrollIntoView({block: 'center'})", element);
        element.Click();
    }

    /// <summary>Replaces what stands in a field; where it is folded away, unfolds it first.</summary>
    public void Fill(string selector, string text)
    {
        var field = Find(selector);
        if (!field.Displayed)
            Press(field.FindElement(By.XPath("ancestor::details[not(@open)]/summary")));
        if (field.TagName == "select")
        {
            field.FindElements(By.TagName("option")).First(option => option.GetAttribute("value") == text).Click();
            return;
        }

        field.Clear();
        field.SendKeys(text);
    }

    /// <summary>Presses keys where the focus is.</summary>
    public void Type(string keys) => driver.SwitchTo().ActiveElement().SendKeys(keys);

    /// <summary>What a script gives.</summary>
    public object? Run(string script, params object[] arguments) => driver.ExecuteScript(script, arguments);

    /// <summary>What a script gives once its promise is kept.</summary>
    public object? RunToEnd(string script) => driver.ExecuteAsyncScript($"const done = arguments[arguments.length - 1]; {script}");

    /// <summary>Waits until something is true; the last error or a picture says why it never was.</summary>
    public T Wait<T>(string what, Func<T?> condition)
        where T : class
    {
        try
        {
            var wait = new WebDriverWait(driver, Patience) { PollingInterval = TimeSpan.FromMilliseconds(100) };
            wait.IgnoreExceptionTypes(typeof(StaleElementReferenceException), typeof(NoSuchElementException));
            return wait.Until(_ => condition())!;
        }
        catch (WebDriverTimeoutException exception)
        {
            var picture = Picture($"failed-{TestContext.Current.TestMethod?.MethodName}");
            throw new TimeoutException($"waited in vain for {what}; see {picture}; the page says:\n{Text}", exception);
        }
    }

    /// <summary>Waits until every live chart of the page is drawn, or says why it is not.</summary>
    public void WaitForCharts()
    {
        Wait("the charts", () => All("[data-chart]:not([data-points])").Count == 0 ? this : null);
        All("[data-summary]").Select(summary => summary.Text).ShouldNotContain(text => text.StartsWith("Loading", StringComparison.Ordinal));
    }

    /// <summary>Errors and warnings on the console since the last call.</summary>
    public IReadOnlyList<string> Errors() =>
    [
        .. driver.Manage().Logs.GetLog(LogType.Browser).Where(entry => entry.Level >= LogLevel.Warning).Select(entry => $"{entry.Level}: {entry.Message}"),
    ];

    /// <summary>Keeps a picture of the whole page for people to look at.</summary>
    /// <param name="name">Its name, without extension.</param>
    /// <returns>The file.</returns>
    public string Picture(string name)
    {
        const int HighestPicture = 8_000;
        var (width, height) = ((long)Run("return window.innerWidth")!, (long)Run("return window.innerHeight")!);
        var whole = Math.Min(HighestPicture, (long)Run("return document.documentElement.scrollHeight")!);
        Resize(width, Math.Max(height, whole));
        RunToEnd("requestAnimationFrame(() => requestAnimationFrame(done))");
        var shot = (Dictionary<string, object>)driver.ExecuteCdpCommand("Page.captureScreenshot", [])!;
        Resize(width, height);
        var file = Path.Combine(Pictures.Folder, $"{name}.png");
        File.WriteAllBytes(file, Convert.FromBase64String((string)shot["data"]));
        return file;
    }

    /// <summary>Waits for a download that the page has begun.</summary>
    /// <returns>The file.</returns>
    public string Downloaded(string name)
    {
        var file = Path.Combine(downloads, name);
        return Wait($"the download of {name}", () => File.Exists(file) ? file : null);
    }

    private void Resize(long width, long height) => driver.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new()
    {
        ["width"] = width,
        ["height"] = height,
        ["deviceScaleFactor"] = 1,
        ["mobile"] = false,
    });
}
