using Tegula.Compute.Kernels;

namespace Tegula.Compute.Tests.Kernels;

public sealed unsafe class WeightPackingTests
{
    [Theory]
    [InlineData(1, 3, 13, 9)]
    [InlineData(2, 5, 4, 1)]
    [InlineData(3, 1, 1, 6)]
    [InlineData(1, 8, 7, 2)]
    public void Packed_weights_lie_in_the_order_of_the_kernel(int groups, int inputs, int outputs, int taps)
    {
        float[] weights = [.. Enumerable.Range(0, groups * inputs * outputs * taps).Select(i => (float)i)];
        var forward = new float[weights.Length];
        var backward = new float[weights.Length];
        fixed (float* source = weights, ahead = forward, back = backward)
        {
            WeightPacking.Forward(source, ahead, groups, inputs, outputs, taps);
            WeightPacking.Backward(source, back, groups, inputs, outputs, taps);
        }

        int WeightOf(int group, int output, int input, int tap) => (((((group * outputs) + output) * inputs) + input) * taps) + tap;
        forward.ShouldBe(Packed(groups, inputs, outputs, taps, (group, from, to, tap) => WeightOf(group, to, from, tap)));
        backward.ShouldBe(Packed(groups, outputs, inputs, taps, (group, from, to, tap) => WeightOf(group, from, to, tap)));
    }

    [Fact]
    public void Blocks_cover_every_number_of_channels_with_tiles_that_exist()
    {
        for (int channels = 1; channels <= 64; channels++)
        {
            int left = channels;
            while (left > 0)
            {
                int block = WeightPacking.BlockSize(left);
                block.ShouldBeOneOf(1, 2, 3, 4, 6);
                left -= block;
            }

            left.ShouldBe(0);
        }
    }

    private static IEnumerable<float> Packed(int groups, int sources, int targets, int taps, Func<int, int, int, int, int> weight) =>
        from @group in Enumerable.Range(0, groups)
        from block in Blocks(targets)
        from source in Enumerable.Range(0, sources)
        from tap in Enumerable.Range(0, taps)
        from target in Enumerable.Range(block.First, block.Length)
        select (float)weight(@group, source, target, tap);

    private static IEnumerable<(int First, int Length)> Blocks(int targets)
    {
        for (int first = 0; first < targets; first += WeightPacking.BlockSize(targets - first)) yield return (first, WeightPacking.BlockSize(targets - first));
    }
}
