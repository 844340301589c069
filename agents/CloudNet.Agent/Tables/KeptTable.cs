using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan.Tables;

namespace CloudNet.Agent.Tables;

/// <summary>
/// Brings a table of the kernel to what it should be: what is other by one script, and the whole of it by reading and comparing. How nft prints the
/// maps and chains is not the same in all versions, so what it prints after they were written is what they have to look like from then on.
/// </summary>
/// <param name="kernel">The table.</param>
internal sealed class KeptTable(ITableKernel kernel)
{
    // The maps and chains that were written last, and what they look like; null: not known.
    private string? written, looks;

    /// <summary>Elements that were found where they should not be since this was last asked, and were taken away.</summary>
    public List<NftElement> Removed { get; } = [];

    /// <summary>Writes what is other than before.</summary>
    /// <returns>Null, or what nft said: nothing was done then.</returns>
    /// <exception cref="KernelException">nft could not be run.</exception>
    public async Task<string?> WriteAsync(ITablePlan book, TableChange change, CancellationToken cancel)
    {
        if (IsLeftAlone(book)) return null;
        if (book is { Any: false, HasUnknown: false }) return await RunAsync(book.Kind.Removal, null, cancel);
        // Before it was written by this process it may be whatever an older one left.
        return written is null
            ? await RepairAsync(book, Differences(book, await kernel.FrameAsync(cancel)), cancel)
            : await RunAsync(Other(book, written) + new TableScript(book.Kind).Elements(change.Gone, change.Come) + Needless(book, written), book.Frame,
                cancel);
    }

    /// <summary>Reads the table, and puts right what is not as it should be.</summary>
    /// <returns>Whether all was as it should be; and null, or what could not be done.</returns>
    /// <exception cref="KernelException">It could not be read.</exception>
    public async Task<(bool WasRight, string? Problem)> CheckAsync(ITablePlan book, CancellationToken cancel)
    {
        if (IsLeftAlone(book)) return (true, null);
        var printed = await kernel.FrameAsync(cancel);
        if (book is { Any: false, HasUnknown: false }) return printed is null ? (true, null) : (false, await RunAsync(book.Kind.Removal, null, cancel));
        var differences = Differences(book, printed);
        if (printed is not null && written == book.Frame && !differences.Any && (looks ??= printed) == printed) return (true, null);
        return (false, await RepairAsync(book, differences, cancel));
    }

    // What there is may be that of which something is not known, and nothing was written yet that would have to go.
    private bool IsLeftAlone(ITablePlan book) => written is null && book is { Any: false, HasUnknown: true };

    private static string Other(ITablePlan book, string written) => book.Frame == written ? "" : book.Frame;

    private static string Needless(ITablePlan book, string written) =>
        book.Frame == written || book.HasUnknown ? "" : new TableScript(book.Kind).Without(TablePart.AddedBy(written).Except(TablePart.AddedBy(book.Frame)));

    private async Task<string?> RepairAsync(ITablePlan book, TableDifferences found, CancellationToken cancel)
    {
        Removed.AddRange(found.Gone);
        // What was taken away and made anew has another place in the list.
        looks = null;
        var script = new TableScript(book.Kind).Without(found.Misplaced) + book.Frame + new TableScript(book.Kind).Elements(found.Gone, found.Come)
            + new TableScript(book.Kind).Without(found.Needless);
        var refused = await RunAsync(script, book.Frame, cancel);
        // Of a network of which something is not known nothing could be made anew.
        if (refused is null || book.HasUnknown) return refused;
        // What is there is in the way, as a chain of another kind may be: all anew, in one transaction.
        return await RunAsync(book.Kind.Removal + book.Frame + new TableScript(book.Kind).Elements([], book.All), book.Frame, cancel);
    }

    private TableDifferences Differences(ITablePlan book, string? printed)
    {
        var parts = TablePart.In(printed).ToArray();
        // What the kernel fills by itself is nobody's to put right.
        var elements = kernel.Elements(parts.Where(part => part.HasElements && !book.IsFilledByKernel(part.Name)).Select(part => part.Name));
        return TableDifferences.Of(book, parts, elements);
    }

    private async Task<string?> RunAsync(string script, string? frame, CancellationToken cancel)
    {
        if (script.Length == 0) return null;
        var refused = await kernel.RunAsync(script, cancel);
        if (refused is not null || frame != written) looks = null;
        written = refused is null ? frame : null;
        return refused;
    }
}
