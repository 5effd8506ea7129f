using Tegula.Studies.Exchange;

namespace Tegula.Studies;

/// <summary>Taking in what another store has exported.</summary>
public abstract partial class StudyStore
{
    /// <summary>
    /// Adds all of an exported store, or nothing: where an item cannot be added, the store is as it was. What is there already is kept; of an evaluation that
    /// means the same values, whoever measured them, and of a recorded result the same key.
    /// </summary>
    /// <param name="items">Lines of a file in their order, as <see cref="StudyImport.Read"/> gives them; references are taken to be right.</param>
    /// <exception cref="StudyException">
    /// The store holds the same evaluation with other values, another study of the same name, or something else under the name of a result.
    /// </exception>
    public abstract ImportCounts Import(IReadOnlyList<ExchangeItem> items);
}
