namespace Tegula.Networks.Internals;

/// <summary>Which of the <see cref="NetworkOptions"/> mean something for a kind of architecture.</summary>
[Flags]
internal enum NetworkOptionUses
{
    /// <summary>None: the architecture says everything itself.</summary>
    None = 0,

    /// <summary>Channels and numbers of cells.</summary>
    Cells = 1,

    /// <summary>Neurons of a node.</summary>
    Width = 2,

    /// <summary>The activation.</summary>
    Activation = 4,

    /// <summary>The stem.</summary>
    Stem = 8,

    /// <summary>The second classifier.</summary>
    AuxiliaryHead = 16,

    /// <summary>Places where paths are dropped.</summary>
    DropPath = 32,
}
