using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>Names that Python and PyTorch take.</summary>
internal static class PythonNames
{
    // Keywords, and attributes of nn.Module that a layer of the same name would hide.
    private static readonly FrozenSet<string> Taken = FrozenSet.ToFrozenSet(
        ("False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not "
        + "or pass raise return try while with yield add_module apply bfloat16 buffers children compile cpu cuda double dump_patches eval extra_repr float "
        + "forward get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict modules named_buffers named_children named_modules "
        + "named_parameters parameters register_buffer register_forward_hook register_module register_parameter requires_grad_ set_extra_state share_memory "
        + "state_dict to to_empty train training type xpu zero_grad call_super_init mtia set_submodule T_destination register_backward_hook "
        + "register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook register_load_state_dict_post_hook "
        + "register_load_state_dict_pre_hook register_state_dict_post_hook register_state_dict_pre_hook").Split(' '));

    /// <summary>Names that classes must not have: a class's begins with a capital letter, and so do these of Python and of what a program imports.</summary>
    public static IReadOnlyList<string> NoClasses { get; } = ["F", "False", "None", "Path", "True"];

    /// <summary>The parts of the module path of a layer, from the name of its parameter.</summary>
    /// <param name="name">Such as <c>cell0.nor_conv_3x3(0).1.conv</c>.</param>
    /// <returns>Such as <c>cell0</c>, <c>nor_conv_3x3_from_0_1</c>, <c>conv</c>; at least one.</returns>
    public static IReadOnlyList<string> Path(string name)
    {
        var parts = new List<string>();
        foreach (string text in name.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            // A number is no name; it belongs to what stands before it.
            string part = Plain(text);
            if (part.Length == 0) continue;
            if (parts.Count > 0 && char.IsAsciiDigit(part[0])) parts[^1] += "_" + part;
            else parts.Add(char.IsAsciiDigit(part[0]) ? "layer" + part : part);
        }

        if (parts.Count == 0) parts.Add("layer");
        return [.. parts.Select(part => Taken.Contains(part) ? part + "_" : part)];
    }

    /// <summary>
    /// The name of a class for modules of a name: <c>stage0_block1</c> gives <c>StageBlock</c>, <c>sep_conv_3x3_from_0</c> gives <c>SepConv</c>.
    /// </summary>
    public static string ClassName(string attribute)
    {
        int from = attribute.IndexOf("_from_", StringComparison.Ordinal);
        var name = new StringBuilder();
        foreach (string word in (from > 0 ? attribute[..from] : attribute).Split('_', StringSplitOptions.RemoveEmptyEntries))
        {
            string letters = word.TrimEnd([.. "0123456789"]);
            if (letters.Length == 0 || char.IsAsciiDigit(letters[0])) continue;
            name.Append(char.ToUpper(letters[0], CultureInfo.InvariantCulture)).Append(letters.AsSpan(1));
        }

        return name.Length == 0 ? "Block" : name.ToString();
    }

    /// <summary>A name that is not among those in use: itself, or with a number behind it.</summary>
    public static string Unused(string name, ICollection<string> used)
    {
        string free = name;
        for (int number = 2; used.Contains(free); number++)
            free = char.IsAsciiDigit(name[^1]) ? $"{name}_{number}" : $"{name}{number}";
        return free;
    }

    // Letters, digits and single underscores; '(0)' is what an operation reads.
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (char letter in text.Replace("(", "_from_", StringComparison.Ordinal))
        {
            if (char.IsAsciiLetterOrDigit(letter)) plain.Append(letter);
            else if (plain.Length > 0 && plain[^1] != '_') plain.Append('_');
        }

        return plain.ToString().Trim('_');
    }
}
