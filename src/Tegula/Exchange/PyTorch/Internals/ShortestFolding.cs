namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>Looks for the folding of a network that is the easiest to read.</summary>
internal static class ShortestFolding
{
    // In lines: what it costs to follow a value that is none of a module's own, and a module that gives several.
    private const int LinesOfLooseStep = 3;
    private const int LinesOfOutput = 6;
    private const int MostStepsOfSmallModule = 3;

    /// <summary>Tries every policy, then whether modules that say little by themselves are better dissolved.</summary>
    public static ModuleFolding Of(ModuleGraph graph)
    {
        HashSet<string> dissolved = [];
        (ModuleFolding best, FoldingPolicy policy, int length) = FoldingPolicy.All
            .Select(policy => (Folding: ModuleFolding.Of(graph, dissolved, policy), policy))
            .Select(pair => (pair.Folding, pair.policy, Length: Effort(pair.Folding)))
            .MinBy(tried => tried.Length);
        for (bool better = true; better;)
        {
            better = false;
            foreach (IReadOnlyList<ModuleBody> family in Families(best).Where(SayLittle))
            {
                HashSet<string> keys = [.. dissolved, .. family.Select(body => body.Group.Key)];
                ModuleFolding flatter = ModuleFolding.Of(graph, keys, policy);
                int flatterLength = Effort(flatter);
                if (flatterLength > length) continue;
                (best, length, dissolved, better) = (flatter, flatterLength, keys, true);
                break;
            }
        }

        return best;
    }

    private static int Effort(ModuleFolding folding)
    {
        int loose = folding.Network.Steps.Count(step => step.Node is { IsLayer: false });
        int outputs = folding.Classes.Sum(written => written.Bodies[0].Outputs.Count - 1);
        return PythonProgram.LengthOf(folding) + (LinesOfLooseStep * loose) + (LinesOfOutput * outputs);
    }

    // Modules of one depth and one name, numbers aside, stay or go together.
    private static IEnumerable<IReadOnlyList<ModuleBody>> Families(ModuleFolding folding) => folding.Network.All()
        .Where(body => body != folding.Network)
        .GroupBy(body => (body.Group.Depth, PythonNames.ClassName(body.Group.Key[(body.Group.Key.LastIndexOf('.') + 1)..])))
        .Select(family => family.ToList());

    // Modules that only call others one after the other, those within other modules that do little more, or a few layers that occur once.
    private static bool SayLittle(IReadOnlyList<ModuleBody> family)
    {
        if (family.Any(body => body.Steps.Any(step => step.Node is { IsLayer: true })))
            return family.Count == 1 && family[0].Height == 1 && family[0].Steps.Count <= MostStepsOfSmallModule && family[0].Class!.Bodies.Count == 1;
        return family.All(body => body.Group.Depth > 1 || body.Steps.All(step => step.Body is not null));
    }
}
