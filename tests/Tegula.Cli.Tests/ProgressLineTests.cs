using Tegula.Cli.Output;

namespace Tegula.Cli.Tests;

public sealed class ProgressLineTests
{
    [Fact]
    public void It_shows_share_and_time_left_is_cut_to_the_width_and_removes_itself()
    {
        using var output = new StringWriter();
        using (var line = new ProgressLine(output, () => 30))
        {
            line.Show(25, 100, TimeSpan.FromSeconds(10));
            output.ToString().ShouldBe("\r━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 25/100 2\u001b[K");
        }

        output.ToString().ShouldEndWith("\r\u001b[K");
    }

    [Fact]
    public void It_is_drawn_at_most_ten_times_a_second_but_always_at_the_end()
    {
        using var output = new StringWriter();
        using var line = new ProgressLine(output, () => 120);
        for (var done = 1; done <= 1000; done++)
            line.Show(done, 1000, TimeSpan.FromMilliseconds(done));
        var drawn = output.ToString().Split('\r').Length - 1;
        drawn.ShouldBe(11);
        output.ToString().ShouldContain("1000/1000 100%  0.0 s left");
    }
}
