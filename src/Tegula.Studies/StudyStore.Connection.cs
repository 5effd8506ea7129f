namespace Tegula.Studies;

/// <summary>What a store does while its server is out of reach.</summary>
public abstract partial class StudyStore
{
    /// <summary><see cref="Patience"/> where nothing else is asked for.</summary>
    public static TimeSpan UsualPatience { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Time for which a lost server is waited for before an operation gives up; no less than 0. Files do not wait.</summary>
    public TimeSpan Patience { get; set; } = UsualPatience;

    /// <summary>Ends the waiting for a lost server early.</summary>
    public CancellationToken Interrupt { get; set; }

    /// <summary>Told once when the server is out of reach and is waited for, and once when it is back; from any thread; may be null.</summary>
    public Action<StoreConnection>? ConnectionChanged { get; set; }
}
