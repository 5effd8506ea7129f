using Tegula.Search;
using Tegula.Studies;
using Tegula.Studies.Slurm;

namespace Tegula.Cli.Commands;

/// <summary>The study that searches are kept in.</summary>
/// <param name="Store">Where it lies, open.</param>
/// <param name="Name">Its name; null for the one that is made of what is asked. Several searches have their method behind it.</param>
/// <param name="Scoring">Who measures.</param>
internal sealed record SearchStudy(StudyStore Store, string? Name, StudyScoringOptions Scoring)
{
    /// <summary>
    /// Places workers before the search begins, given the study's name and how many measurements it asks for at a time; ended with it. Null where it places
    /// none.
    /// </summary>
    public Func<string, int, SlurmWorkers?> PlaceWorkers { get; init; } = (_, _) => null;

    /// <summary>The name of one search.</summary>
    /// <param name="request">The search.</param>
    /// <param name="count">How many there are.</param>
    public string? NameOf(SearchRequest request, int count) => Name is null || count == 1 ? Name : $"{Name}-{request.Method}";
}
