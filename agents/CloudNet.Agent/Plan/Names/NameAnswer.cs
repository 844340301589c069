using System.Collections.Immutable;
using System.Net;

namespace CloudNet.Agent.Plan.Names;

/// <summary>What is known of a name.</summary>
/// <param name="Knows">How much is known.</param>
/// <param name="Addresses">Its addresses, in no order.</param>
/// <param name="Targets">Where a port of a service is found.</param>
/// <param name="Names">The names of the address that it asks for.</param>
internal sealed record NameAnswer(
    NameKnowledge Knows, ImmutableArray<IPAddress> Addresses, ImmutableArray<NameTarget> Targets, ImmutableArray<string> Names)
{
    /// <summary>It is none of CloudNet's.</summary>
    public static NameAnswer Foreign { get; } = new(NameKnowledge.Foreign, [], [], []);

    /// <summary>Nobody has it.</summary>
    public static NameAnswer None { get; } = new(NameKnowledge.None, [], [], []);

    /// <summary>Whether anybody has it is not known yet.</summary>
    public static NameAnswer Unknown { get; } = new(NameKnowledge.Unknown, [], [], []);

    /// <summary>It is there, and there is nothing by it.</summary>
    public static NameAnswer Empty { get; } = new(NameKnowledge.Known, [], [], []);

    /// <summary>It has addresses.</summary>
    public static NameAnswer Of(IEnumerable<IPAddress> addresses) => Empty with { Addresses = [.. addresses.Distinct()] };
}
