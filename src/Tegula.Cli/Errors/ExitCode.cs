namespace Tegula.Cli.Errors;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    public const int Done = 0;

    /// <summary>Something failed while running.</summary>
    public const int Failed = 1;

    /// <summary>The request was wrong.</summary>
    public const int Wrong = 2;

    /// <summary>Stopped by Ctrl-C or SIGTERM: 128 + SIGINT, as shells report it.</summary>
    public const int Cancelled = 130;
}
