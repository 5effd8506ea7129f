using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tegula.Dashboard.Assets;
using Tegula.Dashboard.Caching;
using Tegula.Dashboard.Pages;
using Tegula.Dashboard.Pages.Architecture;
using Tegula.Dashboard.Pages.Compare;
using Tegula.Dashboard.Pages.Correlation;
using Tegula.Dashboard.Pages.Designs;
using Tegula.Dashboard.Pages.Landscape;
using Tegula.Dashboard.Pages.Recorded;
using Tegula.Dashboard.Pages.Searching;
using Tegula.Dashboard.Searches;
using Tegula.Dashboard.Snapshots;
using Tegula.Dashboard.Stores;

namespace Tegula.Dashboard.Hosting;

/// <summary>The areas of the dashboard: the services that each shares between requests, and its addresses.</summary>
internal static class DashboardParts
{
    /// <summary>Adds the services.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<StudyShelf>();
        services.AddSingleton(provider => new StudySnapshots(provider.GetRequiredService<StudyShelf>()));
        services.AddSingleton<StudyWatches>();
        services.AddHostedService<NewestStudy>();
        services.AddSingleton<StudyPicker>();
        services.AddSingleton<TableShelf>();
        services.AddSingleton<AnswerCache>();
        services.AddSingleton<SearchProcesses>();
        services.AddSingleton<SearchInputs>();
    }

    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        AssetEndpoints.Map(routes);
        StudiesEndpoints.Map(routes);
        CourseEndpoints.Map(routes);
        SearchesEndpoints.Map(routes);
        DesignEndpoints.Map(routes);
        ResultEndpoints.Map(routes);
        CorrelationEndpoints.Map(routes);
        LandscapeEndpoints.Map(routes);
        CompareEndpoints.Map(routes);
        ArchitectureEndpoints.Map(routes);
    }
}
