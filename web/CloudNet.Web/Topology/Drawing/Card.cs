namespace CloudNet.Web.Topology.Drawing;

/// <summary>Measures of a host's card and the lines on it.</summary>
public static class Card
{
    /// <summary>Width on a ring.</summary>
    public const double Width = 232;

    /// <summary>Height of the head: name and underlay address.</summary>
    public const double Head = 56;

    /// <summary>Height of a line.</summary>
    public const double Row = 24;

    /// <summary>Space beneath the last line.</summary>
    public const double Foot = 8;

    /// <summary>Most workloads on a card; the rest is a number.</summary>
    public const int Workloads = 5;

    /// <summary>The lines of a host's card: each lease with its workloads beneath.</summary>
    public static IReadOnlyList<CardRow> Rows(HostNode node)
    {
        var rows = new List<CardRow>();
        var shown = 0;
        foreach (var held in node.Leases)
        {
            rows.Add(new CardRow(Middle(rows.Count), Lease: held));
            foreach (var workload in node.Workloads.Where(workload => workload.NetworkId == held.Lease.NetworkId))
                if (shown++ < Workloads) rows.Add(new CardRow(Middle(rows.Count), Workload: workload));
        }

        if (shown > Workloads) rows.Add(new CardRow(Middle(rows.Count), More: shown - Workloads));
        return rows;
    }

    /// <summary>Height of a card with this many lines.</summary>
    public static double Height(int rows) => Head + (rows == 0 ? 0 : rows * Row + Foot);

    private static double Middle(int row) => Head + row * Row + Row / 2;
}
