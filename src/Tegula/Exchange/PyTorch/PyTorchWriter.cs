using Tegula.Compute.Graphs;
using Tegula.Exchange.PyTorch.Internals;

namespace Tegula.Exchange.PyTorch;

/// <summary>
/// Writes a network for PyTorch: a Python program that needs PyTorch alone and is meant to be read, changed and trained, and its numbers as a safetensors
/// file, which the program looks for beside itself under its own name.
/// </summary>
/// <remarks>
/// Layers are named by their parameters (<c>cell0.input0.conv</c>). What shares the beginning of its names is a module; modules that differ in numbers alone
/// are objects of one class, and the numbers are its arguments. Of several ways to fold a network the one with the fewest lines is taken. The classes are made
/// from the graph, so that any architecture and any operation can be written.
/// </remarks>
public static class PyTorchWriter
{
    /// <summary>Writes the program and its numbers. The same network always gives the same bytes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="program">Where the Python program goes: UTF-8, lines end with <c>\n</c>.</param>
    /// <param name="weights">Where the safetensors file goes; its names are those of the program's <c>state_dict</c>.</param>
    /// <exception cref="ArgumentException">PyTorch has nothing for an operation of the network.</exception>
    public static void Write(ExportedNetwork network, TextWriter program, Stream weights)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(weights);
        ModuleFolding folding = ShortestFolding.Of(ModuleGraph.Of(network.Graph));
        program.Write(PythonProgram.Write(folding, network));
        (string Name, string Text)[] metadata = [("format", "pt"), ("architecture", network.Architecture), ("origin", network.Origin)];
        SafeTensors.Write(weights, StateDictionary.Of(folding, network), metadata);
    }
}
