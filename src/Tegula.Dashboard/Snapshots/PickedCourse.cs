using Tegula.Analysis;
using Tegula.Dashboard.Stores;
using Tegula.Studies;

namespace Tegula.Dashboard.Snapshots;

/// <summary>The courses of studies that were picked by an address.</summary>
internal static class PickedCourse
{
    /// <summary>What a study did.</summary>
    /// <param name="picked">The study.</param>
    /// <param name="snapshots">Studies in memory.</param>
    /// <exception cref="StudyException">It was deleted since it was picked, or its store cannot be read.</exception>
    public static SearchCourse Course(this PickedStudy picked, StudySnapshots snapshots) =>
        snapshots.Get(picked.Store, picked.Study.Id)?.Course
        ?? throw new StudyException($"study '{picked.Study.Name}' is not in '{picked.Store.Name}' any more");
}
