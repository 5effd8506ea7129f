namespace Tegula.Exchange.Onnx.Reading;

/// <summary>What a file says, without its weights.</summary>
internal sealed record ModelContent(GraphContent Graph, IReadOnlyDictionary<FunctionKey, FunctionContent> Functions);

/// <summary>What a node calls a function by.</summary>
internal readonly record struct FunctionKey(string Domain, string Name, string Overload);

/// <summary>A graph: nodes, initializers, inputs and outputs, and the shapes of what is between them.</summary>
internal sealed record GraphContent
{
    /// <summary>Nodes in the order of the file.</summary>
    public List<NodeContent> Nodes { get; } = [];

    /// <summary>Constants, weights among them.</summary>
    public List<TensorContent> Initializers { get; } = [];

    /// <summary>Inputs; older files list the initializers here, too.</summary>
    public List<ValueContent> Inputs { get; } = [];

    /// <summary>Outputs.</summary>
    public List<ValueContent> Outputs { get; } = [];

    /// <summary>Shapes that the file gives.</summary>
    public List<ValueContent> Values { get; } = [];
}

/// <summary>A function of the file: nodes that stand for one.</summary>
internal sealed record FunctionContent
{
    /// <summary>Its name within its domain.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its domain.</summary>
    public string Domain { get; set; } = "";

    /// <summary>Tells it from functions of the same name; mostly empty.</summary>
    public string Overload { get; set; } = "";

    /// <summary>Names of its inputs.</summary>
    public List<string> Inputs { get; } = [];

    /// <summary>Names of its outputs.</summary>
    public List<string> Outputs { get; } = [];

    /// <summary>Attributes that it has where a call does not give them.</summary>
    public Dictionary<string, AttributeContent> Defaults { get; } = [];

    /// <summary>Its nodes.</summary>
    public List<NodeContent> Nodes { get; } = [];
}

/// <summary>A node.</summary>
internal sealed record NodeContent
{
    /// <summary>Its name; may be empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its operator.</summary>
    public string Operator { get; set; } = "";

    /// <summary>The operator's domain; empty for ONNX's own.</summary>
    public string Domain { get; set; } = "";

    /// <summary>Which function of that name is called; mostly empty.</summary>
    public string Overload { get; set; } = "";

    /// <summary>Names of what it reads; empty for an optional input that is left out.</summary>
    public List<string> Inputs { get; init; } = [];

    /// <summary>Names of what it computes.</summary>
    public List<string> Outputs { get; init; } = [];

    /// <summary>Attributes by name.</summary>
    public Dictionary<string, AttributeContent> Attributes { get; init; } = [];

    /// <summary>What messages call it.</summary>
    public string Title => Name.Length > 0 ? $"{Shortened(Operator)} '{Shortened(Name)}'" : $"{Shortened(Operator)} of '{Shortened(Outputs.FirstOrDefault() ?? "")}'";

    /// <summary>An integer attribute.</summary>
    public long Integer(string name, long otherwise) => Attributes.TryGetValue(name, out AttributeContent? found) ? found.Integer ?? otherwise : otherwise;

    /// <summary>A list of integers; null where the attribute is not there.</summary>
    public IReadOnlyList<long>? Integers(string name) => Attributes.TryGetValue(name, out AttributeContent? found) ? found.Integers : null;

    /// <summary>A text attribute.</summary>
    public string Text(string name) => Attributes.TryGetValue(name, out AttributeContent? found) ? found.Text ?? "" : "";

    /// <summary>The start of a name that somebody else chose, on one line.</summary>
    public static string Shortened(string name)
    {
        const int longest = 80;
        string start = name.Length <= longest ? name : $"{name[..(longest - 1)]}…";
        return string.Concat(start.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? '?' : letter));
    }
}

/// <summary>An attribute; only what is asked for anywhere is kept.</summary>
internal sealed record AttributeContent
{
    /// <summary>Its integer.</summary>
    public long? Integer { get; set; }

    /// <summary>Its text.</summary>
    public string? Text { get; set; }

    /// <summary>Its integers.</summary>
    public List<long> Integers { get; } = [];

    /// <summary>Its numbers of single precision where they are few.</summary>
    public List<float> Singles { get; } = [];

    /// <summary>Its tensor.</summary>
    public TensorContent? Tensor { get; set; }

    /// <summary>Names that its graphs read from outside.</summary>
    public HashSet<string>? Captured { get; set; }

    /// <summary>The attribute of the function around it whose value it has.</summary>
    public string? Reference { get; set; }
}

/// <summary>A constant tensor; no other one is equal to it, whatever it holds.</summary>
internal sealed class TensorContent
{
    /// <summary>Its name; empty for the value of an attribute.</summary>
    public required string Name { get; init; }

    /// <summary>Its sizes, each at least 0.</summary>
    public required long[] Shape { get; init; }

    /// <summary>Their product.</summary>
    public required long Elements { get; init; }

    /// <summary>True for any floating-point type.</summary>
    public required bool IsFloating { get; init; }

    /// <summary>Its numbers where they are of a type that shapes are made of, and few; otherwise null.</summary>
    public KnownNumbers? Numbers { get; init; }
}

/// <summary>The name and shape of a value; a shape of null is unknown.</summary>
internal sealed record ValueContent(string Name, SizeContent[]? Shape);

/// <summary>One size of a value: -1 where it is free, then perhaps with a name.</summary>
internal sealed record SizeContent(long Size, string Name);
