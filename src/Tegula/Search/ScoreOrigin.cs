namespace Tegula.Search;

/// <summary>Whose measurement a score is, seen from the search that asks for it.</summary>
public enum ScoreOrigin
{
    /// <summary>It is measured because this search asks.</summary>
    Measured,

    /// <summary>It was measured because this search had asked in an earlier run.</summary>
    Kept,

    /// <summary>It was measured because somebody else had asked.</summary>
    Borrowed,
}
