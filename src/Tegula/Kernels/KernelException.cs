namespace Tegula.Kernels;

/// <summary>A kernel in the infinite-width limit cannot be had as asked. The message is one line: what is wrong, where, what would be right.</summary>
public sealed class KernelException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line: what is wrong, where, what would be right.</param>
    public KernelException(string message)
        : base(message)
    {
    }
}
