using CloudNet.Agent.Udp.Peers;

namespace CloudNet.Agent.Udp.Control;

/// <summary>Does what a request asks.</summary>
/// <param name="book">The peers.</param>
/// <param name="state">Tells how the tunnel is.</param>
internal sealed class TunnelService(PeerBook book, Func<TunnelState> state)
{
    /// <summary>First word of a request for the state.</summary>
    public const string Show = "show";

    /// <summary>First word of a request that changes peers.</summary>
    public const string Batch = "batch";

    /// <summary>Begin of a line for what was not understood, for a line that was refused, and for how many were applied.</summary>
    public const string Failed = "failed ", Refused = "refused ", Applied = "applied ";

    /// <summary>The answer to a request.</summary>
    public IEnumerable<string> Answer(IReadOnlyList<string> request) => request switch
    {
        [Show] => StateLines.Of(state()),
        [Batch, ..] => Change(request.Skip(1)),
        _ => [$"{Failed}There are two requests, '{Show}' and '{Batch}'. The tunnel and the command line should be of one version."],
    };

    private IEnumerable<string> Change(IEnumerable<string> lines)
    {
        var (applied, refused) = book.Apply(lines);
        return [.. refused.Select(one => $"{Refused}{one.Line} {one.Why}"), $"{Applied}{applied}"];
    }
}
