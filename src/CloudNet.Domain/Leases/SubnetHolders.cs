namespace CloudNet.Domain.Leases;

/// <summary>What the holders of a network's subnets use of them.</summary>
/// <param name="Largest">Those with the most addresses in use, the largest first: name and number.</param>
/// <param name="Using">How many holders have any in use.</param>
public sealed record SubnetHolders(IReadOnlyList<(string Host, int Addresses)> Largest, int Using)
{
    /// <summary>How many of the largest are named.</summary>
    public const int Most = 3;

    /// <summary>In words: the largest, and how many use nothing.</summary>
    /// <param name="held">How many holders there are.</param>
    public string Words(int held)
    {
        if (Largest.Count == 0) return "None of the holders has a workload.";
        var idle = held > Using ? $"; {held - Using} of {held} have no workload" : "";
        return $"The largest holders: {string.Join(", ", Largest.Select(one => $"{one.Host} ({one.Addresses} in use)"))}{idle}.";
    }
}
