using Tegula.Architectures;

namespace Tegula.Tests.Architectures;

/// <summary>All cells by six nested loops, independent of the library's space and its order.</summary>
internal static class AllCells
{
    public static IEnumerable<NasBench201Cell> InPlainOrder()
    {
        NasBench201Operation[] all = Enum.GetValues<NasBench201Operation>();
        return from a in all
               from b in all
               from c in all
               from d in all
               from e in all
               from f in all
               select new NasBench201Cell(a, b, c, d, e, f);
    }
}
