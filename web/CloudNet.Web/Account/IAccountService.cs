using CloudNet.Contracts.Access;

namespace CloudNet.Web.Account;

/// <summary>
/// What a person does with their own account. Called only while a page is rendered on the server or a form is posted: turning the
/// second factor on or off and changing the password end all sessions, and the answer carries a new one for whoever did it.
/// </summary>
public interface IAccountService
{
    /// <summary>Whether the second factor is on.</summary>
    Task<Answer<SecondFactorRecord>> SecondFactorAsync(CancellationToken cancel);

    /// <summary>A secret for an authenticator app.</summary>
    /// <param name="password">The person's password, as typed.</param>
    /// <param name="cancel">The request was given up.</param>
    Task<Answer<BegunSecondFactor>> BeginAsync(string password, CancellationToken cancel);

    /// <summary>Turns the second factor on.</summary>
    /// <param name="code">A code of the app, as typed.</param>
    /// <param name="cancel">The request was given up.</param>
    Task<Answer<ConfirmedSecondFactor>> ConfirmAsync(string code, CancellationToken cancel);

    /// <summary>Turns it off.</summary>
    /// <param name="password">The person's password, as typed.</param>
    /// <param name="code">A code of the app or a recovery code, as typed.</param>
    /// <param name="cancel">The request was given up.</param>
    Task<Answer<bool>> EndAsync(string password, string code, CancellationToken cancel);

    /// <summary>Changes the password.</summary>
    /// <param name="password">The person's password until now, as typed.</param>
    /// <param name="newPassword">The one from now on, as typed.</param>
    /// <param name="code">A code of the app or a recovery code, as typed; null where none was asked for.</param>
    /// <param name="cancel">The request was given up.</param>
    Task<Answer<bool>> ChangePasswordAsync(string password, string newPassword, string? code, CancellationToken cancel);
}
