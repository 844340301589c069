using System.Text.RegularExpressions;
using CloudNet.Contracts.Traces;

namespace CloudNet.Domain.Traces;

/// <summary>Says in one sentence where a packet ended, of what the hosts saw of it. Pure.</summary>
public static partial class TraceOutcome
{
    // Rules of policies say in their comment whose they are.
    private const string Policies = "inet cloudnet-policy ";

    /// <summary>Whether the receiver answered. A refusal that a rule made on the way is none of its answers.</summary>
    public static bool IsAnswered(HostTrace source, HostTrace? destination) => source.LatencyMicroseconds is not null && Forward(source, destination) is null;

    /// <summary>The sentence.</summary>
    /// <param name="source">What the sender's host saw.</param>
    /// <param name="destination">What the receiver's host saw; null: it is the same one, or none that could be asked.</param>
    /// <param name="to">The receiver.</param>
    public static string Of(HostTrace source, HostTrace? destination, TraceEndRecord to)
    {
        if (source.Problem is { } problem) return $"Nothing was sent: {problem}.";
        if (Forward(source, destination) is { } stopped) return stopped;
        if (source.LatencyMicroseconds is not null) return source.Answer == "answered" ? "It arrived, and was answered." : $"It arrived, and was {source.Answer}.";
        if (source.Answer is { } words && words.StartsWith("refused", StringComparison.Ordinal)) return $"It was {words}.";
        if (source.Steps.Count == 0 && to.Network is not null)
            return $"It was not answered, and met no rule on {source.Host}: what stays on one bridge, as in a network of the driver bridge or gre, is not seen by them.";
        if (destination is null) return to.Host is null || to.Host == source.Host
            ? $"It left {source.Host}, and was not answered."
            : $"It left {source.Host}, and was not answered; {to.Host} could not be asked what became of it there.";
        if (destination.Problem is { } unseen) return $"It left {source.Host}, and was not answered; {destination.Host} cannot say what became of it there: {unseen}.";
        return There(source, destination, to);
    }

    // It went out of its host, whose rules let it, and nothing came back.
    private static string There(HostTrace source, HostTrace destination, TraceEndRecord to)
    {
        if (!destination.Steps.Any(step => !step.Back))
            return $"It left {source.Host}{(source.Tunnel is { } tunnel ? $" by {tunnel}," : "")} and did not arrive at {destination.Host}: what lies between the hosts is at fault, "
                + "or a route or firewall of theirs.";
        if (Stopped(destination, back: true) is { } answer) return $"It arrived, and its answer stopped on {destination.Host}, {answer}";
        if (!destination.Steps.Any(step => step.Back)) return $"It arrived at {destination.Host}, and {to.Workload ?? "the host"} did not answer.";
        return Stopped(source, back: true) is { } last
            ? $"It arrived, and its answer stopped on {source.Host}, {last}"
            : $"It arrived, and its answer left {destination.Host} and did not arrive at {source.Host}.";
    }

    private static string? Forward(HostTrace source, HostTrace? destination) =>
        Stopped(source, back: false) is { } here ? $"It stopped on {source.Host}, {here}"
        : destination is not null && Stopped(destination, back: false) is { } there ? $"It stopped on {destination.Host}, {there}" : null;

    private static string? Stopped(HostTrace trace, bool back) => trace.Steps.FirstOrDefault(step => step.Back == back && step.Drops) is { } step
        ? PolicyOf(step) is { } policy ? $"refused by {policy}."
        : step.Rule is { } rule ? $"by this rule of {step.Chain}: {rule}" : $"by the policy of {step.Chain}."
        : null;

    private static string? PolicyOf(TraceStep step) =>
        step.Chain.StartsWith(Policies, StringComparison.Ordinal) && step.Rule is { } rule && Comment().Match(rule) is { Success: true } match
            ? match.Groups["words"].Value : null;

    [GeneratedRegex("comment \"(?<words>[^\"]+)\"$")]
    private static partial Regex Comment();
}
