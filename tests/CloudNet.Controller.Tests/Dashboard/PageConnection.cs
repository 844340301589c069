using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CloudNet.Controller.Tests.Dashboard;

/// <summary>What a browser's connection tells the dashboard's services: who sits there, and under which address.</summary>
public sealed class PageConnection
{
    public FakeAuthentication Authentication { get; } = new();

    public FakeNavigation Navigation { get; } = new();

    public void Open(ClaimsPrincipal person, Uri address)
    {
        Authentication.Person = person;
        Navigation.Begin(address);
    }

    public sealed class FakeAuthentication : AuthenticationStateProvider
    {
        public ClaimsPrincipal Person { get; set; } = new();

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(Person));
    }

    public sealed class FakeNavigation : NavigationManager
    {
        public void Begin(Uri address) => Initialize(address.ToString(), address.ToString());

        protected override void NavigateToCore(string uri, NavigationOptions options) => throw new NotSupportedException("No page is shown here.");
    }
}
