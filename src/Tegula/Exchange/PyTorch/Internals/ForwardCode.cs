using System.Globalization;
using System.Text;
using Tegula.Compute.Graphs;

namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>The statements of a <c>forward</c>: chains of calls in one expression, short names for what is read again.</summary>
internal sealed class ForwardCode
{
    private const int LongestExpression = 76;
    private const int LongestHint = 14;
    private const string Letters = "yzwvuts";

    private readonly ModuleGraph _graph;
    private readonly ModuleBody _body;
    private readonly Dictionary<int, Expression> _values = [];
    private readonly Dictionary<int, int> _readers = [];
    private readonly Dictionary<int, ModuleStep> _firstReaders = [];
    private readonly Dictionary<string, int> _pending = [];
    private readonly HashSet<string> _used = [];
    private readonly HashSet<string> _hints = [];
    private readonly List<string> _statements = [];

    private ForwardCode(ModuleGraph graph, ModuleBody body)
    {
        (_graph, _body) = (graph, body);
        foreach (int input in body.Steps.SelectMany(step => step.Inputs).Concat(body.Outputs))
            _readers[input] = _readers.GetValueOrDefault(input) + 1;
        foreach (ModuleStep step in body.Steps)
        {
            foreach (int input in step.Inputs)
                _firstReaders.TryAdd(input, step);
        }

        Arguments = body.Inputs.Count == 1 ? ["x"] : [.. body.Inputs.Select((_, index) => $"x{index}")];
        foreach ((int input, string name) in body.Inputs.Zip(Arguments))
            Bind(input, name);
    }

    /// <summary>Names of what it reads.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Its statements, each one line however long, the last with <c>return</c>.</summary>
    public IReadOnlyList<string> Statements => _statements;

    /// <summary>Writes the code of a module.</summary>
    public static ForwardCode Of(ModuleGraph graph, ModuleBody body)
    {
        var code = new ForwardCode(graph, body);
        foreach (ModuleStep step in body.Steps)
            code.Add(step);
        code._statements.Add("return " + string.Join(", ", body.Outputs.Select(output => code._values[output].Text)));
        return code;
    }

    private void Add(ModuleStep step)
    {
        Expression value = ExpressionOf(step);
        if (step.Outputs.Count > 1)
        {
            Release(value);
            string[] names = [.. step.Outputs.Select(_ => NewName())];
            _statements.Add($"{string.Join(", ", names)} = {value.Text}");
            foreach ((int output, string name) in step.Outputs.Zip(names))
                Bind(output, name);
            return;
        }

        int only = step.Outputs[0];
        if (IsInlined(step, value))
        {
            _values[only] = value;
            return;
        }

        List<string> dead = Release(value);
        string? hint = step.Node?.Operation is AddOperation || _readers[only] > 1 ? Hint(step) : null;
        string target = hint ?? dead.Find(name => !_hints.Contains(name)) ?? NewName();
        if (hint is not null) _hints.Add(hint);
        _used.Add(target);
        if (target != value.Text) _statements.Add($"{target} = {value.Text}");
        Bind(only, target);
    }

    private Expression ExpressionOf(ModuleStep step)
    {
        string template = step.Node is { } node
            ? PythonOperations.Call(node, [.. node.Inputs.Select(input => _graph.Nodes[input])])
                .Replace("{self}", $"self.{step.Attribute}", StringComparison.Ordinal)
            : $"self.{step.Attribute}({string.Join(", ", step.Inputs.Select((_, index) => $"{{{index}}}"))})";
        bool isSum = template.StartsWith("{0} + ", StringComparison.Ordinal);
        bool binds = template.StartsWith('{') && template != "{0}";
        var text = new StringBuilder();
        for (int at = 0; at < template.Length; at++)
        {
            if (template[at] != '{')
            {
                text.Append(template[at]);
                continue;
            }

            int end = template.IndexOf('}', at);
            Expression argument = _values[step.Inputs[int.Parse(template.AsSpan(at + 1, end - at - 1), CultureInfo.InvariantCulture)]];
            bool indexed = end + 1 < template.Length && template[end + 1] == '[';
            text.Append((binds || indexed) && !argument.IsAtom ? $"({argument.Text})" : argument.Text);
            at = end;
        }

        bool isProduct = template.Contains("} / ", StringComparison.Ordinal) || template.Contains("} * ", StringComparison.Ordinal);
        return new Expression(text.ToString(), [.. step.Inputs.SelectMany(input => _values[input].Names)], !isSum && !isProduct);
    }

    private bool IsInlined(ModuleStep step, Expression value)
    {
        int output = step.Outputs[0];
        if (_readers[output] > 1) return false;
        if (_body.Outputs.Contains(output)) return _body.Outputs.Count == 1;
        if (value.Text.Length > LongestExpression) return false;
        ModuleStep reader = _firstReaders[output];
        bool isSum = reader.Node?.Operation is AddOperation;
        if (isSum && step.Node?.Operation is AddOperation) return false;
        if (reader.Inputs.Count > 1 && !isSum) return false;
        return step.Body is null || reader.Body is null;
    }

    // What is read more than once is called like the module that gives it, the sum at a node of a cell like the node.
    private string? Hint(ModuleStep step)
    {
        string? name = step.Attribute;
        if (name is null && step.Node?.Operation is AddOperation)
        {
            string[] heads =
            [
                .. _body.Steps
                    .Where(other => other.Attribute is not null && other.Attribute.Contains('_', StringComparison.Ordinal))
                    .Where(other => other.Outputs.Any(step.Inputs.Contains))
                    .Select(other => other.Attribute!.Split('_')[0]).Distinct(),
            ];
            name = heads.Length == 1 && heads[0].Length > 1 && char.IsAsciiDigit(heads[0][^1]) && _body.Group.Depth > 0 ? heads[0] : null;
        }

        if (name is not null && !(name.Length <= LongestHint && char.IsAsciiDigit(name[^1]))) name = name.Split('_')[0];
        return name is { Length: > 1 and <= LongestHint } && char.IsAsciiDigit(name[^1]) && !_used.Contains(name) ? name : null;
    }

    private string NewName()
    {
        string name = Letters.Select(letter => letter.ToString()).FirstOrDefault(letter => !_used.Contains(letter))
            ?? Enumerable.Range(1, int.MaxValue - 1).Select(number => $"h{number}").First(spare => !_used.Contains(spare));
        _used.Add(name);
        return name;
    }

    private void Bind(int value, string name)
    {
        _used.Add(name);
        _values[value] = new Expression(name, [name], IsAtom: true);
        _pending[name] = _readers.GetValueOrDefault(value);
    }

    // Names that nothing reads any more once the expression is computed.
    private List<string> Release(Expression value)
    {
        foreach (string name in value.Names)
            _pending[name]--;
        return [.. value.Names.Distinct().Where(name => _pending[name] <= 0)];
    }

    private sealed record Expression(string Text, IReadOnlyList<string> Names, bool IsAtom);
}
