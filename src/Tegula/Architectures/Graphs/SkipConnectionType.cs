namespace Tegula.Architectures.Graphs;

/// <summary>How skip connections join a layered cell.</summary>
public enum SkipConnectionType
{
    /// <summary>DenseNet-type: channels of earlier layers are concatenated to the input of a later one; each reaches all of its neurons.</summary>
    Concatenation,

    /// <summary>ResNet-type: channels are added one to one (ATSC, 001_20c8c2cd2fe38226.txt, Remark 2).</summary>
    Addition,
}
