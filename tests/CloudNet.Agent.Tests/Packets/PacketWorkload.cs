using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>A workload that packets come from and go to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Number">Its number.</param>
/// <param name="Host">Its host's number.</param>
/// <param name="Network">Its network.</param>
/// <param name="Addresses">Its addresses.</param>
/// <param name="Labels">Its labels.</param>
internal sealed record PacketWorkload(string Name, int Number, int Host, NetworkView Network, string Addresses, params string[] Labels)
{
    /// <summary>It as its host has it.</summary>
    public Attachment AttachedAt(string netns) => Sample.Attach(Number, Network, Addresses, netns) with { Name = Name };
}
