using CloudNet.Web.Mount;
using CloudNet.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace CloudNet.Web.Tests;

public sealed class MountTests
{
    [Fact]
    public void Every_page_but_those_that_lead_to_a_sign_in_asks_for_a_sign_in()
    {
        var open = typeof(App).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(RouteAttribute), false))
            .Where(type => !type.IsDefined(typeof(AuthorizeAttribute), true) || type.IsDefined(typeof(AllowAnonymousAttribute), true));

        Assert.Equal([typeof(CodePage), typeof(InvitationPage), typeof(NotFoundPage), typeof(SignInPage)], open.OrderBy(type => type.Name));
    }
}
