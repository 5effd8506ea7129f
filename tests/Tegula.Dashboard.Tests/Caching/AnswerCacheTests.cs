using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tegula.Dashboard.Caching;
using Tegula.Dashboard.Hosting;
using Tegula.Dashboard.Pages.Landscape;
using Tegula.Dashboard.Stores;
using Tegula.Dashboard.Tests.Snapshots;

namespace Tegula.Dashboard.Tests.Caching;

/// <summary>Answers about something that changes while they are computed.</summary>
public sealed class AnswerCacheTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subject_that_changes_all_the_time_is_answered_as_of_the_newest_finished_state()
    {
        using var cache = new AnswerCache();
        using var gate = new SemaphoreSlim(0);
        var computed = 0;
        string Compute(CancellationToken token)
        {
            gate.Wait(token);
            return Interlocked.Increment(ref computed).ToString(CultureInfo.InvariantCulture);
        }

        foreach (var state in (string[])["a", "b", "c"])
            (await cache.Newest("subject", state, Compute, TimeSpan.Zero)).ShouldBeNull();
        gate.Release();
        (await cache.Newest("subject", "d", Compute, Long)).ShouldBe(new("1", IsCurrent: false));
        (await cache.Newest("subject", "e", Compute, TimeSpan.Zero)).ShouldBe(new("1", IsCurrent: false));
        gate.Release();
        (await cache.Newest("subject", "e", Compute, Long)).ShouldBe(new("2", IsCurrent: true));
        (await cache.Newest("subject", "e", Compute, TimeSpan.Zero)).ShouldBe(new("2", IsCurrent: true));
        (computed, gate.CurrentCount).ShouldBe((2, 0));
    }

    [Fact]
    public async Task Where_too_many_wait_the_one_that_nobody_has_asked_for_the_longest_ends()
    {
        using var cache = new AnswerCache(Long, mostPending: 3);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (await cache.Within("first", Wait, TimeSpan.Zero)).ShouldBeNull();
        await begun.Task.WaitAsync(Token);
        foreach (var key in (string[])["second", "third", "fourth"])
            (await cache.Within(key, Forever, TimeSpan.Zero)).ShouldBeNull();
        await cancelled.Task.WaitAsync(Token);

        string Wait(CancellationToken token)
        {
            begun.SetResult();
            try
            {
                return Forever(token);
            }
            finally
            {
                cancelled.SetResult();
            }
        }
    }

    [Fact]
    public async Task What_takes_too_long_is_told_in_one_line()
    {
        using var cache = new AnswerCache(TimeSpan.FromMilliseconds(1), mostPending: 1);
        var error = await Should.ThrowAsync<PageException>(() => cache.Within("key", Forever, Long));
        error.Status.ShouldBe(StatusCodes.Status422UnprocessableEntity);
        error.Message.ShouldContain("ask for less");
    }

    [Fact]
    public async Task What_failed_is_computed_again()
    {
        using var cache = new AnswerCache();
        await Should.ThrowAsync<FormatException>(() => cache.Within<string>("key", _ => throw new FormatException(), Long));
        (await cache.Within("key", _ => "answer", Long)).ShouldBe("answer");
    }

    [Fact]
    public async Task A_page_shows_the_answer_there_is_while_a_newer_one_waits()
    {
        using var study = new GrownStudy(1);
        study.Grow(30);
        await using var server = await DashboardServer.Start(study.Options, Token);
        var answers = (AnswerCache)server.Services.GetService(typeof(AnswerCache))!;
        var picked = new PickedStudy(study.Shelved, study.Study);
        await answers.Newest($"landscape {picked.Identity}", "before", _ => new LandscapeAnswer([], [], null) { Steps = 1_234 }, Long);
        using var begun = new SemaphoreSlim(0);
        foreach (var key in (string[])["one", "other"])
        {
            await answers.Within(key, Busy, TimeSpan.Zero);
            await begun.WaitAsync(Token);
        }

        using var client = new HttpClient { BaseAddress = server.Address };
        using var page = await client.GetAsync(new Uri($"/landscapes?study={picked.Key}", UriKind.Relative), Token);
        (await page.Content.ReadAsStringAsync(Token)).ShouldContain("Computed after 1,234 steps");
        page.Headers.Contains("Refresh").ShouldBeFalse();

        string Busy(CancellationToken token)
        {
            begun.Release();
            return Forever(token);
        }
    }

    private static string Forever(CancellationToken token)
    {
        token.WaitHandle.WaitOne();
        token.ThrowIfCancellationRequested();
        return "never";
    }
}
