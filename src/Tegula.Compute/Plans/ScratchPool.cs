namespace Tegula.Compute.Plans;

/// <summary>
/// Places padded copies of cotangents. Copies of one shape share memory when they are not alive together; other shapes never do, not even two that are
/// padded to the same size, since the zeros around the output are cleared only once.
/// </summary>
internal sealed class ScratchPool
{
    private readonly List<(TensorShape Output, Extent Padded, Extent Border, nint Offset, int Last)> _copies = [];

    /// <summary>Floats of all copies.</summary>
    public nint Length { get; private set; }

    /// <summary>Places a copy that is alive from one step to another.</summary>
    public nint Place(TapClasses classes, TensorShape output, int first, int last)
    {
        for (int i = 0; i < _copies.Count; i++)
        {
            if (_copies[i].Output != output || _copies[i].Padded != classes.Padded || _copies[i].Border != classes.Border || _copies[i].Last >= first) continue;
            _copies[i] = _copies[i] with { Last = last };
            return _copies[i].Offset;
        }

        nint offset = Length;
        _copies.Add((output, classes.Padded, classes.Border, offset, last));
        Length += (output.Channels * classes.PlaneLength) + 16;
        return offset;
    }
}
