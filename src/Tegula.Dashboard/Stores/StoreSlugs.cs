using System.Security.Cryptography;
using System.Text;

namespace Tegula.Dashboard.Stores;

/// <summary>Names for addresses, made of names that may be anything.</summary>
internal static class StoreSlugs
{
    private const int HashDigits = 8;
    private const int Longest = 60;

    /// <summary>One slug a store, in order: its name where that is plain and no other's, else what is plain of it with a few digits of a hash.</summary>
    /// <param name="stores">Name and location; no location twice.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<(string Name, string Location)> stores)
    {
        var often = stores.CountBy(store => store.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(StringComparer.OrdinalIgnoreCase);
        return [.. stores.Select(store => IsPlain(store.Name) && often[store.Name] == 1 ? store.Name : WithHash(store))];
    }

    private static bool IsPlain(string name) => name.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(name[0]) && name.All(IsPlain);

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_';

    // It ends with the hash and without ".db", so that no plain file name is the same.
    private static string WithHash((string Name, string Location) store)
    {
        string plain = new([.. store.Name.Where(IsPlain).SkipWhile(letter => !char.IsAsciiLetterOrDigit(letter)).Take(Longest)]);
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(store.Location)))[..HashDigits];
        return plain.Length == 0 ? $"store-{hash}" : $"{plain}-{hash}";
    }
}
