namespace Tegula.Networks;

/// <summary>How large a network around a cell is.</summary>
/// <param name="Channels">Channels of the first cells, at least 1.</param>
/// <param name="Cells">Cells of each stage (NAS-Bench-201, own spaces) or of the whole network (DARTS), at least 1.</param>
public readonly record struct NetworkSize(int Channels, int Cells);
