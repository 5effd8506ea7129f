using Tegula.Topology;

namespace Tegula.Spaces;

/// <summary>A space that knows the path statistics of all its cells, grouped where many cells share them.</summary>
public interface IConnectivityClasses
{
    /// <summary>Path statistics, and how many cells of the space have them; the counts add up to the size of the space.</summary>
    IEnumerable<(PathStatistics Paths, long Count)> ConnectivityClasses();
}
