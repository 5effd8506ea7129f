namespace Tegula.Exchange.Onnx.Reading;

/// <summary>Limits on what is kept of a file, and about how many bytes its parts take, with all that is made of them later.</summary>
internal static class StructureLimits
{
    /// <summary>Nodes of a file; again of what its functions unfold to.</summary>
    public const int MaxNodes = 60_000;

    /// <summary>Sizes of a value or a tensor; numbers that stand for sizes or axes.</summary>
    public const int MaxRank = 64;

    /// <summary>Numbers that are kept of a list or a tensor.</summary>
    public const int MaxNumbers = 4_096;

    /// <summary>Bytes of an operator's name and of its domain.</summary>
    public const int MaxOperator = 256;

    /// <summary>Bytes that all parts together may take; again for what functions unfold to.</summary>
    public const long MaxBytes = 128L << 20;

    /// <summary>A name, besides its letters.</summary>
    public const int NameBytes = 100;

    /// <summary>An output of a node, besides its name.</summary>
    public const int OutputBytes = 300;

    /// <summary>An attribute.</summary>
    public const int AttributeBytes = 250;

    /// <summary>An initializer.</summary>
    public const int TensorBytes = 350;

    /// <summary>An input or output of the graph.</summary>
    public const int PortBytes = 600;

    /// <summary>A node or a function, besides what it lists.</summary>
    public const int NodeBytes = 500;

    /// <summary>What a name takes.</summary>
    public static long Bytes(string name) => NameBytes + ((long)name.Length * sizeof(char));
}
