using Microsoft.Extensions.Hosting;

namespace Tegula.Dashboard.Hosting;

/// <summary>Leaves signals to the program that the server is part of.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
