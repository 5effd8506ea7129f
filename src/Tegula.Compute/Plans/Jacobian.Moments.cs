namespace Tegula.Compute.Plans;

/// <content>First and second moments of the rows.</content>
public sealed unsafe partial class Jacobian
{
    /// <summary>Adds all rows to a vector.</summary>
    /// <param name="sums">One value per weight; each row is added to it.</param>
    /// <returns>Sum of the squares of all elements: of the squared lengths of the rows.</returns>
    /// <exception cref="ArgumentException">The vector has another length than a row.</exception>
    public double AddMoments(Span<double> sums)
    {
        if (sums.Length != Weights) throw new ArgumentException($"rows of {Weights} weights cannot be added to {sums.Length} values");
        double total = 0;
        for (int first = 0; first < Samples; first += Block)
        {
            int samples = Math.Min(Block, Samples - first);
            float* rows = BlockAddress(first / Block);
            for (int weight = 0; weight < sums.Length; weight++, rows += Block)
            {
                // Two chains, so that one addition need not wait for the other.
                (double sum, double otherSum, double squares, double otherSquares) = (0, 0, 0, 0);
                int n = 0;
                for (; n + 1 < samples; n += 2)
                {
                    (double value, double other) = (rows[n], rows[n + 1]);
                    sum += value;
                    squares += value * value;
                    otherSum += other;
                    otherSquares += other * other;
                }

                if (n < samples)
                {
                    sum += rows[n];
                    squares += (double)rows[n] * rows[n];
                }

                sums[weight] += sum + otherSum;
                total += squares + otherSquares;
            }
        }

        return total;
    }
}
