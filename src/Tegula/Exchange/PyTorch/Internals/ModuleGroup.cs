namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>A module that holds layers and other modules.</summary>
/// <param name="parent">What holds it; null for the network.</param>
/// <param name="key">Parts of the names of all its layers, joined with points; empty for the network.</param>
/// <param name="attribute">Its name within its parent.</param>
internal sealed class ModuleGroup(ModuleGroup? parent, string key, string attribute)
{
    /// <summary>What holds it; null for the network.</summary>
    public ModuleGroup? Parent { get; } = parent;

    /// <summary>Parts of the names of all its layers, joined with points; empty for the network.</summary>
    public string Key { get; } = key;

    /// <summary>Its name within its parent.</summary>
    public string Attribute { get; } = attribute;

    /// <summary>How many modules hold it.</summary>
    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    /// <summary>The modules that it holds.</summary>
    public List<ModuleGroup> Children { get; } = [];

    /// <summary>Names of its layers and modules.</summary>
    public HashSet<string> Attributes { get; } = [];

    /// <summary>Whether it is a module or inside of one.</summary>
    public bool IsWithin(ModuleGroup other)
    {
        ModuleGroup? group = this;
        while (group is not null && group.Depth > other.Depth)
            group = group.Parent;
        return group == other;
    }

    /// <summary>It and what holds it, without the network.</summary>
    public IEnumerable<ModuleGroup> Chain()
    {
        for (ModuleGroup group = this; group.Parent is { } parent; group = parent)
            yield return group;
    }
}
