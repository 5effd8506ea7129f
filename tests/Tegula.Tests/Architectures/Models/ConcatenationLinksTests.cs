using FsCheck;
using FsCheck.Fluent;
using Tegula.Architectures.Graphs;
using Tegula.Architectures.Models;

namespace Tegula.Tests.Architectures.Models;

public sealed class ConcatenationLinksTests
{
    [Fact]
    public void A_layer_draws_different_channels_of_the_layers_before_its_predecessor() => Check.QuickThrowOnFailure(Prop.ForAll(
        (byte someLayer, byte someWidth, ushort someCandidates) =>
        {
            (int layer, int width, int candidates) = (someLayer % 40, 1 + (someWidth % 20), someCandidates % 300);
            int available = layer < 2 ? 0 : width * (layer - 1);
            int[] drawn = [.. ConcatenationLinks.Draw(someCandidates, 1, layer, width, candidates)];
            drawn.Length.ShouldBe(Math.Min(available, candidates));
            drawn.ShouldBeUnique();
            drawn.ShouldBeInOrder();
            drawn.ShouldAllBe(channel => channel >= 0 && channel < available);
        }));

    [Fact]
    public void Every_channel_is_drawn_equally_often()
    {
        // 4 of 12 channels, 3,000 seeds: 1,000 each, standard deviation 25.8.
        var counts = new int[12];
        for (ulong seed = 0; seed < 3_000; seed++)
        {
            foreach (int channel in ConcatenationLinks.Draw(seed, 0, 5, 3, 4))
                counts[channel]++;
        }

        counts.ShouldAllBe(count => Math.Abs(count - 1_000) < 130);
    }

    [Fact]
    public void The_graph_has_one_edge_for_each_layer_that_supplies_channels()
    {
        var model = new DenseNetMlp(12, 6, 9) { Seed = 3 };
        ArchitectureGraph graph = model.ToGraph();
        LayeredCell cell = graph.LayeredCells.Single();
        for (int layer = 2; layer < model.Depth; layer++)
        {
            var expected = ConcatenationLinks.Draw(3, 0, layer, 6, 9).CountBy(channel => cell.Layers[channel / 6]).ToDictionary();
            expected.Add(cell.Layers[layer - 1], 6);
            graph.Edges.Where(edge => edge.Target == cell.Joints[layer]).ToDictionary(edge => edge.Source, edge => edge.Channels)
                .ShouldBe(expected, ignoreOrder: true);
        }
    }

    [Fact]
    public void Links_do_not_change_from_release_to_release() =>
        ConcatenationLinks.Draw(0, 2, 4, 5, 6).ShouldBe([1, 7, 11, 12, 13, 14]);
}
