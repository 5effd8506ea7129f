namespace Tegula.Compute.Kernels;

/// <summary>
/// Lays convolution weights out in the order in which <see cref="LaneKernels{V, L}"/> reads them: target channels in blocks whose accumulators
/// fit the registers, and within a block (source channel, tap, channel of the block).
/// </summary>
internal static unsafe class WeightPacking
{
    /// <summary>Target channels of the next block when <paramref name="remaining"/> are left.</summary>
    public static int BlockSize(int remaining) => remaining switch
    {
        >= 6 and not 8 => 6,
        >= 4 => 4,
        _ => remaining,
    };

    /// <summary>Packs (output channel, input channel of the group, tap) for the forward pass.</summary>
    public static void Forward(float* weights, float* packed, int groups, int inputs, int outputs, int taps) =>
        Pack(weights, packed, groups, inputs, outputs, taps, sourceStep: taps, targetStep: (nint)inputs * taps);

    /// <summary>Packs (output channel, input channel of the group, tap) for the pass back to the input.</summary>
    public static void Backward(float* weights, float* packed, int groups, int inputs, int outputs, int taps) =>
        Pack(weights, packed, groups, outputs, inputs, taps, sourceStep: (nint)inputs * taps, targetStep: taps);

    // The steps are floats between the weights of neighbouring source and target channels.
    private static void Pack(float* weights, float* packed, int groups, int sources, int targets, int taps, nint sourceStep, nint targetStep)
    {
        for (int group = 0; group < groups; group++, weights += (nint)sources * targets * taps)
        {
            for (int first = 0; first < targets;)
            {
                int block = BlockSize(targets - first);
                for (int source = 0; source < sources; source++)
                {
                    for (int channel = 0; channel < block; channel++)
                    {
                        float* weight = weights + (source * sourceStep) + ((first + channel) * targetStep);
                        for (int tap = 0; tap < taps; tap++) packed[(((source * taps) + tap) * block) + channel] = weight[tap];
                    }
                }

                packed += (nint)sources * taps * block;
                first += block;
            }
        }
    }
}
