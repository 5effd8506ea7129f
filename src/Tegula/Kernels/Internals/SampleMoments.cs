namespace Tegula.Kernels.Internals;

/// <summary>What a program makes of each sample by itself: the diagonals of all kernels, and the means for the cross terms.</summary>
internal sealed class SampleMoments
{
    private SampleMoments(int stages, int samples)
    {
        Variances = Rows(stages, samples);
        TangentVariances = Rows(stages, samples);
        Means = Rows(stages, samples);
        SourceMeans = Rows(stages, samples);
    }

    /// <summary>K_ii by stage and sample.</summary>
    public double[][] Variances { get; }

    /// <summary>T_ii by stage and sample: what all weights in front of the stage add to the tangent kernel.</summary>
    public double[][] TangentVariances { get; }

    /// <summary>Sum over the atoms of a stage of their means, by stage and sample.</summary>
    public double[][] Means { get; }

    /// <summary>Mean of one atom, by source and sample; the last stage has no edges behind it.</summary>
    public double[][] SourceMeans { get; }

    /// <summary>Runs the program for each sample.</summary>
    /// <param name="program">The program.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="inputVariances">K0_ii, positive.</param>
    /// <param name="inputMeans">Sum of a sample's entries over the root of their number; empty for centred samples.</param>
    public static SampleMoments Of(KernelProgram program, Activation activation, ReadOnlySpan<double> inputVariances, ReadOnlySpan<double> inputMeans)
    {
        int stages = program.Stages.Length;
        var result = new SampleMoments(stages, inputVariances.Length);
        var known = new Dictionary<double, EdgeMoments>();
        Span<double> variance = new double[stages];
        Span<double> tangent = new double[stages];
        for (int sample = 0; sample < inputVariances.Length; sample++)
        {
            variance[0] = inputVariances[sample];
            tangent[0] = 0;
            result.SourceMeans[0][sample] = inputMeans.IsEmpty ? 0 : inputMeans[sample];
            for (int stage = 0; stage < stages; stage++)
            {
                (double k, double t) = result.Add(program, stage, sample, variance, tangent);
                result.Variances[stage][sample] = k;
                result.TangentVariances[stage][sample] = t;
                if (stage == stages - 1)
                    break;
                if (!known.TryGetValue(k, out EdgeMoments moments))
                    known[k] = moments = EdgeKernel.Moments(activation, k);
                variance[stage + 1] = moments.Variance;
                tangent[stage + 1] = moments.Derivative * (k + t);
                result.SourceMeans[stage + 1][sample] = moments.Mean;
            }
        }

        return result;
    }

    private (double Variance, double Tangent) Add(KernelProgram program, int stage, int sample, Span<double> variance, Span<double> tangent)
    {
        double k = 0, t = 0, mean = 0, squares = 0;
        foreach (KernelTerm term in program.Stages[stage].Terms)
        {
            k = Math.FusedMultiplyAdd(term.Weight, variance[term.Source], k);
            t = Math.FusedMultiplyAdd(term.Weight, tangent[term.Source], t);
            double one = SourceMeans[term.Source][sample];
            mean = Math.FusedMultiplyAdd(term.Count, one, mean);
            squares = Math.FusedMultiplyAdd(term.Weight, one * one, squares);
        }

        Means[stage][sample] = mean;
        return (program.Rule == PropagationRule.Exact ? k + ((mean * mean) - squares) : k, t);
    }

    private static double[][] Rows(int count, int length) => [.. Enumerable.Range(0, count).Select(_ => new double[length])];
}
