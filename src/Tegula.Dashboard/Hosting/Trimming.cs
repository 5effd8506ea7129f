using System.Diagnostics.CodeAnalysis;

[assembly: UnconditionalSuppressMessage(
    "Trimming",
    "IL2026",
    Scope = "module",
    Justification = "routes and pages are found by reflection; a trimmed program keeps this assembly whole, and a test of the packages opens the pages of one")]
