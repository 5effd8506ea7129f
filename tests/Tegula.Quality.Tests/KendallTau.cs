namespace Tegula.Quality.Tests;

/// <summary>Kendall's rank correlation with ties, by comparing all pairs.</summary>
internal static class KendallTau
{
    /// <summary>tau-b: (concordant - discordant) / sqrt(pairs not tied on the left x pairs not tied on the right); in [-1, 1].</summary>
    public static double B(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        long balance = 0;
        long untiedLeft = 0;
        long untiedRight = 0;
        for (int i = 0; i < left.Count; i++)
        {
            for (int k = 0; k < i; k++)
            {
                int a = left[i].CompareTo(left[k]);
                int b = right[i].CompareTo(right[k]);
                balance += Math.Sign(a) * Math.Sign(b);
                untiedLeft += a == 0 ? 0 : 1;
                untiedRight += b == 0 ? 0 : 1;
            }
        }

        return balance / Math.Sqrt((double)untiedLeft * untiedRight);
    }
}
