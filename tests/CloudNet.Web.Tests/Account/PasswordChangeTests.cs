using AngleSharp.Dom;
using Bunit;
using CloudNet.Contracts.Refusals;
using CloudNet.Web.Account;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Forms.Mapping;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CloudNet.Web.Tests.Account;

/// <summary>The form that changes the password: what a password manager and a screen reader find in it, and where it says what is wrong.</summary>
public sealed class PasswordChangeTests : IDisposable
{
    private const string Old = "a password of now";
    private const string Next = "a password of then";

    private readonly BunitContext page = new();
    private readonly AskedAccount account = new();
    private readonly PostedForm posted = new();
    private readonly DefaultHttpContext http = new();

    public PasswordChangeTests()
    {
        page.Services.AddSingleton<IAccountService>(account);
        page.Services.AddSingleton<AntiforgeryStateProvider, NoAntiforgery>();
        page.Services.AddSingleton<IFormValueMapper>(posted);
        page.Services.AddSupplyValueFromFormProvider();
        page.Services.AddCascadingValue<HttpContext>(_ => http);
    }

    public void Dispose() => page.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_field_has_its_label_and_what_a_password_manager_goes_by(bool needsCode)
    {
        var shown = Show(needsCode);
        var fields = shown.FindAll("form input:not([hidden])");
        string[] code = needsCode ? ["password-code text one-time-code 64"] : [];
        Assert.Equal(
            ["current-password password current-password 256", "new-password password new-password 256", "new-password-again password new-password 256", .. code],
            fields.Select(field => $"{field.Id} {field.GetAttribute("type")} {field.GetAttribute("autocomplete")} {field.GetAttribute("maxlength")}"));
        Assert.All(fields, field => Assert.NotEmpty(shown.Find($"label[for='{field.Id}']").TextContent));
        Assert.All(fields, field => Assert.True(field.HasAttribute("required") && !field.HasAttribute("aria-invalid") && !field.HasAttribute("tabindex")));
        // Enter in any field sends it: the form has one button, and that submits.
        Assert.Equal("submit", Assert.Single(shown.FindAll("form button")).GetAttribute("type"));
        Assert.Equal("anna", shown.Find("input[autocomplete=username]").GetAttribute("value"));
    }

    [Theory]
    [InlineData("invalid", "password", "current-password")]
    [InlineData("invalid", "newPassword", "new-password")]
    [InlineData("invalid", "code", "password-code")]
    [InlineData("not-allowed", null, "current-password")]
    [InlineData("code-needed", null, "password-code")]
    public void A_refusal_stands_at_its_field_which_takes_the_focus(string type, string? field, string id)
    {
        FieldProblem[] problems = field is null ? [] : [new(field, "It is not good.", "Choose another.")];
        account.Problem = new($"urn:cloudnet:{type}", "No", 400, "It is not good. Choose another.", problems);
        var shown = Send(new() { Password = Old, NewPassword = Next, Again = Next, Code = "123456" });
        var wrong = Assert.Single(shown.FindAll("[aria-invalid=true]"));
        Assert.Equal((id, true), (wrong.Id, wrong.HasAttribute("autofocus")));
        Assert.Equal("It is not good. Choose another.", shown.Find($"#{wrong.GetAttribute("aria-describedby")}").TextContent);
        Assert.Empty(shown.FindAll("[data-testid=password-refused], [data-testid=password-changed]"));
    }

    [Fact]
    public void All_that_is_wrong_is_at_its_field_at_once_and_the_first_takes_the_focus()
    {
        account.Problem = new("urn:cloudnet:invalid", "No", 400, "No.", [new("newPassword", "Too short.", "Longer."), new("code", "Too long.", "Shorter.")]);
        var shown = Send(new() { Password = Old, NewPassword = Next, Again = Next });
        Assert.Equal(["new-password", "password-code"], shown.FindAll("[aria-invalid=true]").Select(field => field.Id));
        Assert.Equal("new-password", Assert.Single(shown.FindAll("[autofocus]")).Id);
    }

    [Fact]
    public void What_is_about_the_whole_stands_above()
    {
        account.Problem = new("urn:cloudnet:too-often", "Locked out", 429, "Wait, and try again.");
        var shown = Send(new() { Password = Old, NewPassword = Next, Again = Next });
        var said = shown.Find("[data-testid=password-refused]");
        Assert.Equal(("alert", "Wait, and try again."), (said.GetAttribute("role"), said.TextContent));
        Assert.Empty(shown.FindAll("[aria-invalid=true]"));
    }

    [Fact]
    public void Two_new_ones_are_sent_to_nobody()
    {
        var shown = Send(new() { Password = Old, NewPassword = Next, Again = Old });
        Assert.Empty(account.Asked);
        Assert.Equal("new-password-again", Assert.Single(shown.FindAll("[aria-invalid=true]")).Id);
    }

    [Fact]
    public void What_was_typed_is_sent_and_stands_nowhere_afterwards()
    {
        var shown = Send(new() { Password = Old, NewPassword = Next, Again = Next, Code = "123456" });
        Assert.Equal([(Old, Next, "123456")], account.Asked);
        Assert.Equal("status", shown.Find("[data-testid=password-changed]").GetAttribute("role"));
        Assert.Equal("no-store", http.Response.Headers.CacheControl);
        Assert.All([Old, Next, "123456"], typed => Assert.DoesNotContain(typed, shown.Markup, StringComparison.Ordinal));
    }

    private IRenderedComponent<PasswordChange> Show(bool needsCode) =>
        page.Render<PasswordChange>(build => build.Add(shown => shown.User, "anna").Add(shown => shown.NeedsCode, needsCode));

    private IRenderedComponent<PasswordChange> Send(PasswordForm typed)
    {
        posted.Value = typed;
        var shown = Show(needsCode: true);
        shown.Find("form").Submit();
        return shown;
    }
}
