namespace Tegula.Training;

/// <summary>Keeps the Euclidean norm of the whole gradient below a limit.</summary>
public static class GradientClip
{
    // So that a gradient of exactly the limit's norm, and one of zero, need no case of their own.
    private const double Guard = 1e-6;

    /// <summary>Scales the gradient by limit / (norm + 1e-6) where that is below 1.</summary>
    /// <param name="gradient">Changed in place.</param>
    /// <param name="limit">The largest norm allowed, above 0.</param>
    /// <returns>The norm before.</returns>
    public static double Apply(Span<float> gradient, double limit)
    {
        double norm = Norm(gradient);
        double factor = limit / (norm + Guard);
        if (factor >= 1) return norm;
        var scale = (float)factor;
        for (int i = 0; i < gradient.Length; i++) gradient[i] *= scale;
        return norm;
    }

    /// <summary>The Euclidean norm, summed in double precision in four fixed strands.</summary>
    public static double Norm(ReadOnlySpan<float> gradient)
    {
        double a = 0, b = 0, c = 0, d = 0;
        int i = 0;
        for (; i <= gradient.Length - 4; i += 4)
        {
            a += (double)gradient[i] * gradient[i];
            b += (double)gradient[i + 1] * gradient[i + 1];
            c += (double)gradient[i + 2] * gradient[i + 2];
            d += (double)gradient[i + 3] * gradient[i + 3];
        }

        for (; i < gradient.Length; i++) a += (double)gradient[i] * gradient[i];
        return Math.Sqrt(a + b + (c + d));
    }
}
