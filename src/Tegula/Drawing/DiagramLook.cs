namespace Tegula.Drawing;

/// <summary>What the characters of a <see cref="DiagramPiece"/> belong to.</summary>
public enum DiagramLook
{
    /// <summary>Nothing.</summary>
    Blank,

    /// <summary>A node.</summary>
    Node,

    /// <summary>A line that edges of several kinds share.</summary>
    Line,

    /// <summary>Line or name of a convolution.</summary>
    Convolution,

    /// <summary>Line or name of a dense layer.</summary>
    Linear,

    /// <summary>Line or name of a pooling.</summary>
    Pooling,

    /// <summary>Line or name of an identity.</summary>
    Identity,

    /// <summary>Link to a concatenation.</summary>
    Concatenation,

    /// <summary>What lies on no path from an input to the output.</summary>
    Unused,

    /// <summary>An explanation below the drawing.</summary>
    Note,
}
