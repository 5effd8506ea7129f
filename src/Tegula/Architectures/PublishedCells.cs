using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Tegula.Architectures;

/// <summary>The published cells that the study of cells compares, in DARTS' names for the operations.</summary>
/// <remarks>Source: 002_18e5d33089871091.txt, Fig. 1, and the papers of the searches that it cites.</remarks>
public static class PublishedCells
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<PublishedCell> All { get; } =
    [
        Cell("darts", "DARTS (second order)", """
            Genotype(
                normal=[
                    ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 1), ('skip_connect', 0),
                    ('skip_connect', 0), ('dil_conv_3x3', 2)],
                normal_concat=[2, 3, 4, 5],
                reduce=[
                    ('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1), ('max_pool_3x3', 0), ('skip_connect', 2),
                    ('skip_connect', 2), ('max_pool_3x3', 1)],
                reduce_concat=[2, 3, 4, 5])
            """),
        Cell("darts-v1", "DARTS (first order)", """
            Genotype(
                normal=[
                    ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('skip_connect', 0), ('sep_conv_3x3', 1), ('skip_connect', 0), ('sep_conv_3x3', 1),
                    ('sep_conv_3x3', 0), ('skip_connect', 2)],
                normal_concat=[2, 3, 4, 5],
                reduce=[
                    ('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 0), ('max_pool_3x3', 0), ('skip_connect', 2),
                    ('skip_connect', 2), ('avg_pool_3x3', 0)],
                reduce_concat=[2, 3, 4, 5])
            """),
        Cell("enas", "ENAS", """
            Genotype(
                normal=[
                    ('sep_conv_3x3', 1), ('skip_connect', 1), ('sep_conv_5x5', 1), ('skip_connect', 0), ('avg_pool_3x3', 0), ('sep_conv_3x3', 1),
                    ('sep_conv_3x3', 0), ('avg_pool_3x3', 1), ('sep_conv_5x5', 1), ('avg_pool_3x3', 0)],
                normal_concat=[2, 3, 4, 5, 6],
                reduce=[
                    ('sep_conv_5x5', 0), ('avg_pool_3x3', 1), ('sep_conv_3x3', 1), ('avg_pool_3x3', 1), ('sep_conv_3x3', 1), ('avg_pool_3x3', 1),
                    ('sep_conv_5x5', 4), ('avg_pool_3x3', 1), ('sep_conv_3x3', 5), ('sep_conv_5x5', 0)],
                reduce_concat=[2, 3, 6])
            """),
        Cell("amoebanet", "AmoebaNet-A", """
            Genotype(
                normal=[
                    ('avg_pool_3x3', 0), ('max_pool_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_5x5', 2), ('sep_conv_3x3', 0), ('avg_pool_3x3', 3),
                    ('sep_conv_3x3', 1), ('skip_connect', 1), ('skip_connect', 0), ('avg_pool_3x3', 1)],
                normal_concat=[4, 5, 6],
                reduce=[
                    ('avg_pool_3x3', 0), ('sep_conv_3x3', 1), ('max_pool_3x3', 0), ('sep_conv_7x7', 2), ('sep_conv_7x7', 0), ('avg_pool_3x3', 1),
                    ('max_pool_3x3', 0), ('max_pool_3x3', 1), ('conv_7x1_1x7', 0), ('sep_conv_3x3', 5)],
                reduce_concat=[3, 4, 6])
            """),
        Cell("nasnet", "NASNet-A", """
            Genotype(
                normal=[
                    ('sep_conv_5x5', 1), ('sep_conv_3x3', 0), ('sep_conv_5x5', 0), ('sep_conv_3x3', 0), ('avg_pool_3x3', 1), ('skip_connect', 0),
                    ('avg_pool_3x3', 0), ('avg_pool_3x3', 0), ('sep_conv_3x3', 1), ('skip_connect', 1)],
                normal_concat=[2, 3, 4, 5, 6],
                reduce=[
                    ('sep_conv_5x5', 1), ('sep_conv_7x7', 0), ('max_pool_3x3', 1), ('sep_conv_7x7', 0), ('avg_pool_3x3', 1), ('sep_conv_5x5', 0),
                    ('skip_connect', 3), ('avg_pool_3x3', 2), ('sep_conv_3x3', 2), ('max_pool_3x3', 1)],
                reduce_concat=[4, 5, 6])
            """),
        Cell("snas", "SNAS (mild constraint)", """
            Genotype(
                normal=[
                    ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('skip_connect', 0), ('dil_conv_3x3', 1), ('skip_connect', 0), ('skip_connect', 1),
                    ('skip_connect', 0), ('sep_conv_3x3', 1)],
                normal_concat=[2, 3, 4, 5],
                reduce=[
                    ('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1), ('max_pool_3x3', 1), ('skip_connect', 2),
                    ('dil_conv_5x5', 2), ('max_pool_3x3', 0)],
                reduce_concat=[2, 3, 4, 5])
            """),
    ];

    /// <summary>Their ids, separated by commas, for a message.</summary>
    public static string Ids { get; } = string.Join(", ", All.Select(cell => cell.Id));

    /// <summary>The cell with this id; false when there is none.</summary>
    public static bool TryGet(string? id, [NotNullWhen(true)] out PublishedCell? cell)
    {
        cell = All.FirstOrDefault(candidate => candidate.Id == id);
        return cell is not null;
    }

    private static PublishedCell Cell(string id, string name, string genotype) => new(id, name, DartsGenotype.Parse(genotype));
}
