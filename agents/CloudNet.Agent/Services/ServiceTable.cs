using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan.Services;

namespace CloudNet.Agent.Services;

/// <summary>
/// Brings the kernel's table of services to what it should be: what is other by one script, and the whole of it by reading and comparing. How nft prints the maps
/// and chains is not the same in all versions, so what it prints after they were written is what they have to look like from then on.
/// </summary>
/// <param name="kernel">The table.</param>
internal sealed class ServiceTable(IServiceKernel kernel)
{
    // The maps and chains that were written last, and what they look like; null: not known.
    private string? written, looks;

    /// <summary>Writes what is other than before.</summary>
    /// <returns>Null, or what nft said: nothing was done then.</returns>
    /// <exception cref="KernelException">nft could not be run.</exception>
    public async Task<string?> WriteAsync(ServiceBook book, ServiceChange change, CancellationToken cancel)
    {
        var frame = book.Any ? book.Frame : null;
        if (frame is null) return await RunAsync(ServiceScript.Removal, null, cancel);
        // Before it was written by this process it may be whatever an older one left.
        return written is null
            ? await RepairAsync(book, await kernel.FrameAsync(cancel), cancel)
            : await RunAsync((frame == written ? "" : frame) + ServiceScript.Elements(change.Gone, change.Come), frame, cancel);
    }

    /// <summary>Reads the table, and puts right what is not as it should be.</summary>
    /// <returns>Whether all was as it should be; and null, or what could not be done.</returns>
    /// <exception cref="KernelException">It could not be read.</exception>
    public async Task<(bool WasRight, string? Problem)> CheckAsync(ServiceBook book, CancellationToken cancel)
    {
        var printed = await kernel.FrameAsync(cancel);
        if (!book.Any) return printed is null ? (true, null) : (false, await RunAsync(ServiceScript.Removal, null, cancel));
        var (gone, come) = Compare(book, printed);
        if (printed is not null && written == book.Frame && (looks ??= printed) == printed && gone.Count + come.Count == 0) return (true, null);
        return (false, await RepairAsync(book, printed, cancel));
    }

    private async Task<string?> RepairAsync(ServiceBook book, string? printed, CancellationToken cancel)
    {
        var (frame, (gone, come)) = (book.Frame, Compare(book, printed));
        if (await RunAsync(frame + ServiceScript.Elements(gone, come), frame, cancel) is null) return null;
        // What is there is in the way, as a chain of another kind may be: all anew, in one transaction.
        return await RunAsync(ServiceScript.Removal + frame + ServiceScript.Elements([], book.Elements.Select(ElementOf)), frame, cancel);
    }

    private (List<NftElement> Gone, List<NftElement> Come) Compare(ServiceBook book, string? printed)
    {
        var missing = new Dictionary<(string Map, string Key), string>(book.Elements);
        List<NftElement> gone = [];
        foreach (var there in kernel.Elements(MapsIn(printed)))
        {
            if (missing.TryGetValue((there.Map, there.Key), out var value) && value == there.Value) missing.Remove((there.Map, there.Key));
            else if (value is not null || !book.MayBeOfUnknown(there)) gone.Add(there);
        }
        return (gone, [.. missing.Select(ElementOf)]);
    }

    // What the kernel fills by itself is nobody's to put right.
    private static IEnumerable<string> MapsIn(string? printed) =>
        from line in printed?.Split('\n') ?? []
        let words = line.Trim().Split(' ')
        where words is ["map" or "set", _, "{"] && words[1] != ServiceNames.Affinity("ip")
        select words[1];

    private async Task<string?> RunAsync(string script, string? frame, CancellationToken cancel)
    {
        if (script.Length == 0) return null;
        var refused = await kernel.RunAsync(script, cancel);
        if (refused is not null || frame != written) looks = null;
        written = refused is null ? frame : null;
        return refused;
    }

    private static NftElement ElementOf(KeyValuePair<(string Map, string Key), string> element) => new(element.Key.Map, element.Key.Key, element.Value);
}
