using System.Text.Json;
using Tegula.Packages.Tests.Packing;

namespace Tegula.Packages.Tests.Tutorial;

/// <summary>The tutorial, done as it stands by somebody who has an empty folder, the .NET SDK and Python.</summary>
[Collection(nameof(InstallationGroup))]
public sealed class TutorialTests(Installation installation)
{
    [Fact]
    public void Every_step_works_in_an_empty_folder()
    {
        var folder = installation.EmptyFolder("tutorial");
        var page = File.ReadAllText(Checkout.PathOf("docs", "tutorial.md"));
        List<string> script = ["set -euo pipefail", "set -x"];
        foreach (var (language, text, before) in Blocks(page))
        {
            if (language == "sh")
                script.Add(text);
            else
                File.WriteAllText(Path.Combine(folder, NameOf(language, before)), text);
        }

        File.WriteAllText(Path.Combine(folder, "steps.sh"), string.Join('\n', script));
        var result = Programs.Run("bash", ["steps.sh"], folder, new Dictionary<string, string?>(installation.Environment)
        {
            // Debian's Python is the one that has PyTorch.
            ["PATH"] = "/usr/bin:/bin:" + Environment.GetEnvironmentVariable("PATH"),
        }).ShouldSucceed();

        Directory.GetFiles(Path.Combine(folder, "photos"), "*.png", SearchOption.AllDirectories).Length.ShouldBe(200);
        using var found = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "found.json")));
        var cell = found.RootElement.GetProperty("architecture").GetString()!;
        result.Output.ShouldContain(cell);
        File.ReadAllText(Path.Combine(folder, "winner.svg")).ShouldStartWith("<svg");
        new FileInfo(Path.Combine(folder, "winner.onnx")).Length.ShouldBeGreaterThan(1000);

        // What is scored as the search scored it has the same numbers.
        using var score = Json("score", cell, "--space", "space.yaml", "--data", "images:photos", "--fidelity", "fast", "--seed", "1", "--json");
        JsonElement.DeepEquals(
            score.RootElement.GetProperty("scores")[0].GetProperty("indicators"), found.RootElement.GetProperty("indicators")).ShouldBeTrue();

        // What PyTorch counts is what Tegula counted.
        var last = result.Output.TrimEnd().Split('\n')[^1];
        using var export = Json("export", cell, "--space", "space.yaml", "--data", "images:photos", "--format", "pytorch", "--out", "again.py", "--json");
        last.ShouldBe($"(4, 2) {export.RootElement.GetProperty("params").GetInt32()}");
        File.ReadAllBytes(Path.Combine(folder, "again.safetensors")).ShouldBe(File.ReadAllBytes(Path.Combine(folder, "winner.safetensors")));

        JsonDocument Json(params string[] arguments) =>
            JsonDocument.Parse(Programs.Run(installation.Tegula, arguments, folder, installation.Environment).ShouldSucceed().Output);
    }

    private static IEnumerable<(string Language, string Text, string Before)> Blocks(string page)
    {
        var parts = page.Split("```");
        for (var i = 1; i < parts.Length; i += 2)
        {
            var end = parts[i].IndexOf('\n', StringComparison.Ordinal);
            yield return (parts[i][..end], parts[i][(end + 1)..], parts[i - 1]);
        }
    }

    // "Save it as `space.yaml`" stands before the block.
    private static string NameOf(string language, string before)
    {
        var extension = language == "yaml" ? ".yaml" : ".py";
        return before.Split('`').Last(word => word.EndsWith(extension, StringComparison.Ordinal) && !word.Contains(' ', StringComparison.Ordinal));
    }
}
