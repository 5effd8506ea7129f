using System.Globalization;

namespace Tegula.Dashboard.Stores;

/// <summary>How many files the system lets this process hold open.</summary>
internal static class HandleLimit
{
    // The least that any system gives where it does not say.
    private const int Usual = 256;
    private const string Line = "Max open files";

    /// <summary>Files, pipes and connections that may be open together, at least 1.</summary>
    public static int Current { get; } = OperatingSystem.IsLinux() ? Read("/proc/self/limits") : Usual;

    private static int Read(string limits)
    {
        try
        {
            string? line = File.ReadLines(limits).FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal));
            string? number = line?[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
            if (number == "unlimited")
                return int.MaxValue;
            return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) ? Math.Max(1, limit) : Usual;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Usual;
        }
    }
}
