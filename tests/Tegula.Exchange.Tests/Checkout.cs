namespace Tegula.Exchange.Tests;

/// <summary>The checkout that the tests were built in.</summary>
internal static class Checkout
{
    /// <summary>The path of a file or folder, given from the root.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts)
    {
        string? root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Tegula.slnx")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("the checkout's root is not above the tests");
        return Path.Combine([root, .. parts]);
    }
}
