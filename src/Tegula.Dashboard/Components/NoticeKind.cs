namespace Tegula.Dashboard.Components;

/// <summary>What a notice is about.</summary>
public enum NoticeKind
{
    /// <summary>Something good to know.</summary>
    Info,

    /// <summary>Nothing is there yet; the notice says how to make something.</summary>
    Empty,

    /// <summary>What was asked is done.</summary>
    Good,

    /// <summary>Something is not as it should be, but the page still holds.</summary>
    Warning,

    /// <summary>What was asked could not be done; the notice says why and what would be right.</summary>
    Error,
}
