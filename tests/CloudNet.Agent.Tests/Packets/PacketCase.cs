using System.Net;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>A case of <see cref="PacketCases"/>.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="From">Who calls: a workload, a host (<c>v1</c>), or the outside by a host (<c>outside by v3</c>); be it under
/// another's address (<c>client1 as 10.100.1.2</c>, <c>outside as 10.100.2.77 by v1</c>).</param>
/// <param name="Call">What is called: <c>tcp 10.100.0.17:80</c>.</param>
/// <param name="Expected">Whatever may come of it, with a bar between each two: who answers and whom it sees, or what the caller is told.
/// Of nothing that it hears <c>dropped</c> is that nobody got it, and <c>unanswered</c> that somebody did, whose answer is lost.</param>
/// <param name="Kind">How it is tried.</param>
internal sealed record PacketCase(string Name, string From, string Call, string Expected, PacketKind Kind = PacketKind.Calls)
{
    /// <summary>How it is called: tcp or udp.</summary>
    public string Protocol => Call.Split(' ')[0];

    /// <summary>Where.</summary>
    public IPEndPoint To => IPEndPoint.Parse(Call.Split(' ')[1]);

    /// <summary>Under whose address; null: the caller's own.</summary>
    public string? As => From.Split(' ') is [_, "as", var other, ..] ? other : null;

    /// <summary>What may come of it.</summary>
    public IReadOnlyList<string> Outcomes => Expected.Split(" | ");

    /// <summary>What the caller may see of it.</summary>
    public IReadOnlyList<string> Seen => [.. Outcomes.Select(words => words == "unanswered" ? "dropped" : words).Distinct()];

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {From} to {Call}";
}
