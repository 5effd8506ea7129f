using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Tegula.Dashboard.Hosting;
using Tegula.Dashboard.Pages.StudyList;
using Tegula.Dashboard.Stores;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Pages.StudyList;

/// <summary>The list of studies on the first page.</summary>
public sealed class StudyListTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-list-");
    private readonly StudyShelf _shelf;

    public StudyListTests() => _shelf = new(new DashboardOptions { Folder = _folder.FullName, Program = ["tegula"] });

    [Theory]
    [InlineData("", "/")]
    [InlineData("?sort=updated&descending=true&page=1", "/")]
    [InlineData("?sort=nothing&page=-3&contains=%20", "/")]
    [InlineData("?contains=a%26b&sort=name", "/?contains=a%26b&sort=name&descending=false")]
    [InlineData("?sort=steps&descending=true&page=2", "/?sort=steps&descending=true&page=2")]
    public void A_query_has_one_address_and_what_is_wrong_in_it_is_as_usual(string asked, string address)
    {
        Read(asked).Address.ShouldBe(address);
        Read(new Uri($"http://localhost{address}").Query).ShouldBe(Read(asked));
    }

    [Fact]
    public void A_column_is_sorted_up_first_and_down_when_it_is_asked_for_again()
    {
        var byName = StudyListQuery.Usual.By("name");
        byName.Descending.ShouldBeFalse();
        byName.By("name").Descending.ShouldBeTrue();
        byName.By("name").By("method").Descending.ShouldBeFalse();
    }

    [Fact]
    public void Studies_of_all_stores_are_filtered_and_sorted_and_what_is_none_is_named_with_its_reason()
    {
        Make("one.db", ("beta", "random"), ("alpha <b>", "evolution"));
        Make("two.db", ("gamma", "random"));
        File.WriteAllText(Path.Combine(_folder.FullName, "broken.db"), "not a study");

        Names("?sort=name").ShouldBe(["alpha <b>", "beta", "gamma"]);
        Names("?sort=name&descending=true").ShouldBe(["gamma", "beta", "alpha <b>"]);
        Names("?sort=name&contains=RANDOM").ShouldBe(["beta", "gamma"]);
        Names("?contains=two.db").ShouldBe(["gamma"]);
        Names("?contains=nothing").ShouldBeEmpty();
        var model = StudyListModel.Of(_shelf, Read("?contains=nothing"));
        (model.Found, model.Total).ShouldBe((0, 3));
        model.Unreadable.ShouldHaveSingleItem().Name.ShouldBe("broken.db");
    }

    [Fact]
    public void A_page_beyond_the_last_is_the_last()
    {
        Make("many.db", [.. Enumerable.Range(0, StudyListModel.PageSize + 1).Select(number => ($"study {number:000}", "random"))]);
        var model = StudyListModel.Of(_shelf, Read("?sort=name&page=9"));
        (model.Query.Page, model.Pages).ShouldBe((2, 2));
        model.Studies.ShouldHaveSingleItem().Study.Name.ShouldBe($"study {StudyListModel.PageSize:000}");
    }

    public void Dispose()
    {
        _shelf.Dispose();
        _folder.Delete(recursive: true);
    }

    private static StudyListQuery Read(string query) => StudyListQuery.Of(new QueryCollection(QueryHelpers.ParseQuery(query)));

    private IEnumerable<string> Names(string query) => StudyListModel.Of(_shelf, Read(query)).Studies.Select(picked => picked.Study.Name);

    private void Make(string file, params (string Name, string Method)[] studies)
    {
        using var store = StudyStore.Open(Path.Combine(_folder.FullName, file));
        foreach (var (name, method) in studies)
        {
            store.CreateStudy(name, new()
            {
                Command = "search",
                Space = "nas-bench-201",
                Method = method,
                Seed = 0,
                Fidelity = "fast",
                Data = "synthetic",
                DataSha256 = new string('0', 64),
                Request = $$"""{"name":"{{name}}"}""",
            });
        }
    }
}
