namespace Tegula.Architectures;

/// <summary>One pair of a genotype: an operation and the node it reads.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Source">0 and 1 are the outputs of the cell before the previous one and of the previous one, 2 the first intermediate node.</param>
public readonly record struct DartsEdge(DartsOperation Operation, int Source)
{
    /// <summary>The pair as a genotype shows it: <c>('sep_conv_3x3', 0)</c>.</summary>
    public override string ToString() => $"('{Operation.Name()}', {Source})";
}
