namespace Tegula.Compute.Graphs;

/// <summary>What a trainable tensor does; it decides how it is initialised and which kernels count it.</summary>
public enum ParameterKind
{
    /// <summary>Weight of a convolution: (output channel, input channel of the group, row, column).</summary>
    Convolution,

    /// <summary>Weight of a linear layer: (output, input).</summary>
    Linear,

    /// <summary>Bias of a linear layer or a convolution: (output).</summary>
    Bias,

    /// <summary>Scale of a batch norm, gamma: (channel).</summary>
    Scale,

    /// <summary>Shift of a batch norm, beta: (channel).</summary>
    Shift,
}

/// <summary>One trainable tensor of a graph.</summary>
/// <param name="Name">Unique within its graph, for example <c>cell0.op1.conv</c>.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Length">Number of values.</param>
/// <param name="FanIn">Inputs that one output sums over; 1 for scales and shifts.</param>
/// <param name="Offset">First value in the graph's flat parameter vector.</param>
public sealed record Parameter(string Name, ParameterKind Kind, int Length, int FanIn, int Offset)
{
    /// <summary>Whether these are the weights of a convolution or of a linear layer: no bias, and nothing of a batch norm.</summary>
    public bool IsWeight => Kind is ParameterKind.Convolution or ParameterKind.Linear;
}
