using CloudNet.Store;
using CloudNet.Store.Accounts;

namespace CloudNet.Migrations.Accounts;

/// <summary>
/// Sets a forgotten password. It migrates nothing, as the controllers run meanwhile: the schema is this version's, or nothing is done.
/// </summary>
internal static class ResetRun
{
    /// <summary>Does it, and tells what was done or why not.</summary>
    /// <returns>The exit status.</returns>
    public static async Task<int> RunAsync(CloudNetDb db, ResetRequest request)
    {
        if (!await SchemaVersion.IsReachedAsync(db, CancellationToken.None))
            return Fail($"the database has not the schema of this version ({SchemaVersion.Expected}): run the program of the version that the controllers have.");
        if (PasswordLine.Read(request.User) is not { Length: > 0 } password)
            return Fail("there is no new password. Type it, or give it in a line on standard input. Nothing was changed.");
        var outcome = await PasswordReset.RunAsync(db, request.User, password, request.EndsSecondFactor, CancellationToken.None);
        if (outcome.IsRefused(out var refusal, out var asksForCode)) return Fail($"{refusal.Detail} Nothing was changed.");
        Console.WriteLine($"the password of {request.User} is set, and they are not locked out; their sessions on the dashboard end, their tokens go on");
        Console.WriteLine(asksForCode
            ? "signing in asks for a code of their second factor besides; if that is lost too: the same again with --second-factor-off"
            : "signing in asks for no code of a second factor");
        return 0;
    }

    private static int Fail(string why)
    {
        Console.Error.WriteLine($"cloudnet-migrations: {why}");
        return 1;
    }
}
