using CloudNet.Contracts.Access;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Accounts;
using CloudNet.Store.Audit;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;

namespace CloudNet.Controller.Access;

/// <summary>
/// Lets the holder of an invitation's secret in. The secret is looked at first, so that without one nobody learns which users
/// there are, tries passwords, or makes the controller hash any. The password comes next, outside the transaction: a wrong one
/// stays counted, and hashing holds no lock. Then the invitation is taken, and user and membership are made, in one
/// transaction: of many who come at once one finds it, and where anything fails it is still there. It is the system's: the
/// invitation says whose it is, and a user is no tenant's.
/// </summary>
public sealed class InvitationAcceptance(
    Changes changes, CloudNetStore store, PasswordCheck passwords, NewUsers newUsers, TimeProvider clock)
{
    /// <summary>Makes the person a member, and a user where they are none yet.</summary>
    public async Task<Outcome<AcceptedInvitation>> AcceptAsync(AcceptInvitation request, CancellationToken cancel)
    {
        if (InvitationRules.Check(request) is { } invalid) return invalid;
        var hash = Secret.Hash(request.Secret!);
        await using (var db = store.ForSystem())
        {
            if (await InvitationReads.FindAsync(db, hash, clock.GetUtcNow(), cancel) is null) return InvitationRules.Unknown;
        }
        var isNew = !await newUsers.IsThereAsync(request.User!, cancel);
        var identified = isNew
            ? await newUsers.MakeAsync(request.User!, request.Password!, cancel)
            : await passwords.CheckAsync(request.User!, request.Password!, request.Code, cancel);
        if (identified.IsRefused(out var refusal, out var user)) return refusal;
        using var known = Deed.As(new(ActorKind.User, user.Id, user.UserName));
        return await changes.RunForSystemAsync(change => JoinAsync(change, hash, user, isNew), cancel);
    }

    private static async Task<Outcome<AcceptedInvitation>> JoinAsync(Change change, byte[] hash, UserRow user, bool isNew)
    {
        if (await InvitationReads.FindAsync(change.Db, hash, change.Now, change.Cancel) is not { } found) return InvitationRules.Unknown;
        await MemberRows.LockAsync(change.Db, found.Tenant, change.Cancel);
        // Whoever invited may have been demoted while the lock was waited for.
        if (await InvitationReads.FindAsync(change.Db, hash, change.Now, change.Cancel) is null
            || !await InvitationRows.TakeAsync(change.Db, found.Tenant, found.Id, change.Cancel)) return InvitationRules.Unknown;
        if (isNew)
        {
            if (await UserReads.IsThereAsync(change.Db, user.NormalizedUserName!, change.Cancel)) return InvitationRules.NameTaken(user.UserName!);
            UserRows.Add(change.Db, user);
        }
        else if (await MemberReads.FindAsync(change.Db, found.Tenant, user.Id, change.Cancel) is { } there)
        {
            return InvitationRules.MemberAlready(there.UserName, found.TenantName, there.Role);
        }
        var member = new TenantMember(user.Id, user.UserName!, found.Role, change.Now);
        MemberRows.Add(change.Db, found.Tenant, member);
        return new AcceptedInvitation(found.TenantName, MemberReads.Record(member));
    }
}
