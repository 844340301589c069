using System.Numerics;
using CloudNet.Contracts.Paths;

namespace CloudNet.Agent.Paths;

/// <summary>What the probes of one path have found. Immutable and pure.</summary>
internal sealed record PathCondition
{
    /// <summary>So many probes without an answer in a row make a path lost.</summary>
    public const int MissesToLose = 3;

    private const int Window = 20;
    private const double Weight = 1.0 / 8; // RFC 6298, 2.3.

    private uint answers;
    private int count;

    /// <summary>Nothing was probed yet.</summary>
    public static PathCondition Unknown { get; } = new();

    /// <summary>Whether the peer answers; null before that is known.</summary>
    public bool? Reached { get; private init; }

    /// <summary>Probes without an answer in a row.</summary>
    public int Misses { get; private init; }

    /// <summary>The smoothed round trip; null where none was measured.</summary>
    public TimeSpan? Latency { get; private init; }

    /// <summary>Longest packet that was seen to pass, bytes; null where none was.</summary>
    public int? Mtu { get; init; }

    /// <summary>Where packets are lost; null where they are not, or it is not known.</summary>
    public PathFault? Fault { get; init; }

    /// <summary>Share of the last probes, at most 20, that had no answer; percent.</summary>
    public int LossPercent => count == 0 ? 0 : 100 * (count - BitOperations.PopCount(answers)) / count;

    /// <summary>After a probe that was answered.</summary>
    public PathCondition Answered(TimeSpan roundTrip) => Noted(true) with
    {
        Reached = true, Misses = 0, Fault = null,
        Latency = Latency is { } smoothed ? smoothed + ((roundTrip - smoothed) * Weight) : roundTrip,
    };

    /// <summary>After a probe that was not answered in time.</summary>
    public PathCondition Missed() => Noted(false) with { Misses = Misses + 1, Reached = Misses + 1 >= MissesToLose ? false : Reached };

    /// <summary>Whether both say the same of what a person acts on: reached or not, why not, and for which packets.</summary>
    public bool IsVerdictOf(PathCondition other) => Reached == other.Reached && Fault == other.Fault && Mtu == other.Mtu;

    private PathCondition Noted(bool answered) => this with
    {
        answers = (answers << 1 | (answered ? 1u : 0)) & ((1u << Window) - 1), count = Math.Min(count + 1, Window),
    };
}
