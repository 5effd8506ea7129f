namespace Tegula.Exchange.Onnx.Reading;

/// <summary>Arithmetic on sizes of which some may be unknown (-1).</summary>
internal static class Sizes
{
    /// <summary>Stands for a size that is not known.</summary>
    public const long Unknown = -1;

    /// <summary>The product; unknown where a factor is.</summary>
    /// <exception cref="OverflowException">64 bits do not hold it.</exception>
    public static long Product(params ReadOnlySpan<long> sizes)
    {
        long product = 1;
        foreach (long size in sizes)
        {
            if (size < 0)
                return Unknown;
            product = checked(product * size);
        }

        return product;
    }

    /// <summary>The shape of an elementwise result; null where it is not known or the shapes do not fit.</summary>
    public static long[]? Broadcast(long[]? left, long[]? right)
    {
        if (left is null || right is null)
            return null;
        var shape = new long[Math.Max(left.Length, right.Length)];
        for (int back = 1; back <= shape.Length; back++)
        {
            long a = back <= left.Length ? left[^back] : 1;
            long b = back <= right.Length ? right[^back] : 1;
            if (a > 1 && b > 1 && a != b)
                return null;
            shape[^back] = a == 1 || (a == Unknown && b != 1) ? b : a;
        }

        return shape;
    }

    /// <summary>Positions of a window along one size; unknown where the size is.</summary>
    /// <param name="size">The size.</param>
    /// <param name="kernel">Places of the window.</param>
    /// <param name="stride">Steps from one position to the next.</param>
    /// <param name="front">Padding before the first place.</param>
    /// <param name="back">Padding behind the last place.</param>
    /// <param name="dilation">Steps from one place of the window to the next.</param>
    /// <param name="roundsUp">Whether a last window may reach beyond the padding, as long as it does not begin there.</param>
    public static long Window(long size, long kernel, long stride, long front, long back, long dilation, bool roundsUp)
    {
        if (size < 0 || kernel < 1 || stride < 1 || dilation < 1)
            return Unknown;
        long room = checked(size + front + back - ((kernel - 1) * dilation) - 1);
        if (room < 0)
            return Unknown;
        long steps = (roundsUp ? checked(room + stride - 1) : room) / stride;
        return roundsUp && steps > 0 && checked(steps * stride) >= size + front ? steps : steps + 1;
    }

    /// <summary>An axis counted from the front; null where there is none such.</summary>
    public static int? Axis(long axis, int rank) => axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis) : null;
}
