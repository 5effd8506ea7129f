using System.Diagnostics;

namespace Tegula.Dashboard.Tests.Browsing;

/// <summary>The script that keeps the course of a study, without a page.</summary>
[Collection("Pages")]
public sealed class CourseScriptTests(BrowserFixture browsers)
{
    [Fact]
    public void A_course_that_grows_for_hours_keeps_no_more_than_a_chart_can_show_and_reaches_as_far_as_the_search()
    {
        const string Grow =
            """
            const event = (from, next) => {
                const step = Array.from({ length: next - from }, (_, index) => from + index);
                return {
                    study: {}, indicators: [], from, next, points: { step, evaluation: step, cached: step.map(() => false), values: {} },
                    best: { evaluation: [] }, front: { evaluation: [] },
                    spread: { name: 'entropy', step, value: step.map(at => at / 2) }, turnedAway: { step, count: step.map(at => 2 * at) },
                };
            };
            let known = event(0, 500);
            for (let from = 500; from < 20_000; from += 500) known = course.merge(known, event(from, from + 500));
            const { spread, turnedAway } = known;
            return [
                spread.step.length <= course.mostPoints && spread.step.length > course.mostPoints / 4, turnedAway.step.length === spread.step.length,
                spread.step[0] === 0, spread.step.at(-1) === 19_999, turnedAway.step.at(-1) === 19_999,
                spread.step.every((at, index) => spread.value[index] === at / 2), turnedAway.step.every((at, index) => turnedAway.count[index] === 2 * at),
            ].join();
            """;
        browsers.Open().Run(Bundle("course") + Grow).ShouldBe("true,true,true,true,true,true,true");
    }

    // The script under its own name, as its tests see it.
    private static string Bundle(string name)
    {
        var work = Checkout.PathOf("artifacts", "browser");
        var start = new ProcessStartInfo("node", ["node_modules/esbuild/bin/esbuild", $"src/{name}.ts", "--bundle", "--format=iife", $"--global-name={name}"])
        {
            WorkingDirectory = work,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var script = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        return script;
    }
}
