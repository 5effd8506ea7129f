namespace Tegula.Drawing.Internals;

/// <summary>The room between two columns of a diagram: each line that changes its row does so on a track of its own.</summary>
/// <remarks>
/// Tracks are counted from the side of the hubs. Where a line reaches its track on the row on which another one leaves its own, it must turn first; otherwise
/// the two would run on one row over each other.
/// </remarks>
internal sealed class DiagramChannel
{
    // More lines than this take the first order that is possible.
    private const int MostTried = 6;

    private readonly int[] _rows;
    private readonly int[] _hubs;
    private readonly DiagramNet[] _nets;
    private readonly bool[,] _before;
    private readonly Dictionary<int, int> _tracks = [];

    private DiagramChannel(DiagramNet[] nets, int[] rows)
    {
        _rows = rows;
        _hubs = [.. nets.Select(net => net.Hub)];
        _nets = [.. nets.Where(net => !net.IsStraight(rows))];
        _before = new bool[_nets.Length, _nets.Length];
        for (int first = 0; first < _nets.Length; first++)
        {
            for (int second = 0; second < _nets.Length; second++)
                _before[first, second] = first != second && _nets[second].Spokes.Any(spoke => rows[spoke] == rows[_nets[first].Hub]);
        }
    }

    /// <summary>Number of tracks.</summary>
    public int Tracks { get; private set; }

    /// <summary>Whether a line is crossed on the track next to its hub.</summary>
    public bool IsCrossedAtOnce { get; private set; }

    /// <summary>Finds the tracks.</summary>
    /// <param name="nets">The lines.</param>
    /// <param name="rows">The row of each item.</param>
    /// <param name="clash">Two items that must not share a row, where there is no solution otherwise.</param>
    /// <returns>The channel; null with a clash.</returns>
    public static DiagramChannel? Of(DiagramNet[] nets, int[] rows, out (int First, int Second) clash)
    {
        var channel = new DiagramChannel(nets, rows);
        clash = default;
        List<int> order = channel.Order();
        if (order.Count == channel._nets.Length)
        {
            channel.Settle([.. order]);
            return channel;
        }

        clash = channel.Clash(order);
        return null;
    }

    /// <summary>The track of the line of a hub, from 0; -1 where it runs straight.</summary>
    public int TrackOf(int hub) => _tracks.GetValueOrDefault(hub, -1);

    // As many lines as can be brought into an order.
    private List<int> Order()
    {
        var order = new List<int>();
        while (Enumerable.Range(0, _nets.Length).FirstOrDefault(net => !order.Contains(net) && IsFree(net, order), -1) is var next && next >= 0)
            order.Add(next);
        return order;
    }

    private bool IsFree(int net, List<int> done) => Enumerable.Range(0, _nets.Length).All(other => !_before[other, net] || done.Contains(other));

    // Walking back from a line that waits for others must meet one twice: those between wait for each other.
    private (int First, int Second) Clash(List<int> done)
    {
        int[] stuck = [.. Enumerable.Range(0, _nets.Length).Except(done)];
        int net = stuck[0];
        var met = new HashSet<int>();
        while (met.Add(net))
            net = Waits(net);
        int first = Waits(net);
        return (_nets[first].Hub, _nets[net].Spokes.First(spoke => _rows[spoke] == _rows[_nets[first].Hub]));

        int Waits(int waiting) => Array.Find(stuck, other => _before[other, waiting]);
    }

    private void Settle(int[] fallback)
    {
        int[] best = Assign(fallback);
        if (_nets.Length <= MostTried)
            best = Orders([]).Select(Assign).MinBy(Cost) ?? best;
        for (int net = 0; net < _nets.Length; net++)
            _tracks[_nets[net].Hub] = best[net];
        Tracks = best.Length == 0 ? 0 : best.Max() + 1;
        IsCrossedAtOnce = _nets.Zip(best).Where(pair => pair.Second == 0).Select(pair => pair.First)
            .Any(net => _hubs.Any(hub => hub != net.Hub && _rows[hub] > net.Extent(_rows).Top && _rows[hub] < net.Extent(_rows).Bottom));
    }

    private IEnumerable<int[]> Orders(List<int> start)
    {
        if (start.Count == _nets.Length)
            return [[.. start]];
        return Enumerable.Range(0, _nets.Length).Where(net => !start.Contains(net) && IsFree(net, start)).SelectMany(net => Orders([.. start, net]));
    }

    // Each line on the first track on which neither a line that must come before it nor one that it would touch lies behind.
    private int[] Assign(int[] order)
    {
        int[] tracks = [.. _nets.Select(_ => -1)];
        foreach (int net in order)
        {
            tracks[net] = 1 + Enumerable.Range(0, _nets.Length)
                .Where(other => tracks[other] >= 0 && (_before[other, net] || Touches(other, net))).Select(other => tracks[other]).DefaultIfEmpty(-1).Max();
        }

        return tracks;
    }

    private bool Touches(int one, int other)
    {
        (int Top, int Bottom) first = _nets[one].Extent(_rows);
        (int Top, int Bottom) second = _nets[other].Extent(_rows);
        return first.Top <= second.Bottom && second.Top <= first.Bottom;
    }

    private int Cost(int[] tracks)
    {
        int crossings = 0;
        for (int upright = 0; upright < tracks.Length; upright++)
        {
            (int top, int bottom) = _nets[upright].Extent(_rows);
            for (int level = 0; level < tracks.Length; level++)
            {
                if (tracks[upright] < tracks[level])
                    crossings += Crosses(_nets[level].Hub) ? 1 : 0;
                else if (tracks[upright] > tracks[level])
                    crossings += _nets[level].Spokes.Count(Crosses);
            }

            bool Crosses(int item) => _rows[item] > top && _rows[item] < bottom;
        }

        return (2 * crossings) + (tracks.Length == 0 ? 0 : tracks.Max());
    }
}
