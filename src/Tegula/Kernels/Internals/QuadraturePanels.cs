namespace Tegula.Kernels.Internals;

/// <summary>
/// Cuts the axis of a standard normal variable into panels, short near the places where the integrand changes quickly and longer away from them.
/// </summary>
internal sealed class QuadraturePanels
{
    /// <summary>Beyond this many standard deviations the normal weight is below 1e-18.</summary>
    public const double Limit = 9.25;

    private const double Growth = 3;
    private const double Widest = 2;
    private const double WidestInUnits = 16;
    private const double Coincident = 1e-14;

    private readonly List<double> _edges = [];
    private readonly double _refinement;
    private double _widest;

    /// <summary>Panels with all widths times <paramref name="refinement"/>, at most 1.</summary>
    public QuadraturePanels(double refinement) => _refinement = refinement;

    /// <summary>The edges of the panels, from the smallest, after <see cref="Cut"/>.</summary>
    public List<double> Edges => _edges;

    /// <summary>Starts anew, for an integrand that may turn on the scale of 1 of a variable with this standard deviation.</summary>
    public void Clear(double deviation)
    {
        _widest = Math.Min(Widest, WidestInUnits / deviation) * _refinement;
        _edges.Clear();
        _edges.Add(-Limit);
        _edges.Add(Limit);
    }

    /// <summary>Declares a place where the integrand kinks or turns, and the distance over which it does.</summary>
    public void Add(double position, double scale)
    {
        if (!(Math.Abs(position) < Limit + scale))
            return;
        AddEdge(position);
        for (double distance = scale * _refinement; distance < 2 * Limit; distance *= Growth)
        {
            AddEdge(position - distance);
            AddEdge(position + distance);
        }
    }

    /// <summary>Puts the edges into order and cuts what is too wide.</summary>
    public void Cut()
    {
        _edges.Sort();
        int count = _edges.Count;
        for (int i = 1; i < count; i++)
        {
            double width = _edges[i] - _edges[i - 1];
            int pieces = (int)Math.Ceiling(width / _widest);
            for (int piece = 1; piece < pieces; piece++)
                _edges.Add(_edges[i - 1] + (width * piece / pieces));
        }

        _edges.Sort();
        int kept = 1;
        for (int i = 1; i < _edges.Count; i++)
        {
            if (_edges[i] - _edges[kept - 1] > Coincident)
                _edges[kept++] = _edges[i];
        }

        _edges.RemoveRange(kept, _edges.Count - kept);
    }

    private void AddEdge(double position)
    {
        if (Math.Abs(position) < Limit)
            _edges.Add(position);
    }
}
