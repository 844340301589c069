using CloudNet.Contracts.Access;
using CloudNet.Controller.Tests.Access;
using CloudNet.EndToEnd.Controllers;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.EndToEnd.Operators;

/// <summary>Somebody with a second factor signs in on the command line, as it is shipped.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class SecondFactorTests(SharedLab lab)
{
    private const string User = "otto";
    private const string Password = "a password of otto";

    private string Home => Path.Combine(lab.Lab.Folder, "otto");

    [Fact]
    public async Task TheCodeIsReadInTheLineAfterThePassword()
    {
        var invitation = await lab.Controller.Api.SendAsync<CreatedInvitation>(HttpMethod.Post, "api/v1/invitations", new CreateInvitation(User, "viewer"));
        var otto = new ControllerApi(lab.Controller.Client());
        await otto.SendAsync<AcceptedInvitation>(HttpMethod.Post, "api/v1/invitations/accept", new AcceptInvitation(invitation.Secret, User, Password));
        await otto.SignInAsync(User, Password);
        var begun = await otto.SendAsync<BegunSecondFactor>(HttpMethod.Post, "api/v1/account/second-factor", new BeginSecondFactor(Password));
        var app = new AuthenticatorApp(begun.Secret);
        var on = await otto.SendAsync<ConfirmedSecondFactor>(HttpMethod.Post, "api/v1/account/second-factor/confirm", new ConfirmSecondFactor(app.Next()));

        var without = await LoginAsync($"{Password}\n");
        Assert.Equal((1, ""), (without.Status, without.Output));
        Assert.Contains("second factor, and there is no code", without.Errors, StringComparison.Ordinal);
        var wrong = await LoginAsync($"{Password}\n{app.Wrong()}\n");
        Assert.Equal(1, wrong.Status);
        Assert.Contains("The code is wrong, too old, or was used already", wrong.Errors, StringComparison.Ordinal);
        foreach (var code in new[] { app.Next(), on.RecoveryCodes[0] })
        {
            var done = await LoginAsync($"{Password}\n{code}\n");
            Assert.True(done.Status == 0, done.Errors);
            Assert.StartsWith("Signed in to ", done.Output, StringComparison.Ordinal);
        }
    }

    private Task<CommandResult> LoginAsync(string input)
    {
        Directory.CreateDirectory(Home);
        var cli = Path.Combine(Home, "cloudnet");
        if (!File.Exists(cli)) File.CreateSymbolicLink(cli, Outputs.Agent);
        return Command.TryAsync("ip",
            ["netns", "exec", lab.Lab.ControllerSide.Name, "env", "-u", "XDG_CONFIG_HOME", $"HOME={Home}", cli, "login", lab.Controller.Url.ToString(), "--user", User],
            input);
    }
}
