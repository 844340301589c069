namespace CloudNet.Agent.Views;

/// <summary>
/// What the host knows now, and whether it was removed. One writer, the link; any number of readers, each of whom takes the
/// whole immutable set at once.
/// </summary>
/// <param name="start">What was on disk.</param>
/// <param name="removed">Whether the controller said before this start that the host was removed.</param>
internal sealed class LiveViews(ViewSet start, bool removed)
{
    private readonly List<Action> listeners = [];
    private volatile HostKnowledge current = removed ? new(ViewSet.Nothing(start.Self), Removed: true) : new(start.WithoutLeft(), Removed: false);

    /// <summary>What is known at this moment.</summary>
    public HostKnowledge Current => current;

    /// <summary>Calls this after each change. Asked for before the link starts.</summary>
    public void OnChange(Action call) => listeners.Add(call);

    /// <summary>Puts newer views in the place of those had.</summary>
    public void Take(ViewSet views) => Change(current with { Views = views });

    /// <summary>The host was removed: it knows nothing any more, and what it built is to be taken down.</summary>
    public void Remove() => Change(new(ViewSet.Nothing(current.Views.Self), Removed: true));

    /// <summary>The controller takes the host in after all: nothing is known until it says more.</summary>
    public void Restore() => Change(current with { Removed = false });

    private void Change(HostKnowledge next)
    {
        if (next == current) return;
        current = next;
        foreach (var call in listeners) call();
    }
}
