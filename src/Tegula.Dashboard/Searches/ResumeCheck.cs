using Microsoft.AspNetCore.Http;
using Tegula.Dashboard.Hosting;
using Tegula.Studies;

namespace Tegula.Dashboard.Searches;

/// <summary>
/// Refuses, before a process is started, to go on with a study that another process runs, or that names data which pages must not read: a store may have come
/// from anybody.
/// </summary>
internal static class ResumeCheck
{
    /// <summary>Checks a study.</summary>
    /// <param name="study">The study as it stands now.</param>
    /// <param name="process">The dashboard's own newest process for it; null without one.</param>
    /// <param name="inputs">The data that may be used.</param>
    /// <param name="now">The time (UTC).</param>
    /// <exception cref="PageException">It must not be resumed here; the message says why.</exception>
    public static void Run(Study study, SearchProcess? process, SearchInputs inputs, DateTimeOffset now)
    {
        if (study.Definition.Command != StudySearch.Command)
        {
            throw new PageException(
                StatusCodes.Status409Conflict, $"'{study.Name}' is of 'tegula {study.Definition.Command}': that command, given again, goes on with it");
        }

        if (SearchSituations.Of(study, process, now) == SearchSituation.RunsElsewhere)
        {
            throw new PageException(
                StatusCodes.Status409Conflict,
                $"'{study.Name}' runs in another process, which wrote last {SearchSituations.Ago(now - study.Updated)}: stop it there, or wait for its end");
        }

        if (!inputs.Allows(study.Definition.Data))
        {
            throw new PageException(
                StatusCodes.Status422UnprocessableEntity,
                $"'{study.Name}' reads the data '{study.Definition.Data}', which are not among those that may be used here: put them into the folder, "
                    + "start the dashboard with --data, or resume the study in a terminal");
        }
    }
}
