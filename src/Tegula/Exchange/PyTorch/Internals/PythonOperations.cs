using System.Globalization;
using System.Text;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>What PyTorch calls the operations of a graph.</summary>
internal static class PythonOperations
{
    private const float UsualEpsilon = 1e-5f;

    /// <summary>Whether a window covers the whole image once.</summary>
    public static bool IsGlobal(WindowGeometry geometry) => geometry.Kernel == geometry.Input && geometry.Padding == Extent.Square(0);

    /// <summary>The arguments of a layer: numbers with the keyword and the value that PyTorch takes without them, then what is no number.</summary>
    public static (string Type, IReadOnlyList<LayerArgument> Arguments, string Fixed) Layer(ModuleNode node, ModuleNode source)
    {
        switch (node.Operation)
        {
            case ConvolutionOperation linear when node.IsLinear:
                return ("nn.Linear", [new(PythonNumber.Channels(source.Shape.Length)), new(PythonNumber.Channels(node.Shape.Channels))], Bias(linear));
            case ConvolutionOperation convolution:
                WindowGeometry window = convolution.Geometry;
                return ("nn.Conv2d",
                [
                    new(PythonNumber.Channels(source.Shape.Channels)),
                    new(PythonNumber.Channels(node.Shape.Channels)),
                    new(new PythonNumber(NumberKind.Kernel, window.Kernel)),
                    new(new PythonNumber(NumberKind.Stride, window.Stride), "stride", "1"),
                    new(new PythonNumber(NumberKind.Padding, window.Padding), "padding", "0"),
                    new(new PythonNumber(NumberKind.Dilation, window.Dilation), "dilation", "1"),
                    new(new PythonNumber(NumberKind.Groups, Extent.Square(convolution.Groups)), "groups", "1"),
                ], Bias(convolution));
            case BatchNormOperation norm:
                return (node.IsFlat ? "nn.BatchNorm1d" : "nn.BatchNorm2d", [new(PythonNumber.Channels(node.Shape.Channels))],
                    norm.Epsilon == UsualEpsilon ? "" : $"eps={Literal(norm.Epsilon)}");
            default:
                throw new ArgumentException($"{node.Operation.GetType().Name} has no parameters");
        }
    }

    /// <summary>The call of a node, with <c>{0}</c>, <c>{1}</c>, ... in the places of what it reads, and <c>{self}</c> in that of a layer.</summary>
    /// <exception cref="ArgumentException">PyTorch has nothing for the operation.</exception>
    public static string Call(ModuleNode node, IReadOnlyList<ModuleNode> sources)
    {
        string first = node.IsLinear
            ? sources[0].IsFlat ? "{0}" : "torch.flatten({0}, 1)"
            : Argument(0, sources, node.IsFlat && node.Operation is not AveragePoolOperation and not AdaptivePoolOperation and not FlattenOperation);
        return node.Operation switch
        {
            _ when node.IsLayer => $"{{self}}({first})",
            ReluOperation => $"F.relu({first})",
            Relu6Operation => $"F.relu6({first})",
            EluOperation => $"F.elu({first})",
            AveragePoolOperation pool => AveragePool(pool.Geometry, first, node.IsFlat),
            MaxPoolOperation pool => $"F.max_pool2d({first}, {Window(pool.Geometry)})",
            AdaptivePoolOperation pool => $"torch.flatten(F.adaptive_avg_pool2d({first}, {pool.Size}), 1)",
            AddOperation => string.Join(" + ", Arguments(node, sources)),
            ConcatOperation => $"torch.cat(({string.Join(", ", Arguments(node, sources))}), dim=1)",
            GatherOperation gather => Gather(gather, sources, Arguments(node, sources)),
            PadChannelsOperation pad => $"F.pad({first}, ({(node.IsFlat ? "" : "0, 0, 0, 0, ")}0, {pad.Added}))",
            DropPathOperation => first,
            CropOperation crop => $"{first}[:, :, {Rest(crop.Dropped.Y)}, {Rest(crop.Dropped.X)}]",
            FlattenOperation => $"torch.flatten({first}, 1)",
            ScaleOperation scale => Scale(scale.Factor, first),
            _ => throw new ArgumentException($"there is no PyTorch code for {node.Operation.GetType().Name}"),
        };
    }

    /// <summary>A number of single precision, exactly.</summary>
    public static string Literal(float value)
    {
        // Python reads numbers in double precision, and PyTorch rounds them to single again.
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        bool isExact = (float)double.Parse(shortest, CultureInfo.InvariantCulture) == value;
        string text = isExact ? shortest : ((double)value).ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }

    private static string Bias(ConvolutionOperation convolution) => convolution.Bias is null ? "bias=False" : "";

    // Values of a place where others have rows and columns get one of each.
    private static string Argument(int index, IReadOnlyList<ModuleNode> sources, bool isFlat) =>
        sources[index].IsFlat && !isFlat ? $"{{{index}}}[:, :, None, None]" : $"{{{index}}}";

    private static string[] Arguments(ModuleNode node, IReadOnlyList<ModuleNode> sources) =>
        [.. Enumerable.Range(0, sources.Count).Select(index => Argument(index, sources, node.IsFlat))];

    private static string AveragePool(WindowGeometry window, string first, bool isFlat)
    {
        if (isFlat) return $"torch.flatten(F.adaptive_avg_pool2d({first}, 1), 1)";
        if (IsGlobal(window)) return $"F.adaptive_avg_pool2d({first}, 1)";
        if (window.Kernel == Extent.Square(1) && window.Padding == Extent.Square(0))
            return $"{first}[:, :, {Every(window.Stride.Y)}, {Every(window.Stride.X)}]";
        string rest = window.Padding == Extent.Square(0) ? "" : ", count_include_pad=False";
        return $"F.avg_pool2d({first}, {Window(window)}{rest})";
    }

    private static string Window(WindowGeometry window) =>
        $"{PythonNumber.Text(window.Kernel)}, stride={PythonNumber.Text(window.Stride)}"
        + (window.Padding == Extent.Square(0) ? "" : $", padding={PythonNumber.Text(window.Padding)}");

    private static string Every(int step) => step == 1 ? ":" : $"::{step}";

    private static string Rest(int dropped) => dropped == 0 ? ":" : $"{dropped}:";

    private static string Scale(float factor, string first)
    {
        float divisor = MathF.Round(1 / factor);
        return float.IsFinite(divisor) && divisor > 1 && 1 / divisor == factor
            ? $"{first} / {divisor.ToString("0", CultureInfo.InvariantCulture)}"
            : $"{first} * {Literal(factor)}";
    }

    private static string Gather(GatherOperation gather, IReadOnlyList<ModuleNode> sources, string[] arguments)
    {
        var parts = new List<string>();
        for (int start = 0, end; start < gather.Channels.Length; start = end)
        {
            int input = gather.Channels[start].Input;
            end = start;
            while (end < gather.Channels.Length && gather.Channels[end].Input == input && !(end - start >= 2 && BeginsWhole(gather, sources, end))) end++;
            int[] channels = [.. gather.Channels[start..end].Select(channel => channel.Channel)];
            parts.Add(Channels(arguments[input], channels, sources[input].Shape.Channels));
        }

        return parts.Count == 1 ? parts[0] : $"torch.cat(({string.Join(", ", parts)}), dim=1)";
    }

    private static bool BeginsWhole(GatherOperation gather, IReadOnlyList<ModuleNode> sources, int start)
    {
        (int input, int channel) = gather.Channels[start];
        int all = sources[input].Shape.Channels;
        if (channel != 0 || start + all > gather.Channels.Length) return false;
        for (int offset = 1; offset < all; offset++)
        {
            if (gather.Channels[start + offset] != (input, offset)) return false;
        }

        return true;
    }

    private static string Channels(string argument, int[] channels, int all)
    {
        bool isRange = channels.Length > 1 && channels.Zip(channels.Skip(1)).All(pair => pair.Second == pair.First + 1);
        if (isRange && channels.Length == all) return argument;
        var text = new StringBuilder(argument).Append("[:, ");
        if (isRange || channels.Length == 1) text.Append($"{channels[0]}:{channels[^1] + 1}");
        else text.Append('[').AppendJoin(", ", channels).Append(']');
        return text.Append(']').ToString();
    }
}

/// <summary>A number that the constructor of a layer takes.</summary>
/// <param name="Number">The number.</param>
/// <param name="Keyword">Its name; null for one that is known by its place.</param>
/// <param name="Usual">What PyTorch takes without it.</param>
internal readonly record struct LayerArgument(PythonNumber Number, string? Keyword = null, string? Usual = null);
