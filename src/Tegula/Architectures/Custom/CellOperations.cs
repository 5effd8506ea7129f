using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Tegula.Architectures.Custom.Internals;
using Tegula.Architectures.Custom.Operations;

namespace Tegula.Architectures.Custom;

/// <summary>The types of operations that own spaces can use. Safe to use from several threads.</summary>
public static class CellOperations
{
    private static readonly Lock Gate = new();

    private static ImmutableArray<ICellOperation> s_all =
    [
        new NoneOperation(),
        new IdentityOperation(),
        new Operations.ConvolutionOperation(),
        new DepthwiseConvolutionOperation(),
        new SeparableConvolutionOperation(),
        new DilatedConvolutionOperation(),
        new FactorizedConvolutionOperation(),
        new InvertedResidualOperation(),
        new Operations.AveragePoolOperation(),
        new Operations.MaxPoolOperation(),
    ];

    /// <summary>All types: the built-in ones, then own ones in the order in which they were registered.</summary>
    public static ImmutableArray<ICellOperation> All => s_all;

    /// <summary>Makes an own type known; a second time, with an object of the same class, changes nothing.</summary>
    /// <exception cref="ArgumentException">The name of the type or of a parameter cannot be used, or another class has the type's name.</exception>
    public static void Register(ICellOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        RequireNames(operation);
        lock (Gate)
        {
            if (!TryGet(operation.Type, out ICellOperation? known))
                s_all = s_all.Add(operation);
            else if (known.GetType() != operation.GetType())
                throw new ArgumentException(
                    $"there is an operation of type '{operation.Type}' already, {known.GetType().Name}; choose another name", nameof(operation));
        }
    }

    /// <summary>The type with this name; false, with null, where there is none.</summary>
    public static bool TryGet(string type, [NotNullWhen(true)] out ICellOperation? operation)
    {
        operation = s_all.FirstOrDefault(item => item.Type == type);
        return operation is not null;
    }

    private static void RequireNames(ICellOperation operation)
    {
        if (!SpaceNames.IsKey(operation.Type))
            throw new ArgumentException($"'{operation.Type}' cannot be the name of a type of operation; use {SpaceNames.KeyRule}", nameof(operation));
        var seen = new HashSet<string> { "type" };
        foreach (OperationParameter parameter in operation.Parameters)
        {
            if (!SpaceNames.IsKey(parameter.Name) || !seen.Add(parameter.Name))
                throw new ArgumentException(
                    $"'{parameter.Name}' cannot be the name of a parameter of '{operation.Type}'; use {SpaceNames.KeyRule}, each name once, and not 'type'",
                    nameof(operation));
            if (!parameter.Allows(parameter.Default))
                throw new ArgumentException(
                    $"the default of '{parameter.Name}' of '{operation.Type}' is not what it allows itself: {parameter.Range}", nameof(operation));
        }
    }
}
