using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

[assembly: AssemblyFixture(typeof(Tegula.Dashboard.Tests.Browsing.BrowserFixture))]

namespace Tegula.Dashboard.Tests.Browsing;

/// <summary>One headless Chromium for all tests that look at pages; it starts when the first of them asks for it.</summary>
public sealed class BrowserFixture : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-browser-");
    private readonly Lazy<ChromeDriver> _driver;

    public BrowserFixture() => _driver = new(Start);

    /// <summary>Where downloads arrive.</summary>
    public string Downloads => _folder.CreateSubdirectory("downloads").FullName;

    /// <summary>The browser, with an empty console and no cookies.</summary>
    internal Browser Open()
    {
        var browser = new Browser(_driver.Value, Downloads);
        browser.Clear();
        return browser;
    }

    public void Dispose()
    {
        if (_driver.IsValueCreated)
            _driver.Value.Dispose();
        _folder.Delete(recursive: true);
    }

    private ChromeDriver Start()
    {
        var options = new ChromeOptions { BinaryLocation = "/usr/bin/chromium" };
        options.AddArguments(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            $"--user-data-dir={_folder.CreateSubdirectory("profile").FullName}");
        options.AddUserProfilePreference("download.default_directory", Downloads);
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        var service = ChromeDriverService.CreateDefaultService("/usr/bin");
        service.HideCommandPromptWindow = true;
        service.SuppressInitialDiagnosticInformation = true;
        return new(service, options, TimeSpan.FromMinutes(2));
    }
}
