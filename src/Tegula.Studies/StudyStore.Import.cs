using Tegula.Studies.Exchange;

namespace Tegula.Studies;

/// <summary>Taking in what another store has exported.</summary>
public abstract partial class StudyStore
{
    /// <summary>
    /// Adds all of an exported store, or nothing: where an item cannot be added, the store is as it was. What is there already is kept; of an evaluation that
    /// means the same values, whoever measured them.
    /// </summary>
    /// <param name="items">Lines of a file in their order, as <see cref="StudyImport.Read"/> gives them; references are taken to be right.</param>
    /// <exception cref="StudyException">The store holds the same evaluation with other values, or the same study or result with other content.</exception>
    public abstract ImportCounts Import(IReadOnlyList<ExchangeItem> items);
}
