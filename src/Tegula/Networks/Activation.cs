namespace Tegula.Networks;

/// <summary>What stands behind the linear layers of a network without convolutions.</summary>
public enum Activation
{
    /// <summary><c>max(x, 0)</c>.</summary>
    Relu,

    /// <summary><c>x</c> above 0, <c>exp(x) - 1</c> elsewhere.</summary>
    Elu,
}
