namespace CloudNet.Agent.Plan.Tables;

/// <summary>
/// What a table of its own should hold, kept up element by element. An element may be held by several, such as an address that two hosts say they have for
/// a moment: it is there until the last lets it go. No I/O; one user at a time.
/// </summary>
/// <param name="kind">Which table.</param>
internal sealed class TableContents(TableKind kind) : ITablePlan
{
    private readonly Dictionary<(string Map, string Key), string> elements = [];
    private readonly Dictionary<string, int> led = [];
    private readonly Dictionary<NftElement, int> held = [];
    private ElementChanges? changes;
    private Func<NftElement, bool>? mayBeOfUnknown = _ => true;

    /// <inheritdoc/>
    public TableKind Kind => kind;

    /// <inheritdoc/>
    public string Frame { get; private set; } = "";

    /// <inheritdoc/>
    public IReadOnlyDictionary<(string Map, string Key), string> Elements => elements;

    /// <inheritdoc/>
    public IEnumerable<NftElement> All => elements.Select(element => new NftElement(element.Key.Map, element.Key.Key, element.Value));

    /// <inheritdoc/>
    public bool Any => Frame.Length > 0;

    /// <inheritdoc/>
    public bool HasUnknown => mayBeOfUnknown is not null;

    /// <inheritdoc/>
    public bool MayBeOfUnknown(NftElement element) => mayBeOfUnknown?.Invoke(element) == true;

    /// <inheritdoc/>
    public bool IsFilledByKernel(string map) => false;

    /// <summary>Somebody more holds an element.</summary>
    public void Hold(NftElement element)
    {
        if ((held[element] = held.GetValueOrDefault(element) + 1) == 1) Changes.Add(element);
    }

    /// <summary>One of those who hold it lets it go.</summary>
    public void Release(NftElement element)
    {
        if (--held[element] > 0) return;
        held.Remove(element);
        Changes.Drop(element);
    }

    /// <summary>What is other since this was last called.</summary>
    /// <param name="frame">What should be there besides; empty: no table.</param>
    /// <param name="ofUnknown">Tells what may belong to networks of which something is not known; null: there are none.</param>
    public TableChange Finish(string frame, Func<NftElement, bool>? ofUnknown)
    {
        var change = Changes.Finish(frame != Frame);
        (Frame, mayBeOfUnknown, changes) = (frame, ofUnknown, null);
        return change;
    }

    private ElementChanges Changes => changes ??= new(elements, led);
}
