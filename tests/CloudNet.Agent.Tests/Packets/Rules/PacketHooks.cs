namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>Where packets meet chains.</summary>
internal static class PacketHooks
{
    /// <summary>What comes in, before it is known where it goes.</summary>
    public const string Prerouting = "prerouting";

    /// <summary>What is the host's own.</summary>
    public const string Input = "input";

    /// <summary>What goes on, or is passed on by a bridge.</summary>
    public const string Forward = "forward";

    /// <summary>What the host sends itself.</summary>
    public const string Output = "output";

    /// <summary>What leaves.</summary>
    public const string Postrouting = "postrouting";

    /// <summary>All of them.</summary>
    public static readonly string[] All = [Prerouting, Input, Forward, Output, Postrouting];
}
