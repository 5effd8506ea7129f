namespace Tegula.Tests.Kernels;

/// <summary>A digit code as a plain list of edges, and kernels on it by the plainest recursion over nodes. Shares nothing with the library.</summary>
internal sealed class PlainDag
{
    public PlainDag(string code)
    {
        string[] groups = code.Split('_');
        Nodes = groups.Length + 1;
        for (int t = 0; t < groups.Length; t++)
        {
            for (int s = 0; s <= t; s++)
            {
                if (groups[t][s] != '0')
                    Edges.Add((s, t + 1, groups[t][s] == '2'));
            }
        }
    }

    public int Nodes { get; }

    public List<(int Source, int Target, bool Linear)> Edges { get; } = [];

    /// <summary>f of ReLU for unit variances.</summary>
    public static double F(double c) => (Math.Sqrt(1 - (c * c)) + (c * (Math.PI - Math.Acos(c)))) / Math.PI;

    /// <summary>A random code without unfed nodes.</summary>
    public static string RandomCode(Compute.RandomStream random, int nodes)
    {
        var groups = new List<string>();
        for (int t = 1; t <= nodes; t++)
        {
            char[] digits = [.. Enumerable.Range(0, t).Select(_ => (char)('0' + random.NextInt(3)))];
            if (Array.TrueForAll(digits, digit => digit == '0'))
                digits[random.NextInt(t)] = (char)('1' + random.NextInt(2));
            groups.Add(new string(digits));
        }

        return string.Join('_', groups);
    }

    /// <summary>NNGP and NTK entry of two unit samples with correlation r under the variance rule with ReLU: (K_ij, K_ii, NTK_ij, NTK_ii).</summary>
    public (double Kij, double Kii, double Tij, double Tii) ReluVariance(double r)
    {
        var k = new (double Kij, double Kii, double Tij, double Tii)[Nodes];
        k[0] = (r, 1, 0, 0);
        foreach ((int s, int t, bool linear) in Edges)
        {
            (double kij, double kii, double tij, double tii) = k[s];
            double c = Math.Clamp(kij / kii, -1, 1);
            double slope = (Math.PI - Math.Acos(c)) / Math.PI;
            (double Kij, double Kii, double Tij, double Tii) sent = linear ? (kii * F(c), kii, slope * (kij + tij), kii + tii) : k[s];
            k[t] = (k[t].Kij + sent.Kij, k[t].Kii + sent.Kii, k[t].Tij + sent.Tij, k[t].Tii + sent.Tii);
        }

        (double a, double b, double x, double y) = k[^1];
        return (a, b, a + x, b + y);
    }

    /// <summary>Paths from the input to the output by walking each: the number of linear edges of each.</summary>
    public List<int> PathDepths()
    {
        var depths = new List<int>();
        void Walk(int node, int depth)
        {
            if (node == Nodes - 1)
                depths.Add(depth);
            foreach ((int s, int t, bool linear) in Edges)
            {
                if (s == node)
                    Walk(t, depth + (linear ? 1 : 0));
            }
        }

        Walk(0, 0);
        return depths;
    }
}
