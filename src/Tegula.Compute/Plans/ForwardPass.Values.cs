using Tegula.Compute.Graphs;

namespace Tegula.Compute.Plans;

/// <content>Values inside the network, read while it runs: later nodes may use their memory.</content>
public sealed unsafe partial class ForwardPass
{
    private const int WordBits = 64;

    private readonly ulong[] _block = new ulong[WordBits];
    private Node? _readable;

    /// <summary>Words that one sample's signs at a node take: 64 values to a word.</summary>
    public static int SignWords(Node node) => (node.Shape.Length + WordBits - 1) / WordBits;

    /// <summary>Copies the values of the node that was computed last: (channel, row, column, sample).</summary>
    /// <param name="node">The node that <c>computed</c> was told of.</param>
    /// <param name="target">Receives the values.</param>
    /// <exception cref="InvalidOperationException">It is another node's turn, or the run is over.</exception>
    /// <exception cref="ArgumentException">The target has another length.</exception>
    public void ReadValue(Node node, Span<float> target)
    {
        CheckReadable(node);
        Plan.Read(ValueOf(node.Index), node, target);
    }

    /// <summary>Packs which values of the node that was computed last are above zero, one row of bits per sample.</summary>
    /// <param name="node">The node that <c>computed</c> was told of.</param>
    /// <param name="signs">
    /// (sample, word), <see cref="SignWords"/> words per sample: bit i of word w belongs to value 64 w + i in the order (channel, row, column); bits past
    /// the last value are 0.
    /// </param>
    /// <exception cref="InvalidOperationException">It is another node's turn, or the run is over.</exception>
    /// <exception cref="ArgumentException">The target has another length.</exception>
    public void ReadSigns(Node node, Span<ulong> signs)
    {
        CheckReadable(node);
        int words = SignWords(node);
        if (signs.Length != words * Plan.Batch)
            throw new ArgumentException($"the signs of {Plan.Batch} values of {node.Shape} need {words * Plan.Batch} words, {signs.Length} were given");
        Span<ulong> block = stackalloc ulong[WordBits];
        for (int word = 0; word < words; word++)
        {
            for (int sample = 0; sample < Plan.Batch; sample += WordBits)
            {
                Gather(node, word * WordBits, sample, block);
                BitMatrix.Transpose(block);
                int samples = Math.Min(WordBits, Plan.Batch - sample);
                for (int i = 0; i < samples; i++) signs[((sample + i) * words) + word] = block[i];
            }
        }
    }

    /// <summary>Packs which of the first samples have a value above zero at the node that was computed last, one word per value.</summary>
    /// <param name="node">The node that <c>computed</c> was told of.</param>
    /// <param name="signs">(channel, row, column): bit i belongs to sample i, up to 64 samples; bits past the batch are 0.</param>
    /// <exception cref="InvalidOperationException">It is another node's turn, or the run is over.</exception>
    /// <exception cref="ArgumentException">The target has another length.</exception>
    public void ReadUnitSigns(Node node, Span<ulong> signs)
    {
        CheckReadable(node);
        if (signs.Length != node.Shape.Length) throw new ArgumentException($"{node.Shape} has {node.Shape.Length} values, {signs.Length} words were given");
        ulong samples = Plan.Batch < WordBits ? (1UL << Plan.Batch) - 1 : ulong.MaxValue;
        for (int first = 0; first < signs.Length; first += WordBits)
        {
            int values = Math.Min(WordBits, signs.Length - first);
            Gather(node, first, 0, _block);
            for (int i = 0; i < values; i++) signs[first + i] = _block[i] & samples;
        }
    }

    private void Tell(Action<Node> computed, Node node)
    {
        _readable = node;
        try
        {
            computed(node);
        }
        finally
        {
            _readable = null;
        }
    }

    private void CheckReadable(Node node)
    {
        if (node != _readable) throw new InvalidOperationException($"the values of node {node.Index} can be read only when the run tells of it");
    }

    // Row i: the signs of up to 64 samples at one value.
    private void Gather(Node node, int firstValue, int firstSample, Span<ulong> block)
    {
        int lanes = Math.Min(WordBits, Plan.Lanes - firstSample);
        int values = Math.Min(WordBits, node.Shape.Length - firstValue);
        block.Clear();
        for (int i = 0; i < values; i++)
        {
            (int channel, int pixel) = Math.DivRem(firstValue + i, node.Shape.Pixels);
            block[i] = _kernels.PositiveBits(ValueOf(node.Index) + (channel * Plan.PlaneOf(node)) + ((nint)pixel * Plan.Lanes) + firstSample, lanes);
        }
    }
}
