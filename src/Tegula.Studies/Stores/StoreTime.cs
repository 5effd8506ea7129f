namespace Tegula.Studies.Stores;

/// <summary>Times as they stand in a row: 100 ns since 1970 (UTC), so that nothing is rounded.</summary>
internal static class StoreTime
{
    /// <summary>This moment.</summary>
    public static long Now => Write(DateTimeOffset.UtcNow);

    /// <summary>A time as a number.</summary>
    public static long Write(DateTimeOffset time) => time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;

    /// <summary>A number as a time.</summary>
    /// <exception cref="OverflowException">The number is no time.</exception>
    public static DateTimeOffset Read(long number)
    {
        long ticks = checked(number + DateTimeOffset.UnixEpoch.Ticks);
        return ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks ? new(ticks, TimeSpan.Zero) : throw new OverflowException($"{number} is no time");
    }
}
