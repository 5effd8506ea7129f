namespace Tegula.Kernels;

/// <summary>What becomes of the kernel where several edges meet.</summary>
public enum PropagationRule
{
    /// <summary>
    /// The kernels of the incoming edges are added, as if all edges were independent and had mean zero: Lemma 3.2 as Eq. 6-11 of
    /// 000_47980149b45a68e2.txt use it (Remark 3.3 leaves the means out).
    /// </summary>
    Variance,

    /// <summary>
    /// The limit of finite networks: also with the products of the edges' means, and with what reaches a node by several skip paths counted as one
    /// random vector of that multiplicity (n^2, not n, times its kernel).
    /// </summary>
    Exact,
}
