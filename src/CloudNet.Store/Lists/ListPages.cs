using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Lists;

/// <summary>
/// Reads lists a page at a time, each from where the last one ended: what stays is in one page exactly, whatever comes and goes
/// meanwhile, and no page costs more for being far on. Names are compared by their bytes: a collation of people's language changes
/// with the database's libraries, and lets no index find a prefix. All comparisons are ones that PostgreSQL lets an index do
/// beneath row level security.
/// </summary>
internal static class ListPages
{
    /// <summary>The collation.</summary>
    public const string ByBytes = "C";

    // The last of all code points: whatever begins with a prefix comes before the prefix and this.
    private const string Last = "\U0010FFFF";

    /// <summary>The rows of a page, and where the next one begins; null where there is none.</summary>
    public static async Task<(IReadOnlyList<T> Rows, string? Next)> PartAsync<T>(this IQueryable<Listed<T>> all, ListPart part, CancellationToken cancel)
    {
        if (part.Prefix is { } prefix)
        {
            var end = prefix + Last;
            all = all.Where(row => string.Compare(row.Name, prefix) >= 0 && string.Compare(row.Name, end) <= 0);
        }
        var found = await Sorted(part.After is { } place ? After(all, place) : all, part.Sort).Take(part.Limit + 1).ToListAsync(cancel);
        var next = found.Count > part.Limit ? Place(found[part.Limit - 1], part.Sort).ToString() : null;
        return ([.. found.Take(part.Limit).Select(row => row.Row)], next);
    }

    private static IQueryable<Listed<T>> After<T>(IQueryable<Listed<T>> all, ListPlace place)
    {
        var (name, created, of, id) = (place.Name, place.Created, place.Of, place.Id);
        return place.Sort switch
        {
            ListSort.Name => all.Where(row =>
                EF.Functions.GreaterThan(ValueTuple.Create(row.Name, row.Of, row.Id), ValueTuple.Create(name, of, id))),
            ListSort.NameDescending => all.Where(row =>
                EF.Functions.LessThan(ValueTuple.Create(row.Name, row.Of, row.Id), ValueTuple.Create(name, of, id))),
            ListSort.Created => all.Where(row =>
                EF.Functions.GreaterThan(ValueTuple.Create(row.Created, row.Of, row.Id), ValueTuple.Create(created, of, id))),
            _ => all.Where(row =>
                EF.Functions.LessThan(ValueTuple.Create(row.Created, row.Of, row.Id), ValueTuple.Create(created, of, id))),
        };
    }

    private static IOrderedQueryable<Listed<T>> Sorted<T>(IQueryable<Listed<T>> rows, ListSort sort) => sort switch
    {
        ListSort.Name => rows.OrderBy(row => row.Name).ThenBy(row => row.Of).ThenBy(row => row.Id),
        ListSort.NameDescending => rows.OrderByDescending(row => row.Name).ThenByDescending(row => row.Of).ThenByDescending(row => row.Id),
        ListSort.Created => rows.OrderBy(row => row.Created).ThenBy(row => row.Of).ThenBy(row => row.Id),
        _ => rows.OrderByDescending(row => row.Created).ThenByDescending(row => row.Of).ThenByDescending(row => row.Id),
    };

    private static ListPlace Place<T>(Listed<T> row, ListSort sort) =>
        new(sort, sort is ListSort.Name or ListSort.NameDescending ? row.Name : "", row.Created, row.Of, row.Id);
}
