namespace Tegula.Compute.Tests;

public sealed class RandomStreamTests
{
    [Fact]
    public void A_stream_follows_the_documented_construction()
    {
        // seed 7, purpose "weights!x" (9 bytes, two words), one index 3
        ulong[] words = [7, 9, 0x2173746867696577, 0x78, 1, 3];
        (uint a, uint b, uint c, uint d) = (0, 0, 0, 0);
        foreach (ulong word in words)
        {
            (uint x0, uint x1, uint x2, uint x3) = Philox4x32.Block(a, b, c, d, (uint)word, (uint)(word >> 32));
            (a, b, c, d) = (a ^ x0, b ^ x1, c ^ x2, d ^ x3);
        }

        var stream = new RandomStream(7, "weights!x", 3);
        for (uint block = 0; block < 3; block++)
        {
            (uint x0, uint x1, uint x2, uint x3) = Philox4x32.Block(block, 0, c, d, a, b);
            new[] { stream.NextUInt32(), stream.NextUInt32(), stream.NextUInt32(), stream.NextUInt32() }.ShouldBe([x0, x1, x2, x3]);
        }
    }

    [Fact]
    public void Streams_that_differ_in_one_thing_differ()
    {
        RandomStream[] streams =
        [
            new(1, "a"), new(2, "a"), new(1, "b"), new(1, "a", 0), new(1, "a", 1),
            new(1, "a", 0, 0), new(1, "a", 0, 1), new(1, "a", 1, 0), new(1, ""), new(1, "a\0"),
        ];
        streams.Select(stream => stream.NextUInt64()).Distinct().Count().ShouldBe(streams.Length);
    }

    [Fact]
    public void Neighbouring_streams_are_uncorrelated()
    {
        const int Count = 20_000;
        for (ulong index = 0; index < 8; index++)
        {
            var left = new RandomStream(5, "pair", index);
            var right = new RandomStream(5, "pair", index + 1);
            double sum = 0;
            for (int i = 0; i < Count; i++)
                sum += left.NextGaussian() * right.NextGaussian();

            // The mean of Count products of independent standard normals has standard deviation 1/sqrt(Count).
            Math.Abs(sum / Count).ShouldBeLessThan(4.5 / Math.Sqrt(Count));
        }
    }

    [Fact]
    public void A_restored_position_continues_with_the_same_numbers()
    {
        var stream = new RandomStream(11, "state", 4);
        for (int consumed = 0; consumed < 9; consumed++)
        {
            ulong saved = stream.Position;
            saved.ShouldBe((ulong)consumed);
            double expected = stream.NextGaussian();
            new RandomStream(11, "state", 4) { Position = saved }.NextGaussian().ShouldBe(expected);
            stream.Position = saved;
            stream.NextGaussian().ShouldBe(expected);
            stream.Position = saved + 1;
        }
    }

    [Fact]
    public void Far_positions_are_reached_beyond_32_bits_of_blocks()
    {
        var near = new RandomStream(1, "far");
        var far = new RandomStream(1, "far") { Position = 1UL << 40 };
        far.NextUInt64().ShouldNotBe(near.NextUInt64());
        far.Position.ShouldBe((1UL << 40) + 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public void Integers_below_a_bound_are_uniform(int bound)
    {
        const int Count = 100_000;
        int[] histogram = new int[bound];
        var stream = new RandomStream(3, "integers", (ulong)bound);
        for (int i = 0; i < Count; i++)
            histogram[stream.NextInt(bound)]++;

        // Chi-square with bound - 1 degrees of freedom: mean bound - 1, variance 2 (bound - 1).
        double expected = (double)Count / bound;
        double chiSquare = histogram.Sum(count => (count - expected) * (count - expected) / expected);
        chiSquare.ShouldBeLessThanOrEqualTo(bound - 1 + 5 * Math.Sqrt(2.0 * (bound - 1)));
    }

    [Fact]
    public void A_large_bound_shows_no_bias_of_the_multiplication()
    {
        // 2^32 words over 3 * 2^29 results: without rejection the residues modulo 3 would have shares 3/8, 3/8 and 2/8.
        const int Bound = (1 << 30) + (1 << 29);
        const int Count = 60_000;
        var stream = new RandomStream(3, "bias");
        int[] residues = new int[3];
        for (int i = 0; i < Count; i++)
            residues[stream.NextInt(Bound) % 3]++;
        foreach (int count in residues)
            Math.Abs(count - Count / 3).ShouldBeLessThan(5 * (int)Math.Sqrt(Count * 2.0 / 9));
    }

    [Fact]
    public void A_bound_that_is_not_positive_is_an_error() => Should.Throw<ArgumentOutOfRangeException>(() => new RandomStream(1, "x").NextInt(0));

    [Fact]
    public void Uniform_numbers_lie_in_the_half_open_unit_interval_with_the_right_moments()
    {
        const int Count = 100_000;
        var stream = new RandomStream(9, "uniform");
        double sum = 0, squares = 0;
        for (int i = 0; i < Count; i++)
        {
            float single = stream.NextSingle();
            double value = stream.NextDouble();
            single.ShouldBeInRange(0f, 0.99999994f);
            value.ShouldBeInRange(0, 1 - 1e-16);
            sum += value + single;
            squares += value * value + (double)single * single;
        }

        (sum / (2 * Count)).ShouldBe(0.5, 5 / Math.Sqrt(12.0 * 2 * Count));
        (squares / (2 * Count)).ShouldBe(1.0 / 3, 5 * Math.Sqrt(4.0 / 45 / (2 * Count)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Normal_numbers_have_the_moments_and_the_distribution_of_a_normal(bool singlePrecision)
    {
        const int Count = 100_000;
        var stream = new RandomStream(21, "normal");
        double[] values = new double[Count];
        for (int i = 0; i < Count; i++)
            values[i] = singlePrecision ? stream.NextGaussianSingle() : stream.NextGaussian();

        // Standard deviations of the sample moments of a normal: 1, sqrt 2, sqrt 15, sqrt 96 over sqrt n.
        double root = Math.Sqrt(Count);
        values.Average().ShouldBe(0, 4.5 / root);
        values.Average(x => x * x).ShouldBe(1, 4.5 * Math.Sqrt(2) / root);
        values.Average(x => x * x * x).ShouldBe(0, 4.5 * Math.Sqrt(15) / root);
        values.Average(x => x * x * x * x).ShouldBe(3, 4.5 * Math.Sqrt(96) / root);

        // Kolmogorov-Smirnov: the distance exceeds 1.95/sqrt n with probability 0.001.
        Array.Sort(values);
        double distance = 0;
        for (int i = 0; i < Count; i++)
        {
            double probability = NormalDistribution.Probability(values[i]);
            distance = Math.Max(distance, Math.Max(Math.Abs(probability - (double)i / Count), Math.Abs(probability - (i + 1.0) / Count)));
        }

        distance.ShouldBeLessThan(1.95 / root);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1009)]
    public void Filling_equals_drawing_one_by_one(int count)
    {
        float[] filled = new float[count];
        var fill = new RandomStream(2, "fill");
        fill.NextUInt32();
        fill.FillGaussian(filled, 0.25f);
        var single = new RandomStream(2, "fill") { Position = 1 };
        filled.ShouldBe([.. Enumerable.Range(0, count).Select(_ => single.NextGaussianSingle() * 0.25f)]);
        fill.Position.ShouldBe((ulong)count + 1);
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_standard_deviation_that_makes_no_sense_is_an_error(float standardDeviation) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new RandomStream(1, "x").FillGaussian(new float[1], standardDeviation));

    [Fact]
    public void Every_order_of_four_items_is_equally_likely()
    {
        const int Count = 48_000;
        var stream = new RandomStream(17, "shuffle");
        var histogram = new Dictionary<string, int>();
        for (int i = 0; i < Count; i++)
        {
            char[] items = ['a', 'b', 'c', 'd'];
            stream.Shuffle<char>(items);
            string order = new(items);
            histogram[order] = histogram.GetValueOrDefault(order) + 1;
        }

        histogram.Count.ShouldBe(24);
        histogram.Values.Sum(count => Math.Pow(count - Count / 24.0, 2) / (Count / 24.0)).ShouldBeLessThan(23 + 5 * Math.Sqrt(46));
    }

    [Fact]
    public void The_numbers_of_a_stream_never_change()
    {
        var stream = new RandomStream(2024, "golden", 1, 2);
        stream.NextUInt32().ShouldBe(1171515515u);
        stream.NextUInt64().ShouldBe(2614979667428567362ul);
        stream.NextInt(1000).ShouldBe(736);
        BitConverter.DoubleToUInt64Bits(stream.NextDouble()).ShouldBe(0x3FE4925FA14C1B00ul);
        BitConverter.DoubleToUInt64Bits(stream.NextGaussian()).ShouldBe(0x3FC9119EB9E2C1B8ul);
        BitConverter.SingleToUInt32Bits(stream.NextGaussianSingle()).ShouldBe(0x3EDB44E7u);
    }

    [Fact]
    public void A_million_normal_numbers_never_change()
    {
        float[] values = new float[1_000_000];
        new RandomStream(1, "golden").FillGaussian(values, 1f);
        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
            System.Buffers.Binary.BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        hash.ShouldBe("567497851ce7ae70e83960242afa5419cbd496cd85db58cce546da7366f3cddf");
    }
}
