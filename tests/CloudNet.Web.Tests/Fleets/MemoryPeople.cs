using System.Text.Json;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Audit;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Refusals;
using CloudNet.Web.Audit;
using CloudNet.Web.People;
using CloudNet.Web.Tokens;

namespace CloudNet.Web.Tests.Fleets;

/// <summary>A tenant's people, one's own tokens and the audit log, in memory. Lists come in parts of two.</summary>
public sealed class MemoryPeople(DateTimeOffset now) : IPeopleClient, ITokenClient, IAuditClient
{
    private const int PartLength = 2;

    /// <summary>What was asked for, in words and in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>When set, every question is refused with it.</summary>
    public ProblemRecord? Refused { get; set; }

    /// <summary>When set, invitations and the audit log are refused with it.</summary>
    public ProblemRecord? NotAdmin { get; set; }

    /// <summary>The answer of the audit log comes when this is over.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    /// <summary>What was sought in the audit log.</summary>
    public List<AuditSearch> Sought { get; } = [];

    public List<MemberRecord> Members { get; } = [];

    public List<InvitationRecord> Invitations { get; } = [];

    public List<ApiTokenRecord> Tokens { get; } = [];

    public List<AuditEntry> Entries { get; } = [];

    public IReadOnlyList<string> Kinds => ["host", "network"];

    /// <summary>A few of each.</summary>
    public static MemoryPeople Some(DateTimeOffset now)
    {
        var people = new MemoryPeople(now);
        foreach (var (name, role, factor) in new[] { ("ada", "owner", true), ("grace", "operator", false), ("linus", "viewer", false) })
            people.Members.Add(new(new(Guid.CreateVersion7()), name, role, now.AddDays(-3), factor));
        people.Invitations.Add(new(new(Guid.CreateVersion7()), "edsger@example.org", "admin", "ada", now.AddDays(-1), now.AddDays(6)));
        people.Tokens.Add(new(new(Guid.CreateVersion7()), "nightly backup", now.AddDays(-9), now.AddDays(21), "viewer", now.AddHours(-7)));
        people.Entry("host", "v1", "changed", """{"labels":{}}""", """{"labels":{"rack":"7"}}""");
        people.Entry("network", "blue", "created", null, """{"name":"blue","nat":true}""");
        people.Entry("network", "red", "removed", """{"name":"red"}""", null);
        return people;
    }

    public Task<Answer<Page<MemberRecord>>> MembersAsync(string? cursor, CancellationToken cancel) => Part(Members, cursor, null);

    public Task<Answer<MemberRecord>> SetRoleAsync(UserId user, string role, CancellationToken cancel)
    {
        var at = Members.FindIndex(member => member.UserId == user);
        return Do($"{Members[at].User} becomes {role}", () => Members[at] = Members[at] with { Role = role });
    }

    public Task<Answer<bool>> RemoveAsync(UserId user, CancellationToken cancel) =>
        Do($"remove {Members.Single(member => member.UserId == user).User}", () => Members.RemoveAll(member => member.UserId == user) == 1);

    public Task<Answer<Page<InvitationRecord>>> InvitationsAsync(string? cursor, CancellationToken cancel) => Part(Invitations, cursor, NotAdmin);

    public Task<Answer<CreatedInvitation>> InviteAsync(CreateInvitation request, CancellationToken cancel) => Do($"invite {request.Name} as {request.Role}", () =>
    {
        Invitations.Add(new(new(Guid.CreateVersion7()), request.Name!, request.Role!, "ada", now, now.AddMinutes(request.ExpiresInMinutes!.Value)));
        return new CreatedInvitation(Invitations[^1], "cni_secret");
    });

    public Task<Answer<bool>> RevokeAsync(InvitationId invitation, CancellationToken cancel) =>
        Do("revoke an invitation", () => Invitations.RemoveAll(one => one.Id == invitation) == 1);

    public Task<Answer<Page<ApiTokenRecord>>> TokensAsync(string? cursor, CancellationToken cancel) => Part(Tokens, cursor, null);

    public Task<Answer<CreatedApiToken>> CreateAsync(CreateApiToken request, CancellationToken cancel) =>
        Do($"token {request.Name} as {request.Role ?? "self"}", () =>
        {
            Tokens.Add(new(new(Guid.CreateVersion7()), request.Name!, now, now.AddMinutes(request.ExpiresInMinutes!.Value), request.Role));
            return new CreatedApiToken(Tokens[^1], "cnt_secret");
        });

    public Task<Answer<bool>> RevokeAsync(ApiTokenId token, CancellationToken cancel) =>
        Do("revoke a token", () => Tokens.RemoveAll(one => one.Id == token) == 1);

    public async Task<Answer<Page<AuditEntry>>> EntriesAsync(AuditSearch search, string? cursor, CancellationToken cancel)
    {
        Sought.Add(search);
        await Held;
        return await Part([.. Entries.Where(entry => search.Kind is null || entry.Kind == search.Kind)], cursor, NotAdmin);
    }

    private void Entry(string kind, string name, string action, string? before, string? after) => Entries.Add(new(
        Entries.Count + 1, now.AddMinutes(-Entries.Count), new("user", Guid.CreateVersion7(), "ada", null), "dashboard", "192.168.124.1",
        "Do" + kind, action, kind, Guid.CreateVersion7(), name, Json(before), Json(after)));

    private static JsonElement? Json(string? text) => text is null ? null : JsonDocument.Parse(text).RootElement;

    private Task<Answer<T>> Do<T>(string what, Func<T> change)
    {
        Asked.Add(what);
        return Task.FromResult(Refused is null ? new Answer<T>(change(), null) : new(default, Refused));
    }

    private Task<Answer<Page<T>>> Part<T>(List<T> all, string? cursor, ProblemRecord? refused)
    {
        if (refused is not null) return Task.FromResult(new Answer<Page<T>>(null, refused));
        var from = int.Parse(cursor ?? "0");
        var page = new Page<T>([.. all.Skip(from).Take(PartLength)], from + PartLength < all.Count ? $"{from + PartLength}" : null);
        return Task.FromResult(new Answer<Page<T>>(page, null));
    }
}
