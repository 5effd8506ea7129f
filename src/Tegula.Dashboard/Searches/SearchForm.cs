using Microsoft.AspNetCore.Http;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Dashboard.Searches;

/// <summary>What is filled in on the page that starts a search; every field as text, as it was typed.</summary>
public sealed record SearchForm
{
    /// <summary>Most letters of a field.</summary>
    public const int LongestField = 500;

    /// <summary>Value of <see cref="Filter"/> without a filter.</summary>
    public const string NoFilter = "none";

    /// <summary>Value of <see cref="Filter"/> for the one there is.</summary>
    public const string DepthWidth = "depth-width";

    /// <summary>Slug of the store; empty for a new file.</summary>
    public string Store { get; init; } = "";

    /// <summary>Name of the new file.</summary>
    public string File { get; init; } = "";

    /// <summary>Name of the study.</summary>
    public string Name { get; init; } = "";

    /// <summary>Id of the space.</summary>
    public string Space { get; init; } = new SearchRequest().Space;

    /// <summary>Id of the method.</summary>
    public string Method { get; init; } = new SearchRequest().Method;

    /// <summary>The objective.</summary>
    public string Objective { get; init; } = Combinations.Teg.Id;

    /// <summary>Architectures to ask for; empty for the method's own number.</summary>
    public string Steps { get; init; } = "";

    /// <summary><see cref="NoFilter"/> or <see cref="DepthWidth"/>.</summary>
    public string Filter { get; init; } = NoFilter;

    /// <summary>The filter's fraction of the radius; empty for the usual one.</summary>
    public string Fraction { get; init; } = "";

    /// <summary>Most parameters; empty for no limit.</summary>
    public string MaxParameters { get; init; } = "";

    /// <summary>Most multiply-accumulates; empty for no limit.</summary>
    public string MaxMacs { get; init; } = "";

    /// <summary>The data as <see cref="DatasetSpec"/> reads it.</summary>
    public string Data { get; init; } = DatasetRegistry.All[0].Id;

    /// <summary><c>reference</c> or <c>fast</c>.</summary>
    public string Fidelity { get; init; } = "fast";

    /// <summary>The seed.</summary>
    public string Seed { get; init; } = "0";

    /// <summary>Random initialisations; empty for the usual number.</summary>
    public string Repeats { get; init; } = "";

    /// <summary>Images in a minibatch; empty for the usual number.</summary>
    public string Batch { get; init; } = "";

    /// <summary>Threads; empty for all processors.</summary>
    public string Threads { get; init; } = "";

    /// <summary>Table of trained cells to look the answer up in; empty for none.</summary>
    public string Table { get; init; } = "";

    /// <summary>Reads what a browser sent; fields that it left out have their usual values.</summary>
    public static SearchForm Of(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var usual = new SearchForm();
        return new()
        {
            Store = Read("store", ""),
            File = Read("file", ""),
            Name = Read("name", ""),
            Space = Read("space", usual.Space),
            Method = Read("method", usual.Method),
            Objective = Read("objective", usual.Objective),
            Steps = Read("steps", ""),
            Filter = Read("filter", usual.Filter),
            Fraction = Read("fraction", ""),
            MaxParameters = Read("max-params", ""),
            MaxMacs = Read("max-macs", ""),
            Data = Read("data", usual.Data),
            Fidelity = Read("fidelity", usual.Fidelity),
            Seed = Read("seed", usual.Seed),
            Repeats = Read("repeats", ""),
            Batch = Read("batch", ""),
            Threads = Read("threads", ""),
            Table = Read("table", ""),
        };

        string Read(string name, string otherwise)
        {
            string text = form[name].ToString().Trim();
            return text.Length > 0 ? text : otherwise;
        }
    }

    /// <summary>The options of <c>tegula search</c> that say the same, those with their usual values left out.</summary>
    internal IEnumerable<string> Options()
    {
        var usual = new SearchForm();
        (string Option, string Value, string Usual)[] options =
        [
            ("--space", Space, usual.Space),
            ("--method", Method, usual.Method),
            ("--objective", Objective, usual.Objective),
            ("--steps", Steps, ""),
            ("--filter", Filter == DepthWidth && Fraction.Length > 0 ? $"{Filter}:{Fraction}" : Filter, usual.Filter),
            ("--max-params", MaxParameters, ""),
            ("--max-macs", MaxMacs, ""),
            ("--data", Data, usual.Data),
            ("--fidelity", Fidelity, usual.Fidelity),
            ("--seed", Seed, usual.Seed),
            ("--repeats", Repeats, ""),
            ("--batch", Batch, ""),
            ("--threads", Threads, ""),
            ("--table", Table, ""),
        ];
        return options.Where(option => option.Value != option.Usual).SelectMany(option => SearchCommand.Option(option.Option, option.Value));
    }
}
