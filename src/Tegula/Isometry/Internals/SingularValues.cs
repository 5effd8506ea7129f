namespace Tegula.Isometry.Internals;

/// <summary>
/// Singular values alone, in double: Householder reflections to a bidiagonal matrix (after a QR decomposition where the matrix is tall), then the eigenvalues
/// of the
/// symmetric tridiagonal matrix that has its entries beside a zero diagonal, by implicit QL steps. No product of the matrix with itself is formed, so the error
/// of each value is some roundings of the largest. Source: Golub and Kahan, SIAM J. Numer. Anal. 2, 1965.
/// </summary>
internal static class SingularValues
{
    // A matrix so much taller than wide is cheaper to decompose than to reduce from both sides.
    private const double TallShare = 1.6;

    private const int MaxSteps = 60;

    /// <summary>The min(rows, columns) singular values of a matrix, from the largest. Rows and columns of zeros are left out of the work.</summary>
    /// <param name="values">Row after row; not changed.</param>
    /// <param name="rows">At least 1.</param>
    /// <param name="columns">At least 1.</param>
    public static double[] Of(ReadOnlySpan<double> values, int rows, int columns)
    {
        var result = new double[Math.Min(rows, columns)];
        int[] liveRows = Live(values, rows, columns, columns, 1);
        int[] liveColumns = Live(values, columns, rows, 1, columns);
        if (liveRows.Length == 0) return result;
        int height = Math.Max(liveRows.Length, liveColumns.Length);
        int width = Math.Min(liveRows.Length, liveColumns.Length);
        bool turned = liveRows.Length < liveColumns.Length;
        var matrix = new double[height][];
        for (int i = 0; i < height; i++)
        {
            var row = new double[width];
            for (int j = 0; j < width; j++)
                row[j] = turned ? values[(liveRows[j] * columns) + liveColumns[i]] : values[(liveRows[i] * columns) + liveColumns[j]];
            matrix[i] = row;
        }

        double[] found = OfTall(matrix, width);
        found.CopyTo(result, 0);
        return result;
    }

    private static int[] Live(ReadOnlySpan<double> values, int lines, int length, int lineStep, int step)
    {
        var live = new List<int>(lines);
        for (int line = 0; line < lines; line++)
        {
            for (int i = 0; i < length; i++)
            {
                if (values[(line * lineStep) + (i * step)] == 0) continue;
                live.Add(line);
                break;
            }
        }

        return [.. live];
    }

    private static double[] OfTall(double[][] matrix, int width)
    {
        var work = new double[width];
        if (matrix.Length > TallShare * width)
        {
            for (int k = 0; k < width; k++)
            {
                double diagonal = ReflectColumn(matrix, k, width, work);
                matrix[k][k] = diagonal;
                for (int i = k + 1; i < width; i++) matrix[i][k] = 0;
            }

            matrix = matrix[..width];
        }

        // Diagonal and superdiagonal in turn: d0, e0, d1, e1, ...
        var beside = new double[2 * width];
        for (int k = 0; k < width; k++)
        {
            beside[2 * k] = ReflectColumn(matrix, k, width, work);
            if (k + 1 < width) beside[(2 * k) + 1] = ReflectRow(matrix, k, width);
        }

        var eigenvalues = new double[2 * width];
        TridiagonalEigenvalues(eigenvalues, beside);
        Array.Sort(eigenvalues);
        Array.Reverse(eigenvalues);
        double[] found = eigenvalues[..width];
        for (int i = 0; i < width; i++) found[i] = Math.Max(0, found[i]);
        return found;
    }

    /// <summary>Reflects the rows from k on so that column k becomes (result, 0, ...), and applies it to the columns behind; column k itself is left as
    /// scratch.</summary>
    private static double ReflectColumn(double[][] matrix, int k, int width, double[] work)
    {
        double square = 0;
        for (int i = k; i < matrix.Length; i++) square = Math.FusedMultiplyAdd(matrix[i][k], matrix[i][k], square);
        double norm = Math.Sqrt(square);
        if (norm == 0) return 0;
        double first = matrix[k][k];
        double result = first > 0 ? -norm : norm;
        matrix[k][k] = first - result;
        double factor = 1 / (norm * (norm + Math.Abs(first)));
        Span<double> sums = work.AsSpan(k + 1, width - k - 1);
        sums.Clear();
        for (int i = k; i < matrix.Length; i++) AddScaled(matrix[i].AsSpan(k + 1, sums.Length), matrix[i][k], sums);
        for (int i = k; i < matrix.Length; i++) AddScaled(sums, -factor * matrix[i][k], matrix[i].AsSpan(k + 1, sums.Length));
        return result;
    }

    /// <summary>The same for row k from column k + 1 on, applied to the rows below.</summary>
    private static double ReflectRow(double[][] matrix, int k, int width)
    {
        Span<double> row = matrix[k].AsSpan(k + 1, width - k - 1);
        double norm = Math.Sqrt(Product(row, row));
        if (norm == 0) return 0;
        double first = row[0];
        double result = first > 0 ? -norm : norm;
        row[0] = first - result;
        double factor = 1 / (norm * (norm + Math.Abs(first)));
        for (int i = k + 1; i < matrix.Length; i++)
        {
            Span<double> other = matrix[i].AsSpan(k + 1, row.Length);
            AddScaled(row, -factor * Product(row, other), other);
        }

        return result;
    }

    private static void AddScaled(ReadOnlySpan<double> source, double factor, Span<double> target)
    {
        for (int i = 0; i < target.Length && i < source.Length; i++) target[i] = Math.FusedMultiplyAdd(factor, source[i], target[i]);
    }

    // Four chains, so that one addition need not wait for the one before; always the same four.
    private static double Product(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double a = 0, b = 0, c = 0, d = 0;
        int i = 0;
        for (; i + 3 < left.Length && i + 3 < right.Length; i += 4)
        {
            a = Math.FusedMultiplyAdd(left[i], right[i], a);
            b = Math.FusedMultiplyAdd(left[i + 1], right[i + 1], b);
            c = Math.FusedMultiplyAdd(left[i + 2], right[i + 2], c);
            d = Math.FusedMultiplyAdd(left[i + 3], right[i + 3], d);
        }

        for (; i < left.Length && i < right.Length; i++) a = Math.FusedMultiplyAdd(left[i], right[i], a);
        return a + b + (c + d);
    }

    /// <summary>Implicit QL steps with Wilkinson's shift; the eigenvalues replace the diagonal.</summary>
    private static void TridiagonalEigenvalues(double[] diagonal, double[] beside)
    {
        int n = diagonal.Length;
        beside[n - 1] = 0;
        double scale = diagonal.Concat(beside).Max(Math.Abs);
        double negligible = double.Epsilon + (scale * 1e-300);
        for (int first = 0; first < n; first++)
        {
            for (int step = 0; step < MaxSteps; step++)
            {
                int last = first;
                while (last < n - 1 && !IsNegligible(diagonal, beside, last, scale, negligible)) last++;
                if (last == first) break;
                Step(diagonal, beside, first, last);
            }
        }
    }

    // Against the largest entry: that is what the error of every value is measured by, and a zero diagonal offers nothing else.
    private static bool IsNegligible(double[] diagonal, double[] beside, int i, double scale, double negligible)
    {
        double size = Math.Abs(diagonal[i]) + Math.Abs(diagonal[i + 1]);
        double magnitude = Math.Abs(beside[i]);
        return magnitude <= negligible || size + magnitude == size || magnitude <= 1e-17 * scale;
    }

    private static void Step(double[] diagonal, double[] beside, int first, int last)
    {
        double g = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first]);
        double r = Hypotenuse(g, 1);
        g = diagonal[last] - diagonal[first] + (beside[first] / (g + Math.CopySign(r, g)));
        double sine = 1, cosine = 1, shift = 0;
        for (int i = last - 1; i >= first; i--)
        {
            double f = sine * beside[i];
            double b = cosine * beside[i];
            r = Hypotenuse(f, g);
            beside[i + 1] = r;
            if (r == 0)
            {
                diagonal[i + 1] -= shift;
                beside[last] = 0;
                return;
            }

            sine = f / r;
            cosine = g / r;
            g = diagonal[i + 1] - shift;
            r = ((diagonal[i] - g) * sine) + (2 * cosine * b);
            shift = sine * r;
            diagonal[i + 1] = g + shift;
            g = (cosine * r) - b;
        }

        diagonal[first] -= shift;
        beside[first] = g;
        beside[last] = 0;
    }

    private static double Hypotenuse(double a, double b)
    {
        double larger = Math.Max(Math.Abs(a), Math.Abs(b));
        double smaller = Math.Min(Math.Abs(a), Math.Abs(b));
        if (larger == 0) return 0;
        double ratio = smaller / larger;
        return larger * Math.Sqrt(1 + (ratio * ratio));
    }
}
