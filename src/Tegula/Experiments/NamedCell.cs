using System.Globalization;
using Tegula.Architectures;
using Tegula.Topology;

namespace Tegula.Experiments;

/// <summary>A cell pair of an experiment.</summary>
/// <param name="Id">What it is called.</param>
/// <param name="Genotype">Its cells.</param>
/// <param name="Shape">Depth and width of its normal cell.</param>
internal sealed record NamedCell(string Id, DartsGenotype Genotype, CellShape Shape)
{
    /// <summary>The id with width and depth, as the paper's captions have them: <c>darts (3.5c, 3)</c>.</summary>
    public string Caption => string.Create(CultureInfo.InvariantCulture, $"{Id} ({Shape.Width:0.##}c, {Shape.Depth})");
}
