using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Views;

/// <summary>
/// Takes what the controller sends into a set of views: pure, so that every order and loss can be tried. What a message
/// asks of the link in turn comes back with the new set.
/// </summary>
internal static class ViewIntake
{
    /// <summary>The set after a message, and the messages to send.</summary>
    /// <exception cref="InvalidDataException">The message contradicts itself; the link is dropped and the views stay.</exception>
    public static IntakeResult Take(ViewSet views, LinkMessage message) => message switch
    {
        Snapshot snapshot => Take(views, snapshot),
        Delta delta => Take(views, delta),
        Resync resync => views.Follows(resync.Stream)
            ? new(views, [new Follow(resync.Stream, views.WantedFrom(resync.Stream))])
            : new(views, []),
        _ => throw new InvalidDataException($"The controller sent {message.GetType().Name}, which only belongs elsewhere in a link."),
    };

    private static IntakeResult Take(ViewSet views, Snapshot snapshot)
    {
        if (snapshot.View.Stream != snapshot.Stream)
            throw new InvalidDataException($"A snapshot of {snapshot.Stream} holds a view of {snapshot.View.Stream}.");
        if (snapshot.Revision < 1) throw new InvalidDataException($"A snapshot of {snapshot.Stream} has revision {snapshot.Revision}.");
        if (!views.Follows(snapshot.Stream)) return new(views, []);
        var have = views.Copies.GetValueOrDefault(snapshot.Stream);
        if (snapshot.Revision < have?.Revision) return new(views, []);
        // Of an outdated copy's own revision this build understands more than the copy has.
        if (views.Outdated.Contains(snapshot.Stream)) (views, have) = (views with { Outdated = views.Outdated.Remove(snapshot.Stream) }, null);
        return After(views, ViewCopy.Newer(have, snapshot.Revision, snapshot.View));
    }

    private static IntakeResult Take(ViewSet views, Delta delta)
    {
        if (delta.From < 0 || delta.To <= delta.From)
            throw new InvalidDataException($"A delta of {delta.Stream} goes from revision {delta.From} to {delta.To}.");
        if (!views.Follows(delta.Stream)) return new(views, []);
        if (views.Copies.GetValueOrDefault(delta.Stream) is not { } have) return new(views, [new Follow(delta.Stream, 0)]);
        try
        {
            return have.After(delta.From, delta.To, delta.Operations) is { } next ? After(views, next) : new(views, [new Follow(delta.Stream, 0)]);
        }
        catch (ArgumentException fault)
        {
            throw new InvalidDataException($"A delta of {delta.Stream} cannot be taken in: {fault.Message}", fault);
        }
    }

    private static IntakeResult After(ViewSet views, ViewCopy copy)
    {
        if (ReferenceEquals(views.Copies.GetValueOrDefault(copy.View.Stream), copy)) return new(views, []);
        var next = views.With(copy);
        return new(next, copy.View is HostView host ? Moves(views, next, host) : []);
    }

    // A network that is new is followed with what is had of it (nothing, but after a loss of the host's own copy), and its workloads and services with it;
    // one that was left is followed no longer.
    private static IReadOnlyList<LinkMessage> Moves(ViewSet before, ViewSet after, HostView host)
    {
        var had = before.NetworksWanted.ToHashSet();
        var (joined, left) = (host.Networks.Where(network => !had.Contains(network)), had.Where(network => !host.Networks.Contains(network)));
        return
        [
            .. joined.SelectMany(StreamName.AllOf).Select(stream => new Follow(stream, after.WantedFrom(stream))),
            .. left.SelectMany(StreamName.AllOf).Select(stream => new Unfollow(stream)),
        ];
    }
}
