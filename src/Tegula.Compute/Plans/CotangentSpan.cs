namespace Tegula.Compute.Plans;

/// <summary>The phases and steps between which a cotangent is alive, both ends included.</summary>
internal sealed record CotangentSpan(int FirstPhase, int LastPhase, int FirstStep, int LastStep)
{
    /// <summary>Whether every sample can use the same memory.</summary>
    public bool IsOnePhase => FirstPhase == LastPhase;

    /// <summary>The span that also holds a step.</summary>
    public CotangentSpan With(int phase, int step) =>
        new(Math.Min(FirstPhase, phase), Math.Max(LastPhase, phase), Math.Min(FirstStep, step), Math.Max(LastStep, step));
}
