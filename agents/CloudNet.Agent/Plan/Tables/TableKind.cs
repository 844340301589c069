namespace CloudNet.Agent.Plan.Tables;

/// <summary>A table of its own, beside that of everything else, which is kept element by element.</summary>
/// <param name="Name">nft's words for its family and its name: <c>inet cloudnet-services</c>.</param>
/// <param name="What">What it is called to people: <c>services</c>.</param>
/// <param name="ShapeOf">Tells what follows each other in the keys of a map or set, and in its values, in the letters below; empty: verdicts, or none.</param>
internal sealed record TableKind(string Name, string What, Func<string, (string Key, string Value)> ShapeOf)
{
    /// <summary>An IPv4 address, an IPv6 address, a protocol, a port, and the name of a link.</summary>
    public const char Ipv4 = '4', Ipv6 = '6', Protocol = 'p', Port = 'o', Link = 'l';

    private const byte Inet = 1, Bridge = 7;

    /// <summary>The kernel's number of its family (linux/netfilter.h).</summary>
    public byte Family => Name.StartsWith("bridge ", StringComparison.Ordinal) ? Bridge : Inet;

    /// <summary>Its name without the family.</summary>
    public string Short => Name[(Name.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    /// <summary>Takes everything away.</summary>
    public string Removal => $"add table {Name}\ndelete table {Name}\n";
}
