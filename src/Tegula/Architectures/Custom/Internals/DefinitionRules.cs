using System.Collections.Immutable;
using Tegula.Architectures.Custom.Operations;
using Tegula.Architectures.Internals;

namespace Tegula.Architectures.Custom.Internals;

/// <summary>What the name, the operations' names and the skeleton of a space have to be.</summary>
internal static class DefinitionRules
{
    /// <summary>Checks the name of a space.</summary>
    public static void RequireName(string name)
    {
        if (!SpaceNames.IsSpace(name))
            throw new CustomSpaceException("name", $"'{QuotedText.Of(name)}' cannot be the name of a space; use {SpaceNames.SpaceRule}");
    }

    /// <summary>Checks how many operations there are and what they are called.</summary>
    public static void RequireNames(ImmutableArray<CustomOperation> operations)
    {
        if (operations.Length is < 1 or > CustomSpaceDefinition.MaxOperations)
            throw new CustomSpaceException(
                "operations", $"there are {operations.Length} operations; a space has from 1 to {CustomSpaceDefinition.MaxOperations}");
        var seen = new HashSet<string>();
        foreach (CustomOperation operation in operations)
        {
            if (!SpaceNames.IsOperation(operation.Name))
                throw new CustomSpaceException(
                    $"operations.{operation.Name}", $"'{QuotedText.Of(operation.Name)}' cannot be the name of an operation; use {SpaceNames.OperationRule}");
            if (!seen.Add(operation.Name))
                throw new CustomSpaceException(
                    $"operations.{operation.Name}", $"there are two operations named '{operation.Name}'; give each a name of its own");
        }
    }

    /// <summary>Checks the numbers of a skeleton.</summary>
    public static void RequireSkeleton(CustomSkeleton skeleton)
    {
        Range("channels", skeleton.Channels, 1, CustomSkeleton.MaxChannels);
        Range("stages", skeleton.Stages, 1, 8);
        Range("cells", skeleton.Cells, 1, 64);
        Range("growth", skeleton.Growth, 1, 8);
        Range("stem.kernel", skeleton.StemKernel, 1, 15);
        if (skeleton.StemKernel % 2 == 0)
            throw new CustomSpaceException("skeleton.stem.kernel", $"kernel is {skeleton.StemKernel}; it has to be an odd whole number from 1 to 15");
        if (skeleton.StemStride is not (1 or 2 or 4))
            throw new CustomSpaceException("skeleton.stem.stride", $"stride is {skeleton.StemStride}; it has to be 1, 2 or 4");
        Range("image", skeleton.Image.Channels, 1, 1_024);
        Range("image", skeleton.Image.Height, 1, 4_096);
        Range("image", skeleton.Image.Width, 1, 4_096);
        Range("classes", skeleton.Classes, 1, 100_000);
        double last = skeleton.Channels * Math.Pow(skeleton.Growth, skeleton.Stages - 1);
        if (last > CustomSkeleton.MaxChannels)
            throw new CustomSpaceException("skeleton", $"the last stage would have {last:0} channels; at most {CustomSkeleton.MaxChannels} are possible: "
                + "lower channels, growth or stages");
        try
        {
            skeleton.RequireFit(skeleton.Image.Height, skeleton.Image.Width);
        }
        catch (ArgumentException exception)
        {
            throw new CustomSpaceException("skeleton.image", exception.Message);
        }

        static void Range(string key, int value, int minimum, int maximum)
        {
            if (value < minimum || value > maximum)
                throw new CustomSpaceException($"skeleton.{key}", $"{key} is {value}; it has to be from {minimum} to {maximum}");
        }
    }

    /// <summary>Checks that the channels of every stage can be convolved in the groups that operations ask for.</summary>
    public static void RequireGroups(CustomSpaceDefinition definition)
    {
        foreach (ResolvedOperation operation in definition.ResolvedOperations.Where(operation => operation.Type is ConvolutionOperation))
        {
            int groups = operation.Settings.Integer(ConvolutionOperation.Groups);
            for (int stage = 0; stage < definition.Skeleton.Stages; stage++)
            {
                if (definition.Skeleton.ChannelsOf(stage) is var channels && channels % groups != 0)
                    throw new CustomSpaceException(
                        $"operations.{operation.Operation.Name}.{ConvolutionOperation.Groups}",
                        $"groups is {groups}; it has to divide the channels of every stage, and stage {stage + 1} has {channels}");
            }
        }
    }

    /// <summary>Checks that the cost of every network can be counted.</summary>
    public static void RequireCountable(CustomSpaceDefinition definition)
    {
        try
        {
            definition.Costs.Most();
        }
        catch (OverflowException)
        {
            throw new CustomSpaceException(
                "skeleton",
                "a network would have more parameters or multiply-accumulates than can be counted, 2^63 - 1: lower channels, stages, cells or image");
        }
    }
}
