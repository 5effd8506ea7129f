namespace Tegula.Networks;

/// <summary>Why no indicator can be measured on an architecture's network.</summary>
public enum NetworkDefect
{
    /// <summary>It can.</summary>
    None,

    /// <summary>The output is the same whatever the input.</summary>
    InputIndependent,

    /// <summary>No operation of the architecture has weights.</summary>
    NoParameters,
}
