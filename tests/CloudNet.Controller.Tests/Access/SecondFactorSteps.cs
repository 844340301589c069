using CloudNet.Contracts.Access;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Access;

/// <summary>People who set up a second factor, as people do, and sign in with it.</summary>
public static class SecondFactorSteps
{
    public const string Path = "/api/v1/account/second-factor";

    extension(ApiClient client)
    {
        /// <summary>Sets it up and turns it on.</summary>
        public async Task<(AuthenticatorApp App, IReadOnlyList<string> RecoveryCodes)> TurnOnAsync(string password = MemberSteps.Password)
        {
            var app = new AuthenticatorApp((await client.PostAsync<BegunSecondFactor>(Path, new BeginSecondFactor(password))).Secret);
            return (app, (await client.PostAsync<ConfirmedSecondFactor>($"{Path}/confirm", new ConfirmSecondFactor(app.Next()))).RecoveryCodes);
        }

        /// <summary>Turns it off.</summary>
        public async Task<int> TurnOffAsync(string password, string? code) =>
            (int)await client.PostStatusAsync($"{Path}/off", new EndSecondFactor(password, code));

        /// <summary>The status of a sign-in, and of what kind its refusal is; with a code or without.</summary>
        public async Task<string> TrySignInAsync(string user, string? code, string password = MemberSteps.Password)
        {
            var (status, text) = await client.SendAsync("POST", "/api/v1/sign-in", new SignIn(user, password, Code: code));
            return status == 200 ? "200" : $"{status} {System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("type").GetString()!["urn:cloudnet:".Length..]}";
        }
    }
}
