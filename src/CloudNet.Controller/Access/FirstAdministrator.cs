using System.Buffers.Text;
using System.Security.Cryptography;
using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Settings;
using CloudNet.Domain.Access;
using CloudNet.Store.Accounts;
using CloudNet.Store.Audit;
using CloudNet.Store.Tables;
using CloudNet.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Access;

/// <summary>
/// At the first start, before the controller serves anything: makes the tenant <c>default</c> and the person who owns it. A
/// password that is not given is generated and printed once, to standard output, so that it is in no log file unless somebody
/// puts it there. Replicas that start together take turns by an advisory lock; the second finds a user, and does nothing.
/// </summary>
public sealed class FirstAdministrator(IServiceScopeFactory scopes, IConfiguration settings, TimeProvider clock, TextWriter output) : IHostedService
{
    /// <summary>Setting: the name; default <c>admin</c>.</summary>
    public const string UserSetting = "Admin:User";

    /// <summary>Setting: the password; default: generated.</summary>
    public const string PasswordSetting = "Admin:Password";

    private const string DefaultUser = "admin";
    private const int GeneratedBytes = 18;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var deed = Deed.OfSystem("MakeFirstAdministrator").Begin();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CloudNetDb>();
        // The person and the tenant are made in one transaction, so Identity's own context is the one that is opened.
        db.ActAsSystem();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await FirstStartLock.TakeAsync(db, cancellationToken);
        if (await db.Users.AnyAsync(cancellationToken)) return;

        var given = settings[PasswordSetting] is { Length: > 0 } password ? password : null;
        var name = settings[UserSetting] is { Length: > 0 } user ? user : DefaultUser;
        var chosen = given ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(GeneratedBytes));
        var made = await MakeAsync(scope.ServiceProvider.GetRequiredService<UserManager<UserRow>>(), name, chosen);
        await OwnFirstTenantAsync(db, made, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        output.WriteLine(given is null
            ? $"first administrator: {name}  password: {chosen}  (shown this once)"
            : $"first administrator: {name}  password: as set in Admin__Password");
        output.Flush();
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<UserRow> MakeAsync(UserManager<UserRow> users, string name, string password)
    {
        var user = new UserRow { Id = Guid.CreateVersion7(clock.GetUtcNow()), UserName = name };
        var result = await users.CreateAsync(user, password);
        return result.Succeeded
            ? user
            : throw new SettingException(
                "the first administrator cannot be made from Admin__User and Admin__Password: "
                + $"{string.Join(' ', result.Errors.Select(error => error.Description))}");
    }

    private async Task OwnFirstTenantAsync(CloudNetDb db, UserRow user, CancellationToken cancel)
    {
        var tenant = await db.Tenants.SingleOrDefaultAsync(row => row.Name == AccessRules.FirstTenant, cancel)
            ?? db.Tenants.Add(new() { Id = TenantId.New(clock), Name = AccessRules.FirstTenant, CreatedAt = clock.GetStoredNow() }).Entity;
        db.Members.Add(new() { TenantId = tenant.Id, UserId = user.Id, Role = AccessRules.Word(TenantRole.Owner), Since = clock.GetStoredNow() });
        await db.SaveChangesAsync(cancel);
    }
}
