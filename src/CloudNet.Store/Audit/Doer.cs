namespace CloudNet.Store.Audit;

/// <summary>Who acts.</summary>
/// <param name="Kind">A word of <see cref="ActorKind"/>.</param>
/// <param name="Id">Their id; null where they have none, or where each host acts for itself.</param>
/// <param name="Name">Their name; null: the database knows it.</param>
/// <param name="Token">The API token that they use; null where it is none.</param>
public sealed record Doer(string Kind, Guid? Id = null, string? Name = null, Guid? Token = null)
{
    /// <summary>Not known yet.</summary>
    public static Doer Anonymous { get; } = new(ActorKind.Anonymous, Name: "anonymous");

    /// <summary>The controller.</summary>
    public static Doer System { get; } = new(ActorKind.System, Name: "controller");
}
