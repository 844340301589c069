using CloudNet.Contracts.Access;
using CloudNet.Contracts.Refusals;
using CloudNet.Web.Account;

namespace CloudNet.Web.Tests.Account;

/// <summary>An account that answers one thing, and knows what it was asked.</summary>
internal sealed class AskedAccount : IAccountService
{
    /// <summary>What it answers; null: it is done.</summary>
    public ProblemRecord? Problem { get; set; }

    /// <summary>What it was asked.</summary>
    public List<(string Password, string NewPassword, string? Code)> Asked { get; } = [];

    public Task<Answer<bool>> ChangePasswordAsync(string password, string newPassword, string? code, CancellationToken cancel)
    {
        Asked.Add((password, newPassword, code));
        return Task.FromResult(new Answer<bool>(Problem is null, Problem));
    }

    public Task<Answer<SecondFactorRecord>> SecondFactorAsync(CancellationToken cancel) => throw Nobody();

    public Task<Answer<BegunSecondFactor>> BeginAsync(string password, CancellationToken cancel) => throw Nobody();

    public Task<Answer<ConfirmedSecondFactor>> ConfirmAsync(string code, CancellationToken cancel) => throw Nobody();

    public Task<Answer<bool>> EndAsync(string password, string code, CancellationToken cancel) => throw Nobody();

    private static InvalidOperationException Nobody() => new("Nobody asks this here.");
}
