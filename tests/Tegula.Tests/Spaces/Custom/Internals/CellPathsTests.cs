using Tegula.Architectures.Custom;
using Tegula.Compute;
using Tegula.Spaces.Custom;
using Tegula.Spaces.Custom.Internals;
using Tegula.Tests.Architectures.Custom;
using Tegula.Topology;

namespace Tegula.Tests.Spaces.Custom.Internals;

public sealed class CellPathsTests
{
    [Fact]
    public void The_paths_of_a_cell_are_those_of_its_graph()
    {
        var random = new RandomStream(6, "test");
        foreach (CustomSpaceDefinition definition in new[] { CustomDefinitions.NasBench201, CustomDefinitions.Full, CustomDefinitions.Small })
        {
            var space = new CustomSpace(definition);
            for (int i = 0; i < 500; i++)
            {
                CustomCell cell = space.FromChoices([.. space.ChoiceCounts.Select(random.NextInt)]);
                PathStatistics expected = PathStatistics.Of(cell.ToGraph()).ShouldNotBeNull();
                var paths = CellPaths.Of(definition, cell.Operations.AsSpan());
                (paths.Paths, paths.ParameterizedPaths, (Int128)paths.TotalDepth).ShouldBe((expected.Paths, expected.ParameterizedPaths, expected.TotalDepth));
                (paths.EffectiveDepth, paths.EffectiveWidth).ShouldBe((expected.EffectiveDepth, expected.EffectiveWidth));
            }
        }
    }
}
