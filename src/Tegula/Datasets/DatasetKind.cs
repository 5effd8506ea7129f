namespace Tegula.Datasets;

/// <summary>One kind of data that can be opened, as the registry lists it.</summary>
public sealed class DatasetKind
{
    private readonly Func<string, ImageDataset> _open;
    private readonly Func<string, ImageDataset?> _openTest;

    internal DatasetKind(
        string id, string syntax, string description, string expectedAt, Func<string, ImageDataset> open, Func<string, ImageDataset?> openTest)
    {
        Id = id;
        Syntax = syntax;
        Description = description;
        ExpectedAt = expectedAt;
        _open = open;
        _openTest = openTest;
    }

    /// <summary>Stable id, such as <c>cifar10</c>.</summary>
    public string Id { get; }

    /// <summary>How to ask for it, such as <c>cifar10:DIR-or-FILE</c>.</summary>
    public string Syntax { get; }

    /// <summary>What it holds, in one line.</summary>
    public string Description { get; }

    /// <summary>Which files are expected where, in one line.</summary>
    public string ExpectedAt { get; }

    /// <summary>True when a path follows the id.</summary>
    public bool NeedsPath => Syntax.Contains(':');

    internal ImageDataset Open(string path) => _open(path);

    internal ImageDataset? OpenTest(string path) => _openTest(path);
}
