using System.Diagnostics;

namespace Tegula.Packages.Tests;

/// <summary>Runs programs as a user would, in a folder and an environment of their own.</summary>
internal static class Programs
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Runs to the end.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Working folder.</param>
    /// <param name="environment">Variables that are set, or with null taken away.</param>
    public static ProgramResult Run(string file, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string?>? environment = null)
    {
        using var process = Start(file, arguments, folder, environment);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{file} ran longer than {Limit}");
        }

        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>Starts a program; its standard input is open.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Working folder.</param>
    /// <param name="environment">Variables that are set, or with null taken away.</param>
    public static Process Start(string file, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(file)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Starts <c>ui</c> on a free port, gets pages and what they load from it, and ends it as Ctrl-C would.</summary>
    /// <param name="file">The program, which takes the arguments of <c>tegula</c>.</param>
    /// <param name="folder">Working folder.</param>
    /// <param name="study">The study to show.</param>
    /// <param name="environment">Variables that are set, or with null taken away.</param>
    /// <param name="paths">Pages, such as <c>/</c>.</param>
    public static async Task<IReadOnlyList<string>> Pages(
        string file, string folder, string study, IReadOnlyDictionary<string, string?> environment, params IReadOnlyList<string> paths)
    {
        var token = TestContext.Current.CancellationToken;
        var settings = new Dictionary<string, string?>(environment) { ["TEGULA_STOP_AT_END_OF_INPUT"] = "1" };
        using var process = Start(file, ["ui", "--study", study, "--port", "0", "--quiet"], folder, settings);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(token);
            line.ShouldNotBeNull(process.HasExited ? await process.StandardError.ReadToEndAsync(token) : "").ShouldStartWith("Tegula: http://127.0.0.1:");
            using var client = new HttpClient { BaseAddress = new(line["Tegula: ".Length..]) };
            List<string> pages = [];
            foreach (var path in paths)
            {
                using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), token);
                var text = await answer.Content.ReadAsStringAsync(token);
                ((int)answer.StatusCode).ShouldBe(200, $"{path}: {text}");
                pages.Add(text);
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync(token);
            process.ExitCode.ShouldBe(0);
            return pages;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
