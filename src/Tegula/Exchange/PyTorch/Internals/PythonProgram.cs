using System.Globalization;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>The text of a program that builds a network.</summary>
internal static class PythonProgram
{
    private const int DocumentationWidth = 92;

    private static readonly string[] Imports =
        ["import json", "import math", "from pathlib import Path", "", "import torch", "import torch.nn.functional as F", "from torch import nn"];

    private static readonly string[] Loading =
    [
        "def read_safetensors(path):",
        "    \"\"\"Tensors of a safetensors file by name: a JSON header, then the numbers.\"\"\"",
        "    with open(path, \"rb\") as file:",
        "        header = json.loads(file.read(int.from_bytes(file.read(8), \"little\")))",
        "        numbers = bytearray(file.read())",
        "    types = {\"F32\": torch.float32, \"I64\": torch.int64}",
        "    tensors = {}",
        "    for name, entry in header.items():",
        "        if name != \"__metadata__\":",
        "            start, shape = entry[\"data_offsets\"][0], entry[\"shape\"]",
        "            tensors[name] = torch.frombuffer(",
        "                numbers, dtype=types[entry[\"dtype\"]], count=math.prod(shape), offset=start",
        "            ).reshape(shape)",
        "    return tensors",
        "",
        "",
        "def load(weights=None):",
        "    \"\"\"The network in evaluation mode; its weights are those of the file beside this one.\"\"\"",
        "    network = Network()",
        "    network.load_state_dict(read_safetensors(weights or Path(__file__).with_suffix(\".safetensors\")))",
        "    return network.eval()",
        "",
        "",
    ];

    /// <summary>Lines of all classes: how long it takes to read them.</summary>
    public static int LengthOf(ModuleFolding folding)
    {
        var text = new PythonText();
        foreach (ModuleClass written in folding.Classes)
            Write(text, folding, written);
        return text.Count;
    }

    /// <summary>Writes the program.</summary>
    /// <param name="folding">The network's classes.</param>
    /// <param name="network">Its architecture and origin.</param>
    public static string Write(ModuleFolding folding, ExportedNetwork network)
    {
        var text = new PythonText();
        Documentation(text, network);
        foreach (string line in Imports)
            text.Line(line);
        text.Blank(2);
        foreach (ModuleClass written in folding.Classes)
            Write(text, folding, written);
        foreach (string line in Loading)
            text.Line(line);
        TensorShape shape = network.Graph.Input.Shape;
        text.Line("if __name__ == \"__main__\":");
        text.Line("    network = load()");
        text.Line("    for name, parameter in network.named_parameters():");
        text.Line("        print(name, tuple(parameter.shape))");
        text.Line("    print(f\"{sum(p.numel() for p in network.parameters()):,} parameters\")");
        text.Line($"    images = torch.zeros(1, {shape.Channels}, {shape.Height}, {shape.Width})");
        text.Line("    print(tuple(images.shape), \"->\", tuple(network(images).shape))");
        return text.ToString();
    }

    private static void Documentation(PythonText text, ExportedNetwork network)
    {
        Graph graph = network.Graph;
        long macs = graph.Nodes.Sum(node => node.Operation is ConvolutionOperation convolution ? (long)convolution.Weight.Length * node.Shape.Pixels : 0);
        text.Line("\"\"\"A network found with Tegula, as PyTorch modules. It needs PyTorch 1.13 or newer and nothing else.");
        text.Blank();
        foreach (string line in PythonText.Wrap($"Architecture: {Escaped(network.Architecture)}", DocumentationWidth))
            text.Line(line);
        text.Line($"Images:       {graph.Input.Shape} (channels x rows x columns)");
        text.Line($"Logits:       {graph.Output.Shape.Channels}");
        text.Line($"Parameters:   {graph.ParameterLength.ToString("N0", CultureInfo.InvariantCulture)}");
        text.Line($"MACs:         {macs.ToString("N0", CultureInfo.InvariantCulture)} (multiply-accumulates for one image)");
        text.Line($"Weights:      {Escaped(network.Origin)}");
        text.Blank();
        text.Line("    from FILE import load    # FILE is this file's name without .py");
        text.Line("    network = load()         # reads FILE.safetensors beside it; call .train() to train on");
        text.Line("\"\"\"");
        text.Blank();
    }

    private static string Escaped(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter))
            .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static void Write(PythonText text, ModuleFolding folding, ModuleClass written)
    {
        ModuleBody body = written.Bodies[0];
        text.Line($"class {written.Name}(nn.Module):");
        foreach (string line in Uses(written))
            text.Line(line);
        text.Statement(1, $"def __init__({string.Join(", ", written.Arguments.Select(argument => argument.Name).Prepend("self"))}):");
        text.Line("        super().__init__()");
        int number = 0;
        foreach (ModuleStep step in body.Steps)
        {
            int count = ModuleClass.NumbersOf(folding.Graph, step).Count();
            string[] numbers = [.. written.Numbers.Skip(number).Take(count)];
            number += count;
            if (step.Attribute is not null)
                text.Statement(2, $"self.{step.Attribute} = {Construction(folding.Graph, step, numbers)}");
        }

        text.Blank();
        ForwardCode code = ForwardCode.Of(folding.Graph, body);
        text.Statement(1, $"def forward({string.Join(", ", code.Arguments.Prepend("self"))}):");
        foreach (string statement in code.Statements)
            text.Statement(2, statement);
        text.Blank(2);
    }

    private static IEnumerable<string> Uses(ModuleClass written)
    {
        if (written.Name == ModuleFolding.NetworkName) return ["    \"\"\"The whole network: images in, logits out.\"\"\"", ""];
        string[] keys = [.. written.Bodies.OrderBy(body => body.Outputs[0]).Select(body => body.Group.Key)];
        string uses = keys.Length > 3 ? $"{keys[0]}, {keys[1]}, ... {keys[^1]}" : string.Join(", ", keys);
        return uses.Length <= DocumentationWidth - 4
            ? [$"    \"\"\"{uses}.\"\"\"", ""]
            : [$"    \"\"\"{keys[0]}", $"    ... {keys[^1]}.", "    \"\"\"", ""];
    }

    private static string Construction(ModuleGraph graph, ModuleStep step, string[] numbers)
    {
        if (step.Node is not { } node)
        {
            // Sizes of the input and the output are known by their places, everything else by name.
            IEnumerable<string> given = step.Body!.Class!.Arguments.Select((argument, index) =>
                argument.IsKnownByPlace ? numbers[index] : $"{argument.Name}={numbers[index]}");
            return $"{step.Body.Class.Name}({string.Join(", ", given)})";
        }

        (string type, IReadOnlyList<LayerArgument> arguments, string rest) = PythonOperations.Layer(node, graph.Nodes[node.Inputs[0]]);
        IEnumerable<string> texts = arguments.Zip(numbers)
            .Where(pair => pair.First.Keyword is null || pair.Second != pair.First.Usual)
            .Select(pair => pair.First.Keyword is { } keyword ? $"{keyword}={pair.Second}" : pair.Second);
        return $"{type}({string.Join(", ", rest.Length > 0 ? texts.Append(rest) : texts)})";
    }
}
